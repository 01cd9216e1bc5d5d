import { generateKeyPairSync } from 'node:crypto';
import { toSalesforceCredentials } from './credential-fields';

function fields(overrides: Record<string, unknown> = {}): Record<string, unknown> {
	return {
		loginUrl: 'https://acme.my.salesforce.com',
		grant: 'client_credentials',
		clientId: 'consumer-key',
		clientSecret: 'consumer-secret',
		apiVersion: '68.0',
		...overrides,
	};
}

const production = 'salesforceProductionServerApi';

describe('toSalesforceCredentials', () => {
	it.each([
		['salesforceProductionServerApi', 'production'],
		['salesforceSandboxServerApi', 'sandbox'],
	] as const)('expects of %s a %s org', (type, expects) => {
		expect(toSalesforceCredentials(fields(), type).expects).toBe(expects);
	});

	it('drops the spaces that come with pasting', () => {
		const pasted = fields({ loginUrl: ' https://acme.my.salesforce.com\n', clientId: ' consumer-key ' });
		expect(toSalesforceCredentials(pasted, production)).toMatchObject({
			loginUrl: 'https://acme.my.salesforce.com',
			clientId: 'consumer-key',
		});
	});

	it('passes on the secret of the chosen grant only', () => {
		const jwt = { grant: 'jwt_bearer', username: 'integration@acme.com', privateKey: 'key' };
		expect(toSalesforceCredentials(fields({ ...jwt, grant: 'client_credentials' }), production)).not.toHaveProperty(
			'privateKey',
		);
		expect(toSalesforceCredentials(fields(jwt), production)).not.toHaveProperty('clientSecret');
	});

	it.each([
		['as it is', (key: string) => key],
		['on one line', (key: string) => key.trim().replaceAll('\n', ' ')],
		['with escaped line breaks', (key: string) => key.trim().replaceAll('\n', '\\n')],
		['with Windows line ends', (key: string) => key.replaceAll('\n', '\r\n')],
	])('restores a private key that was pasted %s', (_how, paste) => {
		const { privateKey } = generateKeyPairSync('rsa', {
			modulusLength: 2048,
			privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
			publicKeyEncoding: { type: 'spki', format: 'pem' },
		});
		const pasted = fields({ grant: 'jwt_bearer', username: 'integration@acme.com', privateKey: paste(privateKey) });
		expect(toSalesforceCredentials(pasted, production).privateKey).toBe(privateKey);
	});
});
