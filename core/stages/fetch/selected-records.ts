import { EnrichmentError } from '../../errors';
import { idOfRead } from '../../record/identity';
import type { SalesforceRecord } from '../../record/record-item';
import { nextFetchWindow } from '../../run/window';
import type { CarryOver } from '../../store/contract/carry-over';
import type { Watermark } from '../../store/contract/watermarks';
import { type Fetch, planCalls } from './fetch-context';
import { orderOf, type SelectionRequest } from './selection';
import { readSelection } from './read-selection';
import { countInRanges } from './count-in-ranges';
import type { WindowEdges } from './selection-soql';
import { assertHasParent, type WindowPage, windowPages, windowParts } from './window-pages';

/** Fields that every reading needs, whatever it is for. */
export const keyFields = ['Id', 'SystemModstamp'];

/** A transaction that is open for longer has probably been forgotten. */
const worthAWarningMs = 3_600_000;

/**
 * The window to read now, noted in the tally; `undefined` when nothing has settled since the watermark, or the selection
 * is not by time. Costs a call when the selection asks Salesforce how far its changes are complete.
 */
export async function openWindow({
	client,
	request,
	context,
	tally,
}: Omit<Fetch, 'plan'>): Promise<WindowEdges | undefined> {
	const { selection, sObject } = request;
	if (selection.kind !== 'modified') return undefined;
	if (selection.includeParentChanges) assertHasParent(sObject);
	const serverNow = await client.fetchServerNow();
	const covered = selection.useLatestDateCovered ? await client.fetchLatestDateCovered(sObject) : undefined;
	if (covered && serverNow.getTime() - covered.getTime() > worthAWarningMs) tally.heldBackAt = covered;
	const watermark = await context?.store.loadWatermark(context.run);
	tally.isFirstWindow = watermark === undefined;
	tally.window = nextFetchWindow(watermark, serverNow, covered, selection.window);
	return tally.window;
}

/**
 * Pages of what is selected, in its order, at most the limit less what was taken before, without what was taken
 * before. In a run the window is recorded once the last page has been taken.
 */
export async function* selectedRecords(
	fetch: Fetch,
	fields: readonly string[],
	taken: ReadonlySet<string>,
): AsyncGenerator<SalesforceRecord[]> {
	const { request, tally } = fetch;
	const room = request.maxRecords - taken.size;
	const isByTime = request.selection.kind === 'modified';
	if (room <= 0 || (isByTime && !tally.window)) return;

	const isRestCarried = isByTime && orderOf(request) !== 'first_come';
	const given = new Set<string>();
	let total = 0;
	let lastKey: Watermark | undefined;
	for await (const page of pagesOf(fetch, fields, room)) {
		if (total <= room && page.total > room) await noteRest(fetch, room);
		total = page.total;
		// A page without records only tells that there are more.
		lastKey = page.lastKey ?? lastKey;
		if (isRestCarried && page.total > room) page.records.forEach((record) => given.add(idOfRead(record)));
		const fresh = page.records.filter((record) => !taken.has(idOfRead(record)));
		if (fresh.length > 0) yield fresh;
	}
	if (tally.window) await closeWindow(fetch, tally.window, total > room ? lastKey : undefined, given);
}

function pagesOf(fetch: Fetch, fields: readonly string[], room: number): AsyncGenerator<WindowPage> {
	const { tally, plan } = fetch;
	return tally.window
		? windowPages(fetch, tally.window, fields, room)
		: unkeyed(readSelection(fetch, { plan, conditions: [], fields, room }));
}

async function* unkeyed(pages: ReturnType<typeof readSelection>): AsyncGenerator<WindowPage> {
	for await (const page of pages) yield { ...page, lastKey: undefined };
}

/**
 * Notes how many there are beyond the limit; throws instead when the request says so. Not counted, to save the call,
 * where the next window simply goes on.
 */
async function noteRest(fetch: Fetch, room: number): Promise<void> {
	const { client, request, plan, tally, context, signal } = fetch;
	tally.hasMore = true;
	if (tally.window && orderOf(request) === 'first_come' && request.beyondLimit !== 'stop') return;
	const parts = tally.window ? windowParts(request, tally.window) : [[]];
	let total = 0;
	for (const conditions of parts)
		total += (await countInRanges({ client, plan, planned: (calls) => planCalls(context, calls), signal }, conditions))
			.records;
	if (request.beyondLimit === 'stop') throw beyondLimit(request, total);
	tally.beyondLimit = Math.max(0, total - room);
}

/**
 * A limit stops the watermark at the last key taken. That is only possible in the order of the key: in any other order
 * the records beyond the limit go to the carry-over, so that the window may close.
 */
async function closeWindow(
	fetch: Fetch,
	{ from, after, until }: WindowEdges,
	stoppedAt: Watermark | undefined,
	given: ReadonlySet<string>,
): Promise<void> {
	const { context, request } = fetch;
	if (!context) return;
	const isInKeyOrder = orderOf(request) === 'first_come';
	if (stoppedAt && !isInKeyOrder) await carryRest(fetch, given);
	const lower = after?.modifiedAt ?? from;
	await context.store.recordWindow(context.run.runId, {
		...(lower && { from: lower }),
		until,
		...(stoppedAt && isInKeyOrder && { stoppedAt }),
	});
}

async function carryRest(fetch: Fetch, given: ReadonlySet<string>): Promise<void> {
	const { context, client, tally, request } = fetch;
	// A preview changes nothing, and its window is not committed.
	if (!context || context.run.isDryRun || !tally.window) return;
	const dueAt = client.serverNow();
	const reason = `Beyond the limit of ${request.maxRecords} records`;
	for await (const { records } of windowPages(fetch, tally.window, keyFields, Infinity)) {
		const ids = records.map((record) => idOfRead(record)).filter((id) => !given.has(id));
		const entries = ids.map((recordId): CarryOver => ({ recordId, attempts: 0, drops: 0, dueAt, reason }));
		if (entries.length > 0) await context.store.carryOver(context.run, entries);
	}
}

/** What is said when more is selected than may be taken and the person wants to hear of it. */
export function beyondLimit({ sObject, maxRecords }: SelectionRequest, total: number): EnrichmentError {
	return new EnrichmentError(
		'invalid_parameter',
		`${total} records of ${sObject} are selected; ${maxRecords} is the most for one run.`,
		{
			remedy: 'Narrow the filter, raise the limit, or let the first ones be taken.',
			details: { total, maxRecords },
		},
	);
}
