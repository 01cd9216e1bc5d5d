import type { SalesforceCredentials } from './credentials';
import { loginError } from './login-error';

const credentials: SalesforceCredentials = {
	loginUrl: 'https://acme.my.salesforce.com',
	grant: 'client_credentials',
	clientId: '3MVG9',
	clientSecret: 'the-secret',
	apiVersion: '68.0',
	expects: 'production',
};

const refusal = (error: string, description: string) => ({
	statusCode: 400,
	body: JSON.stringify({ error, error_description: description }),
});

describe('loginError', () => {
	it.each([
		['invalid_client_id', 'client identifier invalid', /consumer key/],
		['invalid_client', 'invalid client credentials', /consumer secret/],
		['invalid_grant', 'no client credentials user enabled', /Run-As user/],
		['invalid_grant', 'audience is invalid', /My Domain/],
		['invalid_grant', 'invalid assertion', /private key.*clock/],
		['invalid_grant', 'expired authorization code', /clock/],
		['invalid_grant', "user hasn't approved this consumer", /Pre-authorize/],
		['invalid_grant', 'request not supported on this domain', /My Domain/],
		['invalid_grant', 'inactive user', /active/],
		['unsupported_grant_type', 'grant type not supported', /My Domain URL, the consumer key/],
	])('advises on %s (%s)', (error, description, remedy) => {
		const failed = loginError(refusal(error, description), credentials);
		expect(failed).toMatchObject({ code: 'auth_failed', retryable: false });
		expect(failed.remedy).toMatch(remedy);
		expect(failed.message).toContain('acme.my.salesforce.com');
	});

	it('hides a secret that the endpoint echoes', () => {
		expect(loginError(refusal('invalid_client', 'no app for the-secret'), credentials).message).not.toContain(
			'the-secret',
		);
	});

	it('calls a fault of the service by its name', () => {
		expect(loginError({ statusCode: 503, body: '' }, credentials)).toMatchObject({
			code: 'salesforce_unavailable',
			retryable: true,
		});
	});
});
