import { toRecordId } from '../../record/identity';
import { receiveChanges } from '../../run/receive-changes';
import type { InboxStore, Receipt } from '../../store/contract/inbox';
import type { LedgerCall, LedgerStore } from '../../store/contract/ledger';
import type { PipelineKey } from '../../store/contract/pipeline-key';
import type { RunStore } from '../../store/contract/runs';
import { jobHandle } from './providers/jobs/job-handle';

type AnsweredStore = Pick<LedgerStore, 'loadPending' | 'notePending'> &
	Pick<RunStore, 'findRun'> &
	Pick<InboxStore, 'receive'>;

/** A job that its provider says has ended. */
export interface AnsweredJob {
	readonly provider: string;
	/** The provider's own id. */
	readonly jobId: string;
}

/**
 * Lets the records that wait for a provider's job wait in their pipeline's inbox instead, so that the next batch reads the
 * answer without paying again. Jobs of other pipelines and of previews are left to their own next runs; one that nobody waits for
 * any more gives a receipt of nothing. `now` is this machine's clock.
 */
export async function receiveAnswered(
	store: AnsweredStore,
	key: PipelineKey,
	job: AnsweredJob,
	now: Date,
): Promise<Receipt> {
	const calls = await callsOf(store, key, job, now);
	// By the doorbell the answer is there, however long the job was given.
	for (const { callId, job: text } of calls) await store.notePending(callId, text ?? job.jobId, now);
	const ids = calls.flatMap(({ records }) => records.flatMap(({ recordId }) => recordId ?? []));
	const notices = [...new Set(ids)].map((id) => ({ recordId: toRecordId(id) }));
	return await receiveChanges(store, key, { notices }, now);
}

async function callsOf(
	store: AnsweredStore,
	key: PipelineKey,
	{ provider, jobId }: AnsweredJob,
	now: Date,
): Promise<LedgerCall[]> {
	const pending = await store.loadPending(key.orgId, provider);
	const calls: LedgerCall[] = [];
	for (const call of pending) {
		if (call.job === undefined || jobHandle(call.job, now).id !== jobId) continue;
		if (call.runId !== undefined && (await isOfPipeline(store, key, call.runId))) calls.push(call);
	}
	return calls;
}

async function isOfPipeline(store: AnsweredStore, key: PipelineKey, runId: string): Promise<boolean> {
	const run = await store.findRun(runId);
	return run !== undefined && !run.isDryRun && run.pipeline === key.pipeline && run.sObject === key.sObject;
}
