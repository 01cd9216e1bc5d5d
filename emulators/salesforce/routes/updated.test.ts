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

const path = (resource: string, start: string, end: string) =>
	`sobjects/Lead/${resource}?start=${encodeURIComponent(start)}&end=${encodeURIComponent(end)}`;

describe('updated', () => {
	it('ignores seconds and tells how far it is complete', async () => {
		const before = await client.request('GET', path('updated', '2026-11-21T16:00:00+00:00', '2026-11-21T16:29:59Z'));
		expect(before.body).toEqual({ ids: [], latestDateCovered: '2026-11-21T16:29:00.000+0000' });
		const after = await client.request('GET', path('updated', '2026-11-21T16:29:59Z', '2026-11-21T18:00:00Z'));
		expect([after.body.ids.length, after.body.latestDateCovered]).toEqual([451, '2026-11-21T16:29:00.000+0000']);
	});

	it.each([
		['2026-10-01T00:00:00Z', '2026-11-21T18:00:00Z'],
		['2026-11-21T18:00:00Z', '2026-11-21T18:00:59Z'],
		['yesterday', '2026-11-21T18:00:00Z'],
	])('refuses the span from %s to %s', async (start, end) => {
		for (const resource of ['updated', 'deleted']) {
			const { status, body } = await client.request('GET', path(resource, start, end));
			expect([status, body[0].errorCode]).toEqual([400, 'INVALID_REPLICATION_DATE']);
		}
	});
});

describe('deleted', () => {
	it('lists what went, and not what stayed', async () => {
		await client.request('DELETE', `sobjects/Lead/${leadId}`);
		const { body } = await client.request('GET', path('deleted', '2026-11-21T16:00:00Z', '2026-11-21T18:00:00Z'));
		expect(body).toEqual({
			deletedRecords: [{ id: leadId, deletedDate: '2026-11-21T16:29:17.000+0000' }],
			earliestDateAvailable: '2026-11-06T16:29:00.000+0000',
			latestDateCovered: '2026-11-21T16:29:00.000+0000',
		});
	});

	it('forgets what left the recycle bin', async () => {
		const start = '2026-11-21T16:00:00Z';
		await client.request('DELETE', `sobjects/Lead/${leadId}`);
		org.setClock(() => new Date('2026-12-10T00:00:00Z'));
		client = await signIn(org);
		const { body } = await client.request('GET', path('deleted', start, '2026-12-09T00:00:00Z'));
		org.setClock(() => new Date('2026-11-21T16:29:17.250Z'));
		expect([body.deletedRecords, body.earliestDateAvailable]).toEqual([[], '2026-11-25T00:00:00.000+0000']);
	});
});
