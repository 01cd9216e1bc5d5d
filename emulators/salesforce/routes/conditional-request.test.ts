import { leadId, leadOrgSeed, signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';

const before = 'Sat, 21 Nov 2026 16:29:16 GMT';
const at = 'Sat, 21 Nov 2026 16:29:17 GMT';
const lead = `sobjects/Lead/${leadId}`;

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

describe('conditional requests for a row', () => {
	it.each([
		['GET', 'If-Modified-Since', at, 304],
		['GET', 'If-Modified-Since', before, 200],
		['GET', 'If-Modified-Since', 'whenever', 200],
		['GET', 'If-Unmodified-Since', before, 412],
		['GET', 'If-Unmodified-Since', at, 200],
		['PATCH', 'If-Unmodified-Since', before, 412],
		['PATCH', 'If-Unmodified-Since', at, 204],
		['PATCH', 'If-Unmodified-Since', 'whenever', 400],
		['DELETE', 'If-Unmodified-Since', before, 204],
	])('%s with %s %s answers %s by what the record was last', async (method, header, date, status) => {
		const reply = await client.request(method, lead, method === 'PATCH' ? { Title: 'CTO' } : undefined, {
			[header]: date,
		});
		expect(reply.status).toBe(status);
		expect(org.org.get('Lead', leadId)?.Title).toBe(method === 'PATCH' && status === 204 ? 'CTO' : null);
	});

	it('knows the entity tag of an Account', async () => {
		const account = `sobjects/Account/${String(org.org.rows('Account')[0].Id)}`;
		const tag = (await client.request('GET', account)).headers.get('etag')!;
		const read = (headers: Record<string, string>) => client.request('GET', account, undefined, headers);
		expect((await read({ 'If-None-Match': tag.replace(/"$/, '-gzip"') })).status).toBe(304);
		expect((await client.request('PATCH', account, { Name: 'New' }, { 'If-Match': tag })).status).toBe(204);
		expect((await client.request('PATCH', account, { Name: 'Newer' }, { 'If-Match': tag })).status).toBe(412);
		expect((await read({ 'If-None-Match': tag })).status).toBe(200);
		expect((await client.request('PATCH', account, { Name: 'Newer' }, { 'If-None-Match': '*' })).status).toBe(412);
	});
});
