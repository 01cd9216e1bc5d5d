import { frozenNow, leadId, leadOrgSeed, signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';

let org: SalesforceEmulator;
let client: SignedInClient;

beforeAll(async () => {
	org = await startTestOrg({ seed: leadOrgSeed });
});
beforeEach(async () => {
	org.setClock(() => frozenNow);
	org.reset();
	client = await signIn(org);
});
afterAll(() => org.close());

const titled = async () => (await client.query("SELECT Id FROM Lead WHERE Title = 'New'")).body.totalSize as number;
const updated = async () =>
	(await client.request('GET', 'sobjects/Lead/updated?start=2026-11-21T16:29:00Z&end=2026-11-21T17:29:00Z')).body;
const update = () => client.request('PATCH', `sobjects/Lead/${leadId}`, { Title: 'New' });

describe('late visibility', () => {
	it('shows a save to queries only after a while, and by its id at once', async () => {
		org.faults.set({ lateVisibilityMs: 5_000 });
		await update();
		expect(await titled()).toBe(0);
		expect((await client.request('GET', `sobjects/Lead/${leadId}`)).body.Title).toBe('New');
		org.clock.advance(5_000);
		expect(await titled()).toBe(1);
	});

	it('shows the first of two saves before the second', async () => {
		org.faults.set({ lateVisibilityMs: 5_000 });
		await update();
		org.clock.advance(5_000);
		await client.request('PATCH', `sobjects/Lead/${leadId}`, { Title: 'Newer' });
		expect(await titled()).toBe(1);
	});

	it('hides a new record, shows a deleted one, and leaves the rows as they are', async () => {
		org.faults.set({ lateVisibilityMs: 5_000 });
		const id = org.org.insert('Lead', { LastName: 'New', Company: 'X' });
		org.org.delete('Lead', leadId);
		const seen = async () =>
			(await client.query(`SELECT Id FROM Lead WHERE Id IN ('${id}', '${leadId}')`)).body.records.map(
				(each: { Id: string }) => each.Id,
			);
		expect(await seen()).toEqual([leadId]);
		org.faults.set({ lateVisibilityMs: null });
		org.clock.advance(5_000);
		expect(await seen()).toEqual([id]);
	});

	it('differs from save to save, and is the same in every run', async () => {
		const visible = async () => {
			org.setClock(() => frozenNow);
			org.reset();
			client = await signIn(org);
			org.faults.set({ lateVisibilityMs: 5_000 });
			for (const lead of org.org.rows('Lead').slice(0, 100)) org.org.update('Lead', String(lead.Id), { Title: 'New' });
			org.clock.advance(2_500);
			return await titled();
		};
		const first = await visible();
		expect(first).toBeGreaterThan(25);
		expect(first).toBeLessThan(75);
		expect(await visible()).toBe(first);
	});

	it('ends with a restore of the data', async () => {
		org.faults.set({ lateVisibilityMs: 5_000 });
		const snapshot = org.snapshot();
		await update();
		org.restore(snapshot);
		org.faults.clear();
		await update();
		expect(await titled()).toBe(1);
	});
});

describe('a long open transaction', () => {
	it('holds latestDateCovered back, and its saves appear late with their early stamps', async () => {
		org.faults.set({ openTransaction: 'saving' });
		await update();
		org.faults.set({ openTransaction: 'waiting' });
		org.clock.advance(600_000);
		const other = org.org.insert('Lead', { LastName: 'Other', Company: 'X' });
		expect(await updated()).toEqual({
			ids: expect.arrayContaining([other]),
			latestDateCovered: '2026-11-21T16:29:00.000+0000',
		});
		expect([await titled(), (await client.request('GET', `sobjects/Lead/${leadId}`)).body.Title]).toEqual([0, null]);

		org.faults.set({ openTransaction: null });
		expect((await updated()).latestDateCovered).toBe('2026-11-21T16:39:00.000+0000');
		const { body } = await client.query("SELECT SystemModstamp FROM Lead WHERE Title = 'New'");
		expect(body.records[0].SystemModstamp).toBe('2026-11-21T16:29:17.000+0000');
	});

	it('is unseen by retrieve, search and bulk queries, and does not disturb the jobs that are polled meanwhile', async () => {
		org.faults.set({ openTransaction: 'saving' });
		await client.request('PATCH', `sobjects/Lead/${leadId}`, { LastName: 'Zanzibar' });
		const job = { object: 'Lead', operation: 'update', contentType: 'CSV', lineEnding: 'LF' };
		const { id } = (await client.request('POST', 'jobs/ingest', job)).body;
		await client.request('PUT', `jobs/ingest/${id}/batches`, `Id,Title\n${leadId},Bulk\n`, {
			'content-type': 'text/csv',
		});
		await client.request('PATCH', `jobs/ingest/${id}`, { state: 'UploadComplete' });
		await whenComplete(`jobs/ingest/${id}`);

		const retrieved = await client.request('POST', 'composite/sobjects/Lead', { ids: [leadId], fields: ['LastName'] });
		const found = await client.request('GET', 'search?q=FIND%20{Zanzibar}%20RETURNING%20Lead(Id)');
		expect([retrieved.body[0].LastName, found.body.searchRecords]).toEqual(['L0', []]);
		expect(await bulkQuery("SELECT Id FROM Lead WHERE LastName = 'Zanzibar'")).toBe(0);
		org.faults.set({ openTransaction: null });
		expect(org.org.get('Lead', leadId)).toMatchObject({ LastName: 'Zanzibar', Title: 'Bulk' });
		expect(await bulkQuery("SELECT Id FROM Lead WHERE LastName = 'Zanzibar'")).toBe(1);
	});

	async function bulkQuery(query: string): Promise<number> {
		const { id } = (await client.request('POST', 'jobs/query', { operation: 'query', query })).body;
		return (await whenComplete(`jobs/query/${id}`)).numberRecordsProcessed;
	}

	async function whenComplete(path: string): Promise<{ state: string; numberRecordsProcessed: number }> {
		for (;;) {
			const { body } = await client.request('GET', path);
			if (body.state === 'JobComplete') return body;
			if (body.state === 'Failed') throw new Error(body.errorMessage);
		}
	}
});
