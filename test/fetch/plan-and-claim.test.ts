import { toRecordId } from '../../core/record/identity';
import type { RecordItem } from '../../core/record/record-item';
import type { RunContext } from '../../core/run/run-context';
import type { SalesforceClient } from '../../core/salesforce/client';
import { claimBatch, type ClaimRequest } from '../../core/stages/fetch/claim-batch';
import { FetchTally } from '../../core/stages/fetch/fetch-tally';
import { planBatches } from '../../core/stages/fetch/plan-batches';
import type { SelectionRequest } from '../../core/stages/fetch/selection';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { orgNow, startEnrichmentOrg, startRunFor } from '../salesforce/enrichment-org';
import { aRequest, before, connectImpatiently, lastNames, minute } from './fetch-org';

const Lead = Array.from({ length: 5 }, (_, index) => ({
	LastName: `L${index}`,
	Company: 'Acme',
	SystemModstamp: before((60 - index) * minute),
}));

let org: SalesforceEmulator;
let client: SalesforceClient;
let context: RunContext;
beforeAll(async () => {
	org = await startEnrichmentOrg({ records: { Lead } });
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	client = await connectImpatiently(org);
	context = await startRunFor(org, { executionId: 'exec-1' });
	org.calls.clear();
});

const later = (minutes: number) => new Date(orgNow.getTime() + minutes * minute);
const leadId = (LastName: string) => String(org.org.find('Lead', { LastName })[0].Id);

function plan(changes: Partial<SelectionRequest> = {}, batchSize = 2) {
	return planBatches(client, aRequest(changes), batchSize, context, new FetchTally());
}

function claim(changes: Partial<ClaimRequest> = {}, by = context, now = orgNow, tally = new FetchTally()) {
	const request: ClaimRequest = {
		selection: { sObject: 'Lead', fields: [] },
		leaseMs: 30 * minute,
		doneBatchIds: [],
		...changes,
	};
	return claimBatch(client, request, by, now, tally);
}

const work = async () => (await Array.fromAsync(context.store.readWork(context.run))).flat();
const batchIds = (items: readonly RecordItem[]) => items.map((item) => item._enrichment?.batchId);

describe('planBatches', () => {
	it('freezes the selection into batches in its order, every record becoming work', async () => {
		expect(await plan()).toEqual({ open: 3, claimed: 0, finished: 0, records: 5, wasPlanned: false });
		const batches = [await claim(), await claim(), await claim()];
		expect(batches.map(({ items }) => lastNames(items))).toEqual([['L0', 'L1'], ['L2', 'L3'], ['L4']]);
		expect(await work()).toHaveLength(5);
		expect((await context.store.findRun('run-1'))?.window).toEqual({ until: later(-2) });
	});

	it('reads keys only', async () => {
		await plan();
		expect(org.calls.byKind).toMatchObject({ query: 1 });
		const { fetch } = await context.store.readCalls('run-1');
		expect(fetch).toEqual({ planned: 2, used: 2, retries: 0 });
	});

	it('plans once, whatever changes meanwhile', async () => {
		await plan();
		org.org.insert('Lead', { LastName: 'New', Company: 'Acme' });
		const used = client.calls.used;
		expect(await plan()).toMatchObject({ open: 3, records: 0, wasPlanned: true });
		expect(client.calls.used).toBe(used);
	});

	it('plans anew after it was killed before the last step, losing nothing', async () => {
		const broken = jest.spyOn(context.store, 'planBatches').mockRejectedValueOnce(new Error('killed'));
		await expect(plan()).rejects.toThrow('killed');
		broken.mockRestore();
		expect(await plan()).toMatchObject({ open: 3, records: 5 });
		expect(await work()).toHaveLength(5);
	});

	it('puts what is due from the carry-over first, once', async () => {
		const due = { recordId: leadId('L3'), attempts: 1, drops: 0, reason: 'locked', dueAt: before(minute) };
		await context.store.carryOver(context.run, [{ ...due, dueAt: new Date(due.dueAt) }]);
		await plan();
		expect(lastNames((await claim()).items)).toEqual(['L3', 'L0']);
		expect((await work()).find(({ recordId }) => recordId === due.recordId)).toMatchObject({ attempts: 1 });
		expect(await work()).toHaveLength(5);
	});

	it('plans listed Ids without a query', async () => {
		const ids = ['L4', 'L1', 'L0'].map(leadId);
		expect(await plan({ selection: { kind: 'ids', ids: ids.map(toRecordId) } })).toMatchObject({ open: 2, records: 3 });
		expect(lastNames((await claim()).items)).toEqual(['L4', 'L1']);
		expect(org.calls.byKind.query).toBeUndefined();
	});

	it('says when nothing is due', async () => {
		expect(await plan({ filter: { rawWhere: "LastName = 'Nobody'" } })).toMatchObject({ open: 0, records: 0 });
		expect(await claim()).toEqual({ batchId: undefined, items: [], open: 0, claimed: 0, finished: 0 });
	});

	it.each([0, 1.5, 2_001])('refuses batches of %d', async (size) => {
		await expect(plan({}, size)).rejects.toMatchObject({ code: 'invalid_parameter' });
	});
});

describe('claimBatch', () => {
	it('gives full records that know their batch, for one call', async () => {
		await plan();
		const used = client.calls.used;
		const { items, batchId, open, claimed } = await claim();
		expect(items[0]).toMatchObject({
			LastName: 'L0',
			Company: 'Acme',
			_enrichment: { runId: 'run-1', batchId: 0, version: expect.any(String) },
		});
		expect({ batchId, open, claimed }).toEqual({ batchId: 0, open: 2, claimed: 1 });
		expect(client.calls.used - used).toBe(1);
	});

	it('leases each batch to one execution at a time', async () => {
		await plan();
		const all = await Promise.all([claim(), claim(), claim(), claim()]);
		expect(all.flatMap(({ items }) => lastNames(items)).sort()).toEqual(['L0', 'L1', 'L2', 'L3', 'L4']);
		expect(all.map(({ batchId }) => batchId)).toEqual([0, 1, 2, undefined]);
	});

	it('finishes the batches that the input comes back from', async () => {
		await plan();
		const first = await claim();
		const second = await claim({ doneBatchIds: [...new Set(batchIds(first.items))] as number[] });
		expect(second).toMatchObject({ batchId: 1, open: 1, claimed: 1, finished: 1 });
	});

	it('gives a batch again when its lease ran out, without the records that this run has written', async () => {
		await plan();
		await claim();
		org.org.update('Lead', leadId('L0'), { Enrichment_Log_Id__c: 'run-1' });
		const successor = { ...context, run: { ...context.run, executionId: 'exec-2' } };
		expect((await claim({}, successor, later(29))).batchId).toBe(1);
		const again = await claim({}, successor, later(31));
		expect(again.batchId).toBe(0);
		expect(lastNames(again.items)).toEqual(['L1']);
	});

	it('finishes a batch left behind of which everything is written, and goes on with the next', async () => {
		await plan();
		await claim();
		for (const name of ['L0', 'L1']) org.org.update('Lead', leadId(name), { Enrichment_Log_Id__c: 'run-1' });
		expect(await claim({}, context, later(31))).toMatchObject({ batchId: 1, finished: 1 });
	});

	it('settles by its stamps what an execution wrote before it died, and leaves alone what it had settled', async () => {
		await plan();
		await claim();
		const stamps = { Enrichment_Log_Id__c: 'run-1', Enrichment_Message__c: 'As stamped' };
		org.org.update('Lead', leadId('L0'), { ...stamps, Enrichment_Outcome__c: 'no_match' });
		org.org.update('Lead', leadId('L1'), { ...stamps, Enrichment_Outcome__c: 'written' });
		await context.store.settleWork(context.run, [{ recordId: leadId('L1'), outcome: 'written', rank: 'A' }]);
		await claim({}, context, later(31));
		const settled = (await work()).flatMap(({ settlement }) => (settlement ? [settlement] : []));
		expect(settled).toEqual([
			expect.objectContaining({
				recordId: leadId('L0'),
				outcome: 'stamped',
				enrichOutcome: 'no_match',
				message: expect.stringContaining('As stamped (known by its status fields'),
				retryable: false,
			}),
			expect.objectContaining({ recordId: leadId('L1'), outcome: 'written', rank: 'A' }),
		]);
	});

	it.each([
		['what the run had refused for good', { outcome: 'rejected', retryable: false }],
		['what the run had found unchanged', { outcome: 'skipped_unchanged' }],
		['what waits for Finish', { outcome: 'staged', retryable: true }],
	] as const)('leaves out %s before the batch was left behind, and keeps the word on it', async (_what, word) => {
		await plan();
		await claim();
		const recordId = leadId('L0');
		await context.store.settleWork(context.run, [{ recordId, ...word }]);
		const tally = new FetchTally();
		expect(lastNames((await claim({}, context, later(31), tally)).items)).toEqual(['L1']);
		expect(tally).toMatchObject({ given: 1, unchanged: 0 });
		expect((await work()).find((state) => state.recordId === recordId)?.settlement).toEqual({ recordId, ...word });
	});

	it('gives again what the run had settled as worth another attempt', async () => {
		await plan();
		await claim();
		await context.store.settleWork(context.run, [
			{ recordId: leadId('L0'), outcome: 'failed', message: 'locked', retryable: true },
		]);
		expect(lastNames((await claim({}, context, later(31))).items)).toEqual(['L0', 'L1']);
	});

	it('finishes a batch left behind of which everything is settled for good, without a call', async () => {
		await plan({}, 5);
		await claim();
		await context.store.settleWork(
			context.run,
			Lead.map(({ LastName }) => ({ recordId: leadId(LastName), outcome: 'rejected', retryable: false })),
		);
		const used = client.calls.used;
		expect(await claim({}, context, later(31))).toMatchObject({ batchId: undefined, items: [], finished: 1 });
		expect(client.calls.used).toBe(used);
	});

	it('settles what is gone or was converted since the plan', async () => {
		await plan();
		org.org.delete('Lead', leadId('L0'));
		const tally = new FetchTally();
		expect(lastNames((await claim({}, context, orgNow, tally)).items)).toEqual(['L1']);
		expect(tally.vanished).toBe(1);
		expect((await work()).filter(({ settlement }) => settlement).map(({ settlement }) => settlement?.outcome)).toEqual([
			'deleted',
		]);
	});

	it('opens a batch again at once when its records could not be read', async () => {
		await plan();
		org.faults.unavailable(3, /composite/);
		await expect(claim()).rejects.toMatchObject({ code: 'salesforce_unavailable' });
		expect((await claim()).batchId).toBe(0);
	});
});
