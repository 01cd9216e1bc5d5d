import { inputHash } from '../../core/record/input-hash';
import type { RunContext } from '../../core/run/run-context';
import type { SalesforceClient } from '../../core/salesforce/client';
import { FetchTally } from '../../core/stages/fetch/fetch-tally';
import { standardHashInputs } from '../../core/record/match-gate';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { orgNow, startEnrichmentOrg, startRunFor } from '../salesforce/enrichment-org';
import {
	aRequest,
	before,
	commitWindow,
	connectImpatiently,
	day,
	fetchAll,
	lastNames,
	minute,
	modified,
} from './fetch-org';

const anHourAgo = before(60 * minute);
const atOnce = Array.from({ length: 7 }, (_, index) => ({
	LastName: `Bulk ${index}`,
	Company: 'Acme',
	SystemModstamp: anHourAgo,
}));

let org: SalesforceEmulator;
let client: SalesforceClient;
let context: RunContext;
beforeAll(async () => {
	org = await startEnrichmentOrg({
		records: { Lead: [...atOnce, { LastName: 'Old', Company: 'Acme', SystemModstamp: before(day) }] },
	});
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	org.clock.follow(() => orgNow);
	client = await connectImpatiently(org);
	context = await startRunFor(org);
});

async function passMinutes(minutes: number): Promise<void> {
	org.clock.advance(minutes * minute);
	await client.fetchDailyAllowance();
}

describe('a window', () => {
	it('a window edge never splits equal timestamps', async () => {
		const taken: unknown[] = [];
		for (let run = 0; run < 4; run += 1) {
			for (const item of await fetchAll(client, aRequest({ maxRecords: 3 }), context)) taken.push(item.Id);
			await commitWindow(context);
		}
		expect(taken).toHaveLength(8);
		expect(new Set(taken).size).toBe(8);

		// The instant at which one window ends is where the next begins.
		const edge = new Date(orgNow.getTime() - 2 * minute).toISOString();
		const ids = [1, 2, 3].map((number) => org.org.insert('Lead', { LastName: `Edge ${number}`, Company: 'Acme' }));
		org.clock.follow(() => new Date(orgNow.getTime() - 2 * minute));
		ids.forEach((id) => org.org.update('Lead', id, { Title: 'CTO' }));
		org.clock.follow(() => orgNow);
		await client.fetchDailyAllowance();
		expect(org.org.get('Lead', ids[0])?.SystemModstamp).toBe(edge.replace('Z', '+0000'));
		const noLookback = modified({ window: { initialFrom: undefined, lookbackMs: 0, settleMs: 2 * minute } });
		expect(await fetchAll(client, aRequest({ selection: noLookback }), context)).toEqual([]);
		await commitWindow(context);
		await passMinutes(5);
		expect(lastNames(await fetchAll(client, aRequest({ selection: noLookback }), context)).sort()).toEqual([
			'Edge 1',
			'Edge 2',
			'Edge 3',
		]);
	});

	it('late-visible records are found by the lookback', async () => {
		org.faults.set({ openTransaction: 'saving' });
		org.org.insert('Lead', { LastName: 'Late', Company: 'Acme' });
		org.faults.set({ openTransaction: 'waiting' });
		await passMinutes(4);
		expect(lastNames(await fetchAll(client, aRequest(), context))).not.toContain('Late');
		await commitWindow(context);

		org.faults.set({ openTransaction: null });
		await passMinutes(5);
		expect(lastNames(await fetchAll(client, aRequest(), context))).toEqual(['Late']);
	});

	it('what getUpdated does not vouch for yet is left to a later window', async () => {
		org.faults.set({ openTransaction: 'saving' });
		org.org.insert('Lead', { LastName: 'Long', Company: 'Acme' });
		org.faults.set({ openTransaction: 'waiting' });
		const noLookback = modified({
			useLatestDateCovered: true,
			window: { initialFrom: undefined, lookbackMs: 0, settleMs: 0 },
		});
		await passMinutes(4);
		await fetchAll(client, aRequest({ selection: noLookback }), context);
		await commitWindow(context);

		org.faults.set({ openTransaction: null });
		await passMinutes(5);
		expect(lastNames(await fetchAll(client, aRequest({ selection: noLookback }), context))).toEqual(['Long']);
	});

	it('says when a forgotten transaction has held the window back for over an hour', async () => {
		org.faults.set({ openTransaction: 'saving' });
		org.org.insert('Lead', { LastName: 'Stuck', Company: 'Acme' });
		org.faults.set({ openTransaction: 'waiting' });
		const request = aRequest({ selection: modified({ useLatestDateCovered: true }) });
		const short = new FetchTally();
		await passMinutes(50);
		await fetchAll(client, request, context, short);
		expect(short.heldBackAt).toBeUndefined();
		const long = new FetchTally();
		await passMinutes(20);
		await fetchAll(client, request, context, long);
		expect(long.heldBackAt).toEqual(expect.any(Date));
		expect(long.window?.until).toEqual(long.heldBackAt);
	});

	it('a record both created and updated in a window is returned, once', async () => {
		await fetchAll(client, aRequest(), context);
		await commitWindow(context);
		const id = org.org.insert('Lead', { LastName: 'Created', Company: 'Acme' });
		await passMinutes(3);
		org.org.update('Lead', id, { LastName: 'Updated' });
		await passMinutes(5);
		expect(lastNames(await fetchAll(client, aRequest(), context))).toEqual(['Updated']);
	});
});

describe('own writes', () => {
	const important = standardHashInputs('Lead')!;

	/** A lead as Bulk Write leaves it: stamped with the hash over the values after the write. */
	function writtenLead(fields: Record<string, unknown>): string {
		const record = { LastName: 'Written', Company: 'Acme', Website: 'acme.example', ...fields };
		const stamps = {
			Enrichment_Match_Hash__c: inputHash(important, record),
			Enrichment_Last_Activity__c: orgNow.toISOString(),
			Enrichment_Outcome__c: 'written',
		};
		return org.org.insert('Lead', { ...record, ...stamps });
	}

	it('own writes do not come back as changes', async () => {
		await fetchAll(client, aRequest(), context);
		await commitWindow(context);
		writtenLead({});
		await passMinutes(15);
		const tally = new FetchTally();
		expect(await fetchAll(client, aRequest({ unchangedBy: important }), context, tally)).toEqual([]);
		expect(tally).toMatchObject({ unchanged: 1, given: 0 });
		const work = (await Array.fromAsync(context.store.readWork(context.run))).flat();
		expect(work.map((state) => state.settlement?.outcome)).toContain('skipped_unchanged');
	});

	it.each([
		['a person changed an important field since', {}, { Company: 'Globex' }],
		['the last attempt failed', { Enrichment_Outcome__c: 'provider_failed' }, {}],
	])('a record comes back when %s', async (_name, fields, edit) => {
		await fetchAll(client, aRequest(), context);
		await commitWindow(context);
		const id = writtenLead({});
		org.org.update('Lead', id, { Title: 'CTO', ...fields, ...edit });
		await passMinutes(15);
		expect(lastNames(await fetchAll(client, aRequest({ unchangedBy: important }), context))).toEqual(['Written']);
	});
});
