import { leadId, leadOrgSeed, signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';

let org: SalesforceEmulator;
let client: SignedInClient;

beforeAll(async () => {
	org = await startTestOrg({ seed: leadOrgSeed });
});
beforeEach(async () => {
	org.reset();
	client = await signIn(org);
});
afterAll(() => org.close());

const rename = { method: 'PATCH', url: `v68.0/sobjects/Lead/${leadId}`, richInput: { Title: 'CTO' } };
const lost = { method: 'GET', url: '/services/data/v68.0/sobjects/Lead/00Q5e00000ZZZZZ' };

describe('composite batch', () => {
	it('carries out requests one by one, whatever becomes of the others', async () => {
		const { body } = await client.request('POST', 'composite/batch', { batchRequests: [lost, rename] });
		expect(body).toEqual({
			hasErrors: true,
			results: [
				{ statusCode: 404, result: [{ errorCode: 'NOT_FOUND', message: expect.any(String) }] },
				{ statusCode: 204, result: null },
			],
		});
		expect(org.org.get('Lead', leadId)?.Title).toBe('CTO');
	});

	it('stops at the first error when asked to', async () => {
		const { body } = await client.request('POST', 'composite/batch', {
			haltOnError: true,
			batchRequests: [lost, rename],
		});
		expect(body.results[1]).toMatchObject({ statusCode: 412, result: [{ errorCode: 'BATCH_PROCESSING_HALTED' }] });
		expect(org.org.get('Lead', leadId)?.Title).toBeNull();
	});

	it('refuses 26 requests, and batches within batches', async () => {
		const many = await client.request('POST', 'composite/batch', {
			batchRequests: Array.from({ length: 26 }, () => rename),
		});
		expect([many.status, many.body[0].errorCode]).toEqual([400, 'LIMIT_EXCEEDED']);
		const nested = { method: 'POST', url: 'v68.0/composite/batch', richInput: { batchRequests: [rename] } };
		const { body } = await client.request('POST', 'composite/batch', { batchRequests: [nested] });
		expect(body.results[0].statusCode).toBe(400);
	});
});
