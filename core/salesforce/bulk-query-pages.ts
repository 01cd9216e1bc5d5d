import { parse } from 'csv-parse';
import { EnrichmentError } from '../errors';
import type { StreamedCall, StreamedReply } from './streamed-calls';

/** Some rows of a result; lists and no objects, because a result may have millions of values. */
export interface BulkRows {
	/** The headers, such as `Name` and `Account.Name`. */
	readonly columns: readonly string[];
	/** Text by column; an empty one is null. */
	readonly rows: ReadonlyArray<readonly string[]>;
}

/** What reading a result needs of a connection. */
export interface BulkPageCalls {
	/** `isRetry`: the call repeats an earlier one, for the books. */
	download(call: StreamedCall, isRetry: boolean, signal?: AbortSignal): Promise<StreamedReply>;
}

export interface BulkPageOptions {
	/** Told before a call that nobody could foresee: the page behind another. */
	readonly onFurtherPage?: () => Promise<void>;
	/** Rows that one result page may hold; 250,000 at most. */
	readonly pageRows?: number;
	readonly signal?: AbortSignal;
}

const largestPage = 250_000;
/** Characters; every text area of a record filled to its limit stays far below. */
const longestRow = 16 * 1024 * 1024;
const rowsPerChunk = 2_000;
const readAttempts = 3;
const retryPauseMs = 1_000;

/** The rows of a finished job, page by page, some 2,000 at a time; a page that breaks off is read again, each row given once. */
export async function* readBulkPages(
	calls: BulkPageCalls,
	jobId: string,
	wait: (ms: number) => Promise<void>,
	{ onFurtherPage, pageRows = largestPage, signal }: BulkPageOptions,
): AsyncGenerator<BulkRows> {
	let locator: string | undefined;
	do {
		if (locator !== undefined) await onFurtherPage?.();
		const query = `maxRecords=${Math.min(pageRows, largestPage)}${locator === undefined ? '' : `&locator=${encodeURIComponent(locator)}`}`;
		const url = `/jobs/query/${jobId}/results?${query}`;
		locator = yield* readPage(
			calls,
			{ kind: 'bulkResults', url, what: `read the result of the bulk query ${jobId}` },
			wait,
			signal,
		);
	} while (locator !== undefined);
}

/** Gives the locator of the next page. A repeated page skips the rows that were given before it broke off. */
async function* readPage(
	calls: BulkPageCalls,
	call: StreamedCall,
	wait: (ms: number) => Promise<void>,
	signal: AbortSignal | undefined,
): AsyncGenerator<BulkRows, string | undefined> {
	let given = 0;
	for (let attempt = 1; ; attempt += 1) {
		try {
			const reply = await calls.download(call, attempt > 1, signal);
			let read = 0;
			for await (const { columns, rows } of rowsOf(reply, call.what, signal)) {
				const fresh = rows.slice(Math.max(0, given - read));
				read += rows.length;
				given = Math.max(given, read);
				if (fresh.length > 0) yield { columns, rows: fresh };
			}
			assertComplete(reply, read, call.what);
			return locatorOf(reply);
		} catch (error) {
			if (attempt >= readAttempts || !isBroken(error)) throw error;
			await wait(retryPauseMs);
		}
	}
}

async function* rowsOf(
	{ body }: StreamedReply,
	what: string,
	signal: AbortSignal | undefined,
): AsyncGenerator<BulkRows> {
	const parser = parse({ bom: true, delimiter: ',', skip_empty_lines: true, max_record_size: longestRow });
	const fed = feed(parser, body);
	let columns: readonly string[] | undefined;
	let rows: Array<readonly string[]> = [];
	try {
		for await (const row of parser as AsyncIterable<readonly string[]>) {
			if (!columns) {
				columns = row;
				continue;
			}
			if (rows.push(row) < rowsPerChunk) continue;
			if (signal?.aborted)
				throw new EnrichmentError('canceled', `Canceled while trying to ${what}.`, { retryable: true });
			yield { columns, rows };
			rows = [];
		}
		await fed;
	} catch (error) {
		throw error instanceof EnrichmentError ? error : notCsv(what, error);
	} finally {
		parser.destroy();
	}
	if (columns && rows.length > 0) yield { columns, rows };
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
function assertComplete({ headers }: StreamedReply, read: number, what: string): void {
	const promised = headers.get('sforce-numberofrecords');
	if (promised === null || Number(promised) === read) return;
	throw new EnrichmentError('salesforce_unavailable', `Could not ${what}: ${read} of ${promised} rows arrived.`, {
		retryable: true,
		remedy: 'Run again; check whether a proxy cuts long replies short.',
		details: { maySent: true },
	});
}

/** Salesforce writes the word null on the last page; a header taken away must not make the loop endless. */
function locatorOf({ headers }: StreamedReply): string | undefined {
	const locator = headers.get('sforce-locator');
	return locator === null || locator === '' || locator === 'null' ? undefined : locator;
}

function isBroken(error: unknown): boolean {
	return error instanceof EnrichmentError && error.code === 'salesforce_unavailable';
}

function notCsv(what: string, cause: unknown): EnrichmentError {
	return new EnrichmentError(
		'salesforce_unavailable',
		`Could not ${what}: the reply broke off, or is not the CSV it should be.`,
		{
			retryable: true,
			remedy: 'Run again; check whether a proxy changes the replies.',
			cause,
		},
	);
}
