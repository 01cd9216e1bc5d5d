import { aCall, aKeptAnswer, aLookUp } from './ledger.builders';
import type { Run } from './runs';
import type { Store } from '../store';
import {
	anAttempt,
	aCarryOver,
	aJournalRow,
	aKeptRun,
	aPipeline,
	minuteMs,
	noon,
	someBatches,
	someSettings,
} from './store.builders';

/** More than one page of records, so that paging has something to lose. */
const recordCount = 1500;

/** Enough to be packed together. */
const packedIds = Array.from({ length: 150 }, (_, index) => `00Qpacked${index}`);

/** Puts rows into every table of the store and gives the run that most of them belong to. */
export async function fillStore(store: Store): Promise<Run> {
	const { orgId } = aPipeline();
	const run = await aKeptRun(store, {
		orgId,
		executionId: `execution of ${orgId}`,
		workflowId: 'workflow',
		isDryRun: true,
		settings: someSettings,
	});
	await store.bindOrg(orgId, 'acme.my.salesforce.com', noon);
	const ids = Array.from({ length: recordCount }, (_, index) => `00Q${index}`);
	await store.acquireLease(run, 'holder', noon, minuteMs);
	await store.commitWatermark(run, { modifiedAt: noon, afterId: '00Q9' });
	await store.carryOver(run, [aCarryOver()]);
	await store.addWork(
		run,
		ids.map((recordId) => ({ recordId })),
	);
	await store.settleWork(run, [
		{ recordId: '00Q1', outcome: 'rejected', retryable: false, confidence: 0.25, message: 'zu lang: ä 💥' },
	]);
	await store.addCalls(run.runId, 'fetch', { planned: 1, used: 2, retries: 1 });
	await store.addDailyCalls(orgId, '2026-11-21', 4);
	await store.journal(
		run.runId,
		ids.map((recordId) => aJournalRow({ recordId, after: 'two\nlines', confidence: 1 })),
	);
	await store.planBatches(run.runId, someBatches(2));
	await store.claimBatch(run.runId, 'holder', noon, minuteMs);
	await store.claimRecords(orgId, ['00Q1'], run.runId, noon, minuteMs);
	await store.addTombstones(orgId, [{ recordId: '00Q1', sObject: 'Lead', field: 'Industry', value: 'Energy' }]);
	await store.noteAttempts(orgId, [anAttempt(), anAttempt({ recordId: '00Q2', reason: undefined })]);
	await store.suppressionKey(orgId);
	await store.noteProviderVersion(run, {
		provider: 'reference-data',
		source: '/data/companies.csv',
		version: 'a',
		changedAt: noon,
	});
	await store.stageRows(run.runId, [
		{ recordId: '00Q1', values: { Industry: null }, parentId: '0011' },
		{
			recordId: 'Key__c=a',
			values: { Key__c: 'a' },
			creation: { keyField: 'Key__c', isCreateOnly: false, sources: {} },
		},
	]);
	await store.recordRemoteJob(run.runId, {
		jobId: '7501',
		step: 'uploaded',
		operation: 'update',
		part: 0,
		rows: 1,
	});
	await fillMerges(store, run);
	await fillDocuments(store, orgId);
	await fillLedger(store, run);
	await forgetAWrittenRun(store, orgId);
	return run;
}

/** Rows that were staged together. */
async function fillParcels(store: Store, run: Run): Promise<void> {
	await store.addWork(
		run,
		packedIds.map((recordId) => ({ recordId })),
	);
	await store.savePart(run, {
		journal: packedIds.map((recordId) => aJournalRow({ recordId, sObject: run.sObject, status: 'intended' })),
		staged: packedIds.map((recordId) => ({ recordId, values: { Industry: 'Energy' } })),
		settlements: packedIds.map((recordId) => ({ recordId, outcome: 'staged', retryable: true })),
	});
}

async function fillDocuments(store: Store, orgId: string): Promise<void> {
	await store.keepRuleSet(orgId, { version: 1, document: '{}', digest: 'd', keptAt: noon, keptBy: 'workflow' });
	await store.keepModel(orgId, { name: 'fit', version: '1', document: '{}', keptAt: noon, keptBy: 'workflow' });
}

async function fillInbox(store: Store, run: Run): Promise<void> {
	await store.receive(run, [{ recordId: '00Q1', notificationId: '04l1', isNew: true }], noon, minuteMs);
}

async function fillMerges(store: Store, { orgId, runId }: Run): Promise<void> {
	const merge = { number: 1, groupId: 'g1', sObject: 'Contact', masterId: '0031', loserIds: ['0032', '0033'] };
	const values = { changes: [], losers: { '0032': { LastName: 'Ng' } } };
	await store.addMerges(runId, [{ ...merge, state: 'merged', message: 'done', sentAt: noon, values, children: [] }]);
	const key = { sObject: 'Contact', field: 'Key__c', value: 'K1', loserId: '0032', masterId: '0031' };
	await store.addMergedKeys(orgId, runId, [key]);
	await store.saveDecisions(orgId, [
		{ ids: ['0031', '0039'], verdict: 'different', decidedBy: 'Ada', decidedAt: noon },
	]);
}

/** A settled call with its answer, and one that is open; a record that waits for a run, and rows that wait for its end. */
async function fillLedger(store: Store, run: Run): Promise<void> {
	await fillInbox(store, run);
	await fillParcels(store, run);
	const { orgId, runId } = run;
	const call = aCall({ orgId, runId });
	await store.reserveCredits(call, []);
	await store.settleCall(call.callId, {
		charged: { credits: 1000 },
		lookUps: [aLookUp()],
		answers: [aKeptAnswer()],
		at: noon,
	});
	await store.reserveCredits(aCall({ orgId, runId }), []);
	await store.countUnpaid(orgId, runId, [{ provider: 'vendor', word: 'kept', records: 2 }]);
	await store.addSuppressions(orgId, ['hash of a person'], noon);
}

/** Leaves what the run wrote, without the run. */
async function forgetAWrittenRun(store: Store, orgId: string): Promise<void> {
	const old = await aKeptRun(store, { orgId, pipeline: 'old' });
	await store.journal(old.runId, [aJournalRow({ status: 'written', provider: 'reference' })]);
	const longAgo = new Date('2001-01-01T00:00:00.000Z');
	await store.closeRun(old.runId, { status: 'Success' }, longAgo);
	await store.prune(new Date(longAgo.getTime() + 1));
}
