import { chunk } from 'lodash';
import { type RecordId, toRecordId } from '../../record/identity';
import type { RecordItem } from '../../record/record-item';
import { askedBy } from './asked-by';
import type { FetchRun } from './fetch-run';
import type { SalesforceClient } from '../../salesforce/client';
import { soqlLiteral } from '../../salesforce/soql';
import { type Fetch, onTheBooks, planCalls } from './fetch-context';
import { FetchTally } from './fetch-tally';
import { countOnce } from './count-in-ranges';
import { planSelection, type SelectionPlan } from './plan-selection';
import { maxReadIds, readByIds } from './read-by-id';
import { beyondLimit, openWindow, selectedRecords } from './selected-records';
import { recall } from './remembered';
import { isByAttempt, type SelectionRequest } from './selection';
import { idsOf } from './hold-back';
import { takeOn } from './take-on';

/**
 * Pages of records: first those due from the carry-over, then the selection in its order. In a run every record
 * becomes work before it is yielded, and a window is recorded once its last page has been taken. What was left out
 * and why is counted in `tally`.
 */
export function fetchRecords(
	client: SalesforceClient,
	request: SelectionRequest,
	context: FetchRun | undefined,
	tally = new FetchTally(),
	signal?: AbortSignal,
): AsyncGenerator<RecordItem[]> {
	return onTheBooks(client, context, async function* (prepared) {
		const fetch = await openFetch(client, request, context, tally, signal);
		await prepared();
		const taken = new Set<string>();
		for await (const { ids } of carriedOver(fetch)) {
			ids.forEach((id) => taken.add(id));
			yield* readOn(fetch, ids, true);
		}
		if (request.selection.kind === 'ids') {
			yield* readOn(fetch, await askedBy(fetch, listedIds(fetch, taken)), false);
			return;
		}
		for await (const records of selectedRecords(fetch, fetch.plan.fields, taken)) {
			const items = await takeOn(fetch, idsOf(records), records);
			if (items.length > 0) yield items;
		}
	});
}

/** Plans the selection and opens its window; makes the calls that come before the first record. */
export async function openFetch(
	client: SalesforceClient,
	request: SelectionRequest,
	context: FetchRun | undefined,
	tally: FetchTally,
	signal: AbortSignal | undefined,
): Promise<Fetch> {
	const serverNow = await client.fetchServerNow();
	const remembered = await recall(client, request, context, signal);
	const plan = await planSelection(client, request, serverNow, remembered);
	tally.unread = plan.unread ?? [];
	await openWindow({ client, request, context, tally, signal });
	if (context) tally.older = await countOlder(client, plan, tally, signal);
	const { answerableSince } = remembered;
	return {
		client,
		request,
		plan,
		answerableSince,
		context,
		tally,
		signal,
		...(isByAttempt(request) && { selectedAs: 'due' }),
	};
}

/** What the first window of a pipeline leaves out because it changed before, for one call; no other window leaves anything out. */
async function countOlder(
	client: SalesforceClient,
	plan: SelectionPlan,
	{ isFirstWindow, window }: FetchTally,
	signal: AbortSignal | undefined,
): Promise<number | undefined> {
	if (!isFirstWindow || !window?.from) return undefined;
	// Part of the preparation, whose calls are planned together.
	const planned = async () => undefined;
	return await countOnce({ client, plan, planned, signal }, [`SystemModstamp < ${soqlLiteral(window.from)}`]);
}

/** What is due from the carry-over, in parts of at most 2,000 Ids; nothing without a run. */
export async function* carriedOver({
	client,
	request,
	context,
	tally,
}: Fetch): AsyncGenerator<{ readonly ids: readonly RecordId[] }> {
	if (!context) return;
	const due = await context.store.loadCarryOver(
		context.run,
		client.serverNow(),
		Math.min(request.maxRecords, Number.MAX_SAFE_INTEGER),
	);
	tally.carriedOver = due.length;
	for (const part of chunk(due, maxReadIds)) yield { ids: part.map(({ recordId }) => toRecordId(recordId)) };
}

/** The listed Ids in their order, each once, at most the limit less what was taken before; the rest is counted. */
export function listedIds({ request, tally }: Fetch, taken: ReadonlySet<string>): readonly RecordId[] {
	const { selection, maxRecords } = request;
	if (selection.kind !== 'ids') return [];
	const ids = [...new Set(selection.ids)].filter((id) => !taken.has(id));
	const rest = ids.length + taken.size - maxRecords;
	if (rest > 0 && request.beyondLimit === 'stop') throw beyondLimit(request, ids.length);
	tally.hasMore = rest > 0;
	if (rest > 0) tally.beyondLimit = rest;
	return ids.slice(0, Math.max(0, maxRecords - taken.size));
}

async function* readOn(fetch: Fetch, ids: readonly RecordId[], isCarriedOver: boolean): AsyncGenerator<RecordItem[]> {
	const { client, plan, context, signal } = fetch;
	for (const part of chunk(ids, maxReadIds)) {
		await planCalls(context, 1);
		await context?.keepLease();
		const items = await takeOn(fetch, part, await readByIds(client, plan, part, signal), { isCarriedOver });
		if (items.length > 0) yield items;
	}
}
