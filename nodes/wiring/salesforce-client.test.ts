import type { ICredentialsDecrypted, ICredentialTestFunctions } from 'n8n-workflow';
import { testSalesforceConnection } from './salesforce-client';

async function testCredential(overrides: Record<string, string>) {
	const credential: ICredentialsDecrypted = {
		id: '1',
		name: 'Salesforce',
		type: 'salesforceProductionServerApi',
		data: {
			loginUrl: 'https://acme.my.salesforce.com',
			grant: 'client_credentials',
			clientId: 'consumer-key',
			clientSecret: 'consumer-secret',
			apiVersion: '68.0',
			...overrides,
		},
	};
	return await testSalesforceConnection.call({} as ICredentialTestFunctions, credential);
}

describe('testSalesforceConnection', () => {
	it.each([
		['an address in clear text', { loginUrl: 'http://acme.my.salesforce.com' }, /not encrypted/],
		['the general login address', { loginUrl: 'https://login.salesforce.com' }, /My Domain/],
		['a missing secret', { clientSecret: '' }, /consumer secret/],
		['a missing key', { grant: 'jwt_bearer', username: 'integration@acme.com' }, /private key/],
		['a version that is none', { apiVersion: 'v68.5' }, /Write it like 68, 68\.0 or v68\.0/],
	])('explains %s without asking the network', async (_what, overrides, reason) => {
		const result = await testCredential(overrides);
		expect(result).toEqual({ status: 'Error', message: expect.stringMatching(reason) });
		expect(result.message).not.toContain('consumer-secret');
	});

	it('says what to do when nobody answers', async () => {
		// Port 9 (discard) of this machine: nothing listens there.
		const { status, message } = await testCredential({ loginUrl: 'http://127.0.0.1:9' });
		expect(status).toBe('Error');
		expect(message).toMatch(/127\.0\.0\.1:9.*\. Check/);
	});
});
