import { generateKeyPairSync } from 'node:crypto';
import { isGrantedType, toGrantedAccess, toSalesforceCredentials } from './credential-fields';

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

describe('toGrantedAccess', () => {
	const oauthTokenData = {
		access_token: '00D!token',
		instance_url: 'https://acme.my.salesforce.com',
		id: 'https://login.salesforce.com/id/00D/005',
	};
	const filled = { loginUrl: ' https://login.salesforce.com ', apiVersion: '68.0', oauthTokenData };

	it.each([
		['salesforceProductionOAuth2Api', 'production'],
		['salesforceSandboxOAuth2Api', 'sandbox'],
	] as const)('expects of %s a %s org', (type, expects) => {
		expect(isGrantedType(type)).toBe(true);
		expect(toGrantedAccess(filled, type)).toEqual({
			loginUrl: 'https://login.salesforce.com',
			accessToken: '00D!token',
			instanceUrl: 'https://acme.my.salesforce.com',
			identityUrl: 'https://login.salesforce.com/id/00D/005',
			apiVersion: '68.0',
			expects,
		});
	});

	it.each([
		['that was never connected', undefined, ''],
		['imported as text', JSON.stringify(oauthTokenData), '00D!token'],
		['imported as text that is none', '{', ''],
	])('reads a credential %s', (_what, data, accessToken) => {
		expect(toGrantedAccess({ ...filled, oauthTokenData: data }, 'salesforceProductionOAuth2Api').accessToken).toBe(
			accessToken,
		);
	});
});

describe("n8n's own types", () => {
	const jwt = {
		environment: 'production',
		clientId: ' 3MVG9 ',
		username: 'i@acme.com',
		privateKey: 'key',
		myDomainUrl: '',
		accessToken: 'cached',
		instanceUrl: 'https://x',
	};

	it.each([
		['production', '', 'https://login.salesforce.com'],
		['sandbox', '', 'https://test.salesforce.com'],
		['sandbox', ' https://acme--dev.sandbox.my.salesforce.com/ ', 'https://acme--dev.sandbox.my.salesforce.com/'],
	])('sign in with a key to %s, My Domain being %j, at %s', (environment, myDomainUrl, loginUrl) => {
		expect(toSalesforceCredentials({ ...jwt, environment, myDomainUrl }, 'salesforceJwtApi')).toEqual({
			loginUrl,
			grant: 'jwt_bearer',
			clientId: '3MVG9',
			username: 'i@acme.com',
			privateKey: 'key',
			apiVersion: '',
			expects: environment,
			isBuiltIn: true,
		});
	});

	it.each([
		[{ environment: 'sandbox' }, 'https://test.salesforce.com', 'sandbox'],
		[{ environment: 'production' }, 'https://login.salesforce.com', 'production'],
		[{}, 'https://login.salesforce.com', 'production'],
		[
			{ environment: 'production', accessTokenUrl: 'https://evil.example/services/oauth2/token' },
			'https://evil.example/services/oauth2/token',
			'production',
		],
	])('keep what a person granted, of %j at %s', (fields, loginUrl, expects) => {
		const oauthTokenData = { access_token: '00D!token', instance_url: 'https://acme.my.salesforce.com' };
		expect(toGrantedAccess({ ...fields, oauthTokenData }, 'salesforceOAuth2Api')).toEqual({
			loginUrl,
			accessToken: '00D!token',
			instanceUrl: 'https://acme.my.salesforce.com',
			identityUrl: '',
			apiVersion: '',
			expects,
			isBuiltIn: true,
		});
	});
});
