import { EnrichmentError } from '../errors';
import type { ApiCall } from './api-calls';
import { type BulkPageCalls, type BulkPageOptions, type BulkRows, readBulkPages } from './bulk-query-pages';
import { replyId } from './reply-path';

/** What the driver needs of a connection. */
export interface BulkQueryCalls extends BulkPageCalls {
	send<T>(call: ApiCall, signal?: AbortSignal): Promise<T>;
}

interface QueryJob {
	readonly id: string;
	readonly state: 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';
	readonly errorMessage?: string;
}

/** Calls of a job whose result fits one page and is ready at the first poll: create, poll, read, delete. */
export const leastBulkQueryCalls = 4;

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
/** A job that takes longer has met a fault; Salesforce itself gives up after about two hours. */
const longestWaitMs = 2 * 60 * 60_000;

/**
 * The rows of a Bulk API 2.0 query job, some 2,000 at a time, in the order of the query, in memory that does not
 * depend on their number. The job is deleted when its rows are read or no longer wanted, for whatever reason; one that
 * is still at work is aborted before.
 */
export async function* queryInBulk(
	calls: BulkQueryCalls,
	soql: string,
	wait: (ms: number) => Promise<void>,
	options: BulkPageOptions = {},
): AsyncGenerator<BulkRows> {
	const jobId = await createJob(calls, soql, options.signal);
	let isAtWork = true;
	try {
		const job = await untilEnded(calls, jobId, wait, options.signal);
		isAtWork = false;
		if (job.state !== 'JobComplete') throw jobEnded(job);
		yield* readBulkPages(calls, jobId, wait, options);
	} finally {
		await dropJob(calls, jobId, isAtWork);
	}
}

async function createJob(calls: BulkQueryCalls, soql: string, signal: AbortSignal | undefined): Promise<string> {
	const job = await calls.send<QueryJob>(
		{
			kind: 'bulkJob',
			method: 'POST',
			url: '/jobs/query',
			body: { operation: 'query', query: soql, contentType: 'CSV', columnDelimiter: 'COMMA', lineEnding: 'LF' },
			what: 'start a bulk query',
			// A job made twice costs a little of Salesforce's time and nothing else.
			isRepeatable: true,
		},
		signal,
	);
	return replyId(job.id, 'start a bulk query');
}

/** The first poll is planned; each further one repeats it. */
async function untilEnded(
	calls: BulkQueryCalls,
	jobId: string,
	wait: (ms: number) => Promise<void>,
	signal: AbortSignal | undefined,
): Promise<QueryJob> {
	let pauseMs = firstPauseMs;
	for (let waitedMs = 0; ; ) {
		await wait(pauseMs);
		waitedMs += pauseMs;
		const job = await pollJob(calls, jobId, waitedMs > firstPauseMs, signal);
		if (job.state !== 'UploadComplete' && job.state !== 'InProgress') return job;
		if (waitedMs > longestWaitMs) throw stuck(jobId, job.state);
		pauseMs = Math.min(pauseMs * 2, longestPauseMs);
	}
}

async function pollJob(
	calls: BulkQueryCalls,
	jobId: string,
	isRetry: boolean,
	signal: AbortSignal | undefined,
): Promise<QueryJob> {
	const what = `ask how far the bulk query ${jobId} is`;
	return await calls.send<QueryJob>(
		{ kind: 'bulkPoll', method: 'GET', url: `/jobs/query/${jobId}`, what, isRepeatable: true, isRetry },
		signal,
	);
}

/** Not with the caller's signal: what was canceled is what has to be cleared away. */
async function dropJob(calls: BulkQueryCalls, jobId: string, isAtWork: boolean): Promise<void> {
	const call = { kind: 'bulkJob', url: `/jobs/query/${jobId}`, isRepeatable: false } as const;
	try {
		// Salesforce deletes no job that it still works on (Bulk API 2.0 guide, "Delete a Query Job").
		if (isAtWork)
			await calls.send({ ...call, method: 'PATCH', body: { state: 'Aborted' }, what: `abort the bulk query ${jobId}` });
		await calls.send({ ...call, method: 'DELETE', what: `delete the bulk query ${jobId}` });
	} catch {
		// Salesforce deletes it by itself after seven days; what the caller is told matters more.
	}
}

function jobEnded({ id, state, errorMessage }: QueryJob): EnrichmentError {
	const isTimeout = /TIMEOUT|running for too long/i.test(errorMessage ?? '');
	return new EnrichmentError(
		isTimeout ? 'query_timeout' : 'salesforce_refused',
		`Salesforce ended the bulk query ${id} as ${state}: ${errorMessage ?? 'no reason given'}.`,
		{
			remedy: isTimeout
				? 'Narrow the selection, or filter by an indexed field.'
				: 'Correct what Salesforce names, then run again.',
		},
	);
}

function stuck(jobId: string, state: string): EnrichmentError {
	return new EnrichmentError('salesforce_unavailable', `The bulk query ${jobId} has been ${state} for two hours.`, {
		retryable: true,
		remedy: 'See Setup > Bulk Data Load Jobs and status.salesforce.com, then run again.',
	});
}
