import type { RecordItem } from '../../core/record/record-item';
import { digestJournal } from '../../core/run/diff-digest';
import { finishRun } from '../../core/stages/finish/finish';
import type { RunContext } from '../../core/run/run-context';
import type { RunSummary } from '../../core/run/run-summary';
import type { SalesforceClient } from '../../core/salesforce/client';
import { claimBatch } from '../../core/stages/fetch/claim-batch';
import { FetchTally } from '../../core/stages/fetch/fetch-tally';
import { planBatches } from '../../core/stages/fetch/plan-batches';
import { writeRecords } from '../../core/stages/write/write';
import type { Store } from '../../core/store/store';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { aRequest, before, connectImpatiently, fetchAll, minute } from '../fetch/fetch-org';
import { aProposal, anItem, orgNow, startEnrichmentOrg, startRunFor } from '../salesforce/enrichment-org';

const request = { sObject: 'Lead', isDryRun: false, autoAssign: false, writeStamps: true, canaryRecords: 0 };
const Lead = Array.from({ length: 6 }, (_, index) => ({
	LastName: `L${index}`,
	Company: 'Acme',
	SystemModstamp: before((60 - index) * minute),
}));
const resumedAt = new Date(orgNow.getTime() + 31 * minute);

let org: SalesforceEmulator;
beforeAll(async () => {
	org = await startEnrichmentOrg({ records: { Lead } });
});
afterAll(() => org.close());
beforeEach(() => {
	org.reset();
	org.clock.follow(() => orgNow);
});

/** L0 was not known to the provider, all others get a value that is no field of Fetch's, a score and a rank. */
function enriched(items: readonly RecordItem[]): RecordItem[] {
	const scores = { fit: { score: 90, rank: 'A', contributions: [], modelVersion: '1' } } as const;
	const score = (value: unknown) => aProposal(value, { provider: 'score:fit', source: 'score', policy: 'always' });
	return items.map((item) =>
		item.LastName === 'L0'
			? anItem(item, { ...item._enrichment, outcome: 'no_match', message: 'Nobody knows it' })
			: anItem(item, {
					...item._enrichment,
					scores,
					proposals: { Fax: aProposal('+1 555 0100'), Enrichment_Score__c: score(90), Enrichment_Rank__c: score('A') },
				}),
	);
}

type Context = RunContext & { readonly store: Store };

async function workOff(client: SalesforceClient, context: Context, isInBatches: boolean, now = orgNow): Promise<void> {
	if (!isInBatches) {
		await writeRecords(client, request, enriched(await fetchAll(client, aRequest(), context)), context);
		return;
	}
	await planBatches(client, aRequest(), 4, context, new FetchTally());
	for (let doneBatchIds: number[] = []; ; ) {
		const claim = { selection: { sObject: 'Lead', fields: [] }, leaseMs: 30 * minute, doneBatchIds };
		const { batchId, items } = await claimBatch(client, claim, context, now, new FetchTally());
		if (batchId === undefined) return;
		await writeRecords(client, request, enriched(items), context);
		doneBatchIds = [batchId];
	}
}

/** The context of a process that dies once Salesforce has answered the first write. */
function dyingAfterReply({ store, ...context }: Context): Context {
	const savePart: Store['savePart'] = async (run, part) => {
		if (part.journal?.some(({ status }) => status === 'written')) throw new Error('killed');
		await store.savePart(run, part);
	};
	return { ...context, store: { ...store, savePart } };
}

/** Another process takes the run up half an hour later. */
async function resume(context: Context, isInBatches: boolean): Promise<void> {
	org.clock.follow(() => resumedAt);
	await workOff(await connectImpatiently(org), context, isInBatches, resumedAt);
}

async function finish({ store, run }: Context): Promise<RunSummary> {
	const summary = await finishRun(store, run, {}, orgNow);
	if (!summary || 'batches' in summary) throw new Error('no summary');
	return summary;
}

async function unkilled(isInBatches: boolean): Promise<RunSummary> {
	const context = await startRunFor(org);
	await workOff(await connectImpatiently(org), context, isInBatches);
	const summary = await finish(context);
	org.reset();
	org.clock.follow(() => orgNow);
	return summary;
}

async function killed(isInBatches: boolean): Promise<Context> {
	const context = await startRunFor(org);
	await expect(workOff(await connectImpatiently(org), dyingAfterReply(context), isInBatches)).rejects.toThrow('killed');
	return context;
}

const rows = async ({ store }: Context) => (await Array.fromAsync(store.readJournal('run-1'))).flat();

describe.each([
	['in batches', true],
	['all at once', false],
])('a run killed between the reply to a write and noting it, %s', (_how, isInBatches) => {
	it('has written the same as the unkilled one once it is resumed, by its journal and by its digest', async () => {
		const expected = await unkilled(isInBatches);
		const context = await killed(isInBatches);
		expect((await rows(context)).filter(({ status }) => status === 'written')).toEqual([]);

		await resume(context, isInBatches);
		const { store, run } = context;
		expect(await digestJournal(store, run.runId)).toBe(expected.digest);
		expect(new Set((await rows(context)).map(({ status }) => status))).toEqual(new Set(['written']));
		const [known] = await store.loadLastWritten(run.orgId, [String(org.org.find('Lead', { LastName: 'L1' })[0].Id)]);
		expect(known).toMatchObject({ field: 'Enrichment_Rank__c', value: 'A' });
	});

	it('counts what its stamps and its journal tell, and says of how many records that is all', async () => {
		const expected = await unkilled(isInBatches);
		const context = await killed(isInBatches);
		await resume(context, isInBatches);

		const { counts, knownByStamps, calls, text } = await finish(context);
		const { read, written, stampedOnly, noMatch, ranks } = expected.counts;
		expect(counts).toMatchObject({ read, written, stampedOnly, noMatch, ranks });
		expect(knownByStamps).toBe(isInBatches ? 4 : 6);
		expect(text).toContain('Known by their status fields alone');
		expect(calls.planned).toBe(calls.used - calls.retries);
	});

	it('leaves open what the record does not hold any more', async () => {
		const context = await killed(isInBatches);
		const id = String(org.org.find('Lead', { LastName: 'L1' })[0].Id);
		org.org.update('Lead', id, { Fax: 'by a person' });
		await resume(context, isInBatches);

		const open = (await rows(context)).filter(({ status }) => status !== 'written');
		expect(open).toMatchObject([{ recordId: id, field: 'Fax', status: 'intended' }]);
	});
});
