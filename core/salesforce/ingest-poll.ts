import { EnrichmentError } from '../errors';
import type { IngestJob, IngestJobs, IngestState } from './ingest-jobs';

/** How a job is waited for. */
export interface IngestPolling {
	readonly wait: (ms: number) => Promise<void>;
	/** Called before each poll; what it throws ends the waiting, not the job. */
	readonly onPoll?: () => Promise<void>;
	readonly signal?: AbortSignal;
}

const finalStates: ReadonlySet<IngestState> = new Set(['JobComplete', 'Failed', 'Aborted']);
const firstPauseMs = 500;
const longestPauseMs = 60_000;
/** Salesforce gives up on a batch after 20 attempts of five minutes; a job has many, but works on several at once. */
const longestWaitMs = 12 * 60 * 60_000;

/** Whether Salesforce is done with the job, well or not. */
export function isFinal({ state }: Pick<IngestJob, 'state'>): boolean {
	return finalStates.has(state);
}

/**
 * The closed job once it is final. Pauses grow from half a second to a minute; the first poll is planned, the others count as
 * retries. Throws a retryable error when it takes half a day, and the job goes on.
 */
export async function untilFinal(
	jobs: Pick<IngestJobs, 'find'>,
	jobId: string,
	{ wait, onPoll, signal }: IngestPolling,
): Promise<IngestJob> {
	let pauseMs = firstPauseMs;
	for (let waitedMs = 0; waitedMs <= longestWaitMs; ) {
		await wait(pauseMs);
		await onPoll?.();
		const job = await jobs.find(jobId, waitedMs > 0, signal);
		if (isFinal(job)) return job;
		waitedMs += pauseMs;
		pauseMs = Math.min(pauseMs * 2, longestPauseMs);
	}
	throw new EnrichmentError('salesforce_unavailable', `Job ${jobId} is not done after 12 hours.`, {
		retryable: true,
		remedy: 'See the job in Setup > Bulk Data Load Jobs; finish the run again when it is done.',
		details: { jobId },
	});
}
