import { leadOrgSeed, signIn, startTestOrg, type SignedInClient } from '../test-org';
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

describe('updated', () => {
	it('ignores seconds and tells how far it is complete', async () => {
		const path = (start: string, end: string) => `sobjects/Lead/updated?start=${encodeURIComponent(start)}&end=${encodeURIComponent(end)}`;
		const before = await client.request('GET', path('2026-11-21T16:00:00+00:00', '2026-11-21T16:29:59Z'));
		expect(before.body).toEqual({ ids: [], latestDateCovered: '2026-11-21T16:29:00.000+0000' });
		const after = await client.request('GET', path('2026-11-21T16:29:59Z', '2026-11-21T18:00:00Z'));
		expect([after.body.ids.length, after.body.latestDateCovered]).toEqual([451, '2026-11-21T16:29:00.000+0000']);
		expect((await client.request('GET', path('2026-10-01T00:00:00Z', '2026-11-21T18:00:00Z'))).body[0].errorCode).toBe('INVALID_REPLICATION_DATE');
	});
});
