import { parse } from 'csv-parse';
import { EnrichmentError } from '../errors';
import type { ApiCall } from './api-calls';
import type { StreamedCall } from './streamed-calls';

/** A row of a result: text by column header (`Name`, `Account.Name`); an empty text is null. */
export type BulkRow = Readonly<Record<string, string>>;

interface CsvReply {
	readonly headers: Headers;
	readonly body: AsyncIterable<Buffer>;
}

/** What the driver needs of a connection. */
export interface BulkQueryCalls {
	send<T>(call: ApiCall, signal?: AbortSignal): Promise<T>;
	/** `isRetry`: the call repeats an earlier one, for the books. */
	download(call: StreamedCall, isRetry: boolean, signal?: AbortSignal): Promise<CsvReply>;
}

export interface BulkQueryOptions {
	/** Goes on with a job made earlier instead of making one. */
	readonly jobId?: string;
	/** Told before a call that nobody could foresee: the page behind another. */
	readonly onFurtherPage?: () => Promise<void>;
	/** Rows that one result page may hold; 250,000 at most. */
	readonly pageRows?: number;
	readonly signal?: AbortSignal;
}

interface QueryJob {
	readonly id: string;
	readonly state: 'UploadComplete' | 'InProgress' | 'JobComplete' | 'Failed' | 'Aborted';
	readonly errorMessage?: string;
}

/** Calls of a job whose result fits one page and is ready at the first poll: create, poll, read, delete. */
export const leastBulkQueryCalls = 4;

const largestPage = 250_000;
const rowsPerChunk = 2_000;
const firstPauseMs = 1_000;
const longestPauseMs = 60_000;
/** A job that takes longer has met a fault; Salesforce itself gives up after about two hours. */
const longestWaitMs = 2 * 60 * 60_000;
const readAttempts = 3;

/**
 * The rows of a Bulk API 2.0 query job, some 2,000 at a time, in the order of the query, in memory that does not
 * depend on their number. A page that breaks off is read again from where it broke. The job is deleted when its rows
 * are read or no longer wanted; after an error it stays, and `details.jobId` names it, so that it can be resumed.
 */
export async function* queryInBulk(
	calls: BulkQueryCalls,
	soql: string,
	wait: (ms: number) => Promise<void>,
	options: BulkQueryOptions = {},
): AsyncGenerator<BulkRow[]> {
	const jobId = options.jobId ?? (await createJob(calls, soql, options.signal));
	let isUsedUp = true;
	try {
		await untilComplete(calls, jobId, wait, options.signal);
		yield* readPages(calls, jobId, wait, options);
	} catch (error) {
		isUsedUp = !(error instanceof EnrichmentError) || !error.retryable || error.code === 'canceled';
		throw withJob(error, jobId);
	} finally {
		if (isUsedUp) await dropJob(calls, jobId);
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
	return job.id;
}

/** The first poll is planned; each further one repeats it. */
async function untilComplete(
	calls: BulkQueryCalls,
	jobId: string,
	wait: (ms: number) => Promise<void>,
	signal: AbortSignal | undefined,
): Promise<void> {
	let pauseMs = firstPauseMs;
	for (let waitedMs = 0; ; ) {
		await wait(pauseMs);
		waitedMs += pauseMs;
		const job = await pollJob(calls, jobId, waitedMs > firstPauseMs, signal);
		if (job.state === 'JobComplete') return;
		if (job.state === 'Failed' || job.state === 'Aborted') throw jobEnded(job);
		if (waitedMs > longestWaitMs) throw stuck(jobId, job.state);
		pauseMs = Math.min(pauseMs * 2, longestPauseMs);
	}
}

async function pollJob(calls: BulkQueryCalls, jobId: string, isRetry: boolean, signal: AbortSignal | undefined): Promise<QueryJob> {
	const what = `ask how far the bulk query ${jobId} is`;
	return await calls.send<QueryJob>({ kind: 'bulkPoll', method: 'GET', url: `/jobs/query/${jobId}`, what, isRepeatable: true, isRetry }, signal);
}

async function* readPages(
	calls: BulkQueryCalls,
	jobId: string,
	wait: (ms: number) => Promise<void>,
	{ onFurtherPage, pageRows = largestPage, signal }: BulkQueryOptions,
): AsyncGenerator<BulkRow[]> {
	let locator: string | undefined;
	do {
		if (locator !== undefined) await onFurtherPage?.();
		const query = `maxRecords=${Math.min(pageRows, largestPage)}${locator === undefined ? '' : `&locator=${encodeURIComponent(locator)}`}`;
		const url = `/jobs/query/${jobId}/results?${query}`;
		locator = yield* readPage(calls, { kind: 'bulkResults', url, what: `read the result of the bulk query ${jobId}` }, wait, signal);
	} while (locator !== undefined);
}

/** Gives the locator of the next page. A repeated page skips the rows that were given before it broke off. */
async function* readPage(
	calls: BulkQueryCalls,
	call: StreamedCall,
	wait: (ms: number) => Promise<void>,
	signal: AbortSignal | undefined,
): AsyncGenerator<BulkRow[], string | undefined> {
	let given = 0;
	for (let attempt = 1; ; attempt += 1) {
		try {
			const reply = await calls.download(call, attempt > 1, signal);
			let read = 0;
			for await (const rows of rowsOf(reply, call.what, signal)) {
				const fresh = rows.slice(Math.max(0, given - read));
				read += rows.length;
				given = Math.max(given, read);
				if (fresh.length > 0) yield fresh;
			}
			assertComplete(reply, read, call.what);
			return locatorOf(reply);
		} catch (error) {
			if (attempt >= readAttempts || !isBroken(error)) throw error;
			await wait(firstPauseMs);
		}
	}
}

async function* rowsOf({ body }: CsvReply, what: string, signal: AbortSignal | undefined): AsyncGenerator<BulkRow[]> {
	const parser = parse({ columns: true, bom: true, delimiter: ',', skip_empty_lines: true });
	const fed = feed(parser, body);
	let rows: BulkRow[] = [];
	try {
		for await (const row of parser as AsyncIterable<BulkRow>) {
			rows.push(row);
			if (rows.length < rowsPerChunk) continue;
			if (signal?.aborted) throw new EnrichmentError('canceled', `Canceled while trying to ${what}.`, { retryable: true });
			yield rows;
			rows = [];
		}
		await fed;
	} catch (error) {
		throw error instanceof EnrichmentError ? error : notCsv(what, error);
	} finally {
		parser.destroy();
	}
	if (rows.length > 0) yield rows;
}

/** Hands over the body piece by piece, waiting whenever the parser has enough; a body that breaks off ends the parser with its error. */
async function feed(parser: ReturnType<typeof parse>, body: AsyncIterable<Buffer>): Promise<void> {
	try {
		for await (const piece of body) {
			if (parser.destroyed) return;
			if (!parser.write(piece)) await drained(parser);
		}
		parser.end();
	} catch (error) {
		parser.destroy(error as Error);
	}
}

function drained(parser: ReturnType<typeof parse>): Promise<void> {
	return new Promise((resolve) => {
		const go = () => {
			parser.off('drain', go);
			parser.off('close', go);
			resolve();
		};
		parser.on('drain', go);
		parser.on('close', go);
	});
}

/** A proxy may take the header away; then the CSV's own end has to do. */
function assertComplete({ headers }: CsvReply, read: number, what: string): void {
	const promised = headers.get('sforce-numberofrecords');
	if (promised === null || Number(promised) === read) return;
	throw new EnrichmentError('salesforce_unavailable', `Could not ${what}: ${read} of ${promised} rows arrived.`, {
		retryable: true,
		remedy: 'Run again; check whether a proxy cuts long replies short.',
		details: { maySent: true },
	});
}

/** Salesforce writes the word null on the last page; a header taken away must not make the loop endless. */
function locatorOf({ headers }: CsvReply): string | undefined {
	const locator = headers.get('sforce-locator');
	return locator === null || locator === '' || locator === 'null' ? undefined : locator;
}

function isBroken(error: unknown): boolean {
	return error instanceof EnrichmentError && error.code === 'salesforce_unavailable';
}

async function dropJob(calls: BulkQueryCalls, jobId: string): Promise<void> {
	const what = `delete the bulk query ${jobId}`;
	try {
		await calls.send({ kind: 'bulkJob', method: 'DELETE', url: `/jobs/query/${jobId}`, what, isRepeatable: false });
	} catch {
		// Salesforce deletes it by itself after seven days, and its rows have been read.
	}
}

function jobEnded({ id, state, errorMessage }: QueryJob): EnrichmentError {
	const isTimeout = /QUERY_TIMEOUT|TIMEOUT/i.test(errorMessage ?? '');
	return new EnrichmentError('salesforce_refused', `Salesforce ended the bulk query ${id} as ${state}: ${errorMessage ?? 'no reason given'}.`, {
		remedy: isTimeout ? 'Narrow the selection, or filter by an indexed field.' : 'Correct what Salesforce names, then run again.',
	});
}

function stuck(jobId: string, state: string): EnrichmentError {
	return new EnrichmentError('salesforce_unavailable', `The bulk query ${jobId} has been ${state} for two hours.`, {
		retryable: true,
		remedy: "See Setup > Bulk Data Load Jobs and status.salesforce.com, then run again.",
	});
}

function notCsv(what: string, cause: unknown): EnrichmentError {
	return new EnrichmentError('salesforce_unavailable', `Could not ${what}: the reply broke off, or is not the CSV it should be.`, {
		retryable: true,
		remedy: 'Run again; check whether a proxy changes the replies.',
		cause,
	});
}

function withJob(error: unknown, jobId: string): unknown {
	if (!(error instanceof EnrichmentError)) return error;
	const { code, message, retryable, remedy, details, cause } = error;
	return new EnrichmentError(code, message, { retryable, remedy, details: { ...details, jobId }, cause });
}
