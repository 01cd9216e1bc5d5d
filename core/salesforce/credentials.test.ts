import { checkCredentials, type SalesforceCredentials } from './credentials';

const aCredential = (changes: Partial<SalesforceCredentials> = {}): SalesforceCredentials => ({
	loginUrl: 'https://acme.my.salesforce.com',
	grant: 'client_credentials',
	clientId: '3MVG9',
	clientSecret: 'secret',
	apiVersion: '68.0',
	expects: 'production',
	...changes,
});

describe('checkCredentials', () => {
	it.each([
		['https://acme.my.salesforce.com/', 'https://acme.my.salesforce.com'],
		[' https://Acme.My.Salesforce.com/services/oauth2/token?x=1 ', 'https://acme.my.salesforce.com'],
		['http://127.0.0.1:8080', 'http://127.0.0.1:8080'],
		['http://localhost:8080/', 'http://localhost:8080'],
	])('cuts %j down to its origin', (loginUrl, origin) => {
		expect(checkCredentials(aCredential({ loginUrl })).loginUrl).toBe(origin);
	});

	it.each([
		['no URL', { loginUrl: 'acme' }, /not a URL/],
		['a general login host', { loginUrl: 'https://login.salesforce.com' }, /server-to-server/],
		['the general sandbox host', { loginUrl: 'https://test.salesforce.com' }, /server-to-server/],
		['a Lightning page', { loginUrl: 'https://acme.lightning.force.com' }, /Lightning/],
		['an unencrypted address', { loginUrl: 'http://acme.my.salesforce.com' }, /not encrypted/],
		['no consumer key', { clientId: ' ' }, /consumer key/],
		['no consumer secret', { clientSecret: undefined }, /consumer secret/],
		['no username', { grant: 'jwt_bearer', privateKey: 'x' } as const, /username/],
		['no private key', { grant: 'jwt_bearer', username: 'x' } as const, /private key/],
		['no API version', { apiVersion: 'Summer' }, /API version/],
		[
			'a general login host for a key of ours',
			{ grant: 'jwt_bearer', username: 'x', privateKey: 'x', loginUrl: 'https://login.salesforce.com' } as const,
			/server-to-server/,
		],
	])('refuses %s', (_name, changes, message) => {
		expect(() => checkCredentials(aCredential(changes))).toThrow(
			expect.objectContaining({ code: 'auth_failed', message: expect.stringMatching(message) }),
		);
	});

	it('has the version as addresses have it', () => {
		expect(checkCredentials(aCredential({ apiVersion: ' v68 ' })).apiVersion).toBe('68.0');
	});

	it("lets n8n's own type sign in at the general login host, where My Domain is empty", () => {
		const jwt = {
			grant: 'jwt_bearer',
			username: 'x',
			privateKey: 'x',
			loginUrl: 'https://login.salesforce.com',
			isBuiltIn: true,
		} as const;
		expect(checkCredentials(aCredential({ ...jwt, apiVersion: '' }))).toMatchObject({
			loginUrl: 'https://login.salesforce.com',
			apiVersion: '68.0',
		});
	});
});
