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

const titleOf = () => org.org.get('Lead', leadId)?.Title;

describe('/__control', () => {
	it('tells who the org is, what it holds, what it was asked and what memory it takes', async () => {
		await client.query('SELECT Id FROM Lead');
		const { body } = await client.request('GET', '/__control/state');
		expect(body).toMatchObject({
			org: { id: org.identity.id, isSandbox: false },
			now: '2026-11-21T16:29:17.250Z',
			records: { Lead: 451, Account: 1 },
			calls: { total: 1, byKind: { token: 1, query: 1 } },
		});
		expect(body.memory.peakRssBytes).toBeGreaterThan(10_000_000);
	});

	it('lists the calls without its own', async () => {
		await client.query('SELECT Id FROM Account');
		await client.request('GET', '/__control/state');
		const { body } = await client.request('GET', '/__control/log');
		expect(body.map((call: { kind: string }) => call.kind)).toEqual(['token', 'query']);
	});

	it('resets to the state after seeding', async () => {
		org.org.update('Lead', leadId, { Title: 'changed' });
		org.faults.set({ latencyMs: 1 });
		expect((await client.request('POST', '/__control/reset')).status).toBe(204);
		expect([titleOf(), org.faults.current, org.calls.log]).toEqual([null, {}, []]);
		expect((await client.query('SELECT Id FROM Lead')).status).toBe(401);
	});

	it('takes and restores snapshots by name', async () => {
		org.org.update('Lead', leadId, { Title: 'kept' });
		await client.request('PUT', '/__control/snapshots/mine');
		org.org.update('Lead', leadId, { Title: 'lost' });
		expect((await client.request('POST', '/__control/snapshots/mine/restore')).status).toBe(204);
		expect([titleOf(), (await client.request('GET', '/__control/snapshots')).body]).toEqual(['kept', ['mine']]);
		expect((await client.request('POST', '/__control/snapshots/other/restore')).status).toBe(404);
	});

	it('ends every session', async () => {
		await client.request('POST', '/__control/expire-sessions');
		expect((await client.query('SELECT Id FROM Lead')).status).toBe(401);
	});
});

describe('/__control/clock', () => {
	const set = async (body: object) => (await client.request('POST', '/__control/clock', body)).body;
	afterEach(() => set({ frozen: false, now: '2026-11-21T16:29:17.250Z' }));

	it('sets, advances, stops and runs the org clock', async () => {
		expect(await set({ now: '2027-01-01T00:00:00Z', frozen: true })).toEqual({
			now: '2027-01-01T00:00:00.000Z',
			frozen: true,
		});
		await set({ advanceMs: 1_500 });
		expect((await client.request('GET', '/__control/clock')).body).toEqual({
			now: '2027-01-01T00:00:01.500Z',
			frozen: true,
		});
		org.org.update('Lead', leadId, { Title: 'later' });
		expect(org.org.get('Lead', leadId)?.LastModifiedDate).toBe('2027-01-01T00:00:01.000+0000');
	});

	it.each([{ now: 'tomorrow' }, { now: 5 }, { advanceMs: '5' }, { frozen: 1 }, { speed: 2 }])(
		'refuses %j',
		async (body) => {
			expect(await set(body)).toEqual([expect.objectContaining({ errorCode: 'INVALID_PARAMETER' })]);
		},
	);
});
