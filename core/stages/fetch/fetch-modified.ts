import { toId18 } from '../../record/identity';
import type { RecordItem, SalesforceRecord } from '../../record/record-item';
import type { RunContext } from '../../run/run-context';
import { nextFetchWindow, type WindowPolicy } from '../../run/window';
import type { SalesforceClient } from '../../salesforce/client';
import { parseDateTime } from '../../salesforce/date-time';
import type { Watermark } from '../../store/store';
import { callsForIds, fetchDueRecords } from './due-records';
import { planSelection, type Selection } from './plan-selection';
import { recordItem } from './record-item';
import { windowSoql, type WindowEdges } from './selection-soql';

export interface FetchRequest {
	readonly sObject: string;
	/** Field paths beside the preset's. */
	readonly fields: readonly string[];
	/** Only records that no attempt has been stamped on. */
	readonly onlyNeverEnriched: boolean;
	/** Records in all, those due from the carry-over included. */
	readonly maxRecords: number;
	readonly window: WindowPolicy;
	/** Asks Salesforce how far its changes are complete, for one call. */
	readonly useLatestDateCovered: boolean;
}

/** What all steps of one fetch share. */
interface Fetch {
	readonly client: SalesforceClient;
	readonly request: FetchRequest;
	readonly selection: Selection;
	readonly context?: RunContext;
	readonly signal?: AbortSignal;
}

/**
 * Pages of records: first those due from the carry-over, then the window by (SystemModstamp, Id). In a run every
 * record becomes work before it is yielded, and the window is recorded once its last page has been taken.
 */
export async function* fetchModified(
	client: SalesforceClient,
	request: FetchRequest,
	context: RunContext | undefined,
	signal?: AbortSignal,
): AsyncGenerator<RecordItem[]> {
	const before = client.calls.now();
	try {
		const selection = await planSelection(client, request);
		const fetch: Fetch = { client, request, selection, context, signal };
		const window = await nextWindow(fetch);
		const prepared = client.calls.since(before);
		await planCalls(context, prepared.used - prepared.retries);

		const taken = new Set<string>();
		if (context) yield* fetchDue(fetch, context, taken);
		if (window && taken.size < request.maxRecords) yield* fetchWindow(fetch, window, taken);
	} finally {
		await context?.store.addCalls(context.run.runId, 'fetch', { planned: 0, ...client.calls.since(before) });
	}
}

async function nextWindow({ client, request, context }: Fetch): Promise<WindowEdges | undefined> {
	const serverNow = await client.fetchServerNow();
	const covered = request.useLatestDateCovered ? await client.fetchLatestDateCovered(request.sObject) : undefined;
	const watermark = await context?.store.loadWatermark(context.run);
	return nextFetchWindow(watermark, serverNow, covered, request.window);
}

async function* fetchDue(
	{ client, request, selection, signal }: Fetch,
	context: RunContext,
	taken: Set<string>,
): AsyncGenerator<RecordItem[]> {
	const due = await context.store.loadCarryOver(context.run, client.serverNow(), request.maxRecords);
	const ids = due.map((entry) => toId18(entry.recordId));
	await planCalls(context, callsForIds(selection, ids.length));
	ids.forEach((id) => taken.add(id));
	yield* fetchDueRecords(client, selection, ids, context, signal);
}

/** Asks for one record more than may be taken, so that the first page tells whether there are more. */
async function* fetchWindow(
	{ client, request, selection, context, signal }: Fetch,
	window: WindowEdges,
	taken: ReadonlySet<string>,
): AsyncGenerator<RecordItem[]> {
	const room = request.maxRecords - taken.size;
	let read = 0;
	let total = 0;
	let last: SalesforceRecord | undefined;
	await planCalls(context, 1);
	for await (const page of client.query(windowSoql(selection, window, room + 1), signal)) {
		if (read === 0) {
			total = page.totalSize;
			await planCalls(context, morePages(Math.min(total, room), page.records.length));
		}
		const records = page.records.slice(0, room - read);
		read += records.length;
		last = records.at(-1) ?? last;
		const fresh = records.filter((record) => !taken.has(toId18(String(record.Id))));
		await takeOn(fresh, context);
		if (fresh.length > 0) yield fresh.map((record) => recordItem(client, selection.sObject, record, context));
		// The next page would hold nothing but the one record too many.
		if (read >= room) break;
	}
	await recordWindow(window, total > room ? last : undefined, context);
}

async function takeOn(records: readonly SalesforceRecord[], context: RunContext | undefined): Promise<void> {
	if (!context || records.length === 0) return;
	await context.keepLease();
	const work = records.map((record) => ({ recordId: toId18(String(record.Id)), version: String(record.SystemModstamp) }));
	await context.store.addWork(context.run, work);
}

async function recordWindow(
	{ from, after, until }: WindowEdges,
	stoppedAt: SalesforceRecord | undefined,
	context: RunContext | undefined,
): Promise<void> {
	if (!context) return;
	const lower = after?.modifiedAt ?? from;
	await context.store.recordWindow(context.run.runId, {
		...(lower && { from: lower }),
		until,
		...(stoppedAt && { stoppedAt: keyOf(stoppedAt) }),
	});
}

function keyOf(record: SalesforceRecord): Watermark {
	return { modifiedAt: parseDateTime(record.SystemModstamp), afterId: toId18(String(record.Id)) };
}

/** Pages beyond the first, if the others are as long. */
function morePages(count: number, pageLength: number): number {
	return pageLength === 0 ? 0 : Math.max(0, Math.ceil(count / pageLength) - 1);
}

async function planCalls(context: RunContext | undefined, planned: number): Promise<void> {
	await context?.store.addCalls(context.run.runId, 'fetch', { planned, used: 0, retries: 0 });
}
