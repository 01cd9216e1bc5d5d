import type { FetchRun } from './fetch-run';
import { nextFetchWindow } from '../../run/window';
import type { SalesforceClient } from '../../salesforce/client';
import type { Watermark } from '../../store/contract/watermarks';
import { type Counted, countInRanges } from './count-in-ranges';
import { onTheBooks, planCalls } from './fetch-context';
import { planCount } from './plan-selection';
import { recall } from './remembered';
import type { SelectionRequest } from './selection';
import type { WindowEdges } from './selection-soql';
import { assertHasParent, windowParts } from './window-pages';

/**
 * How many records the selection holds, whatever its limit, for one call: two with parent changes, one more when the
 * conditions need the object's description and nobody has read it in the last ten minutes, none for Ids. Of changes
 * it counts those of this moment too, which a fetch leaves to the next window. Where Salesforce cannot count them in one
 * go, in more calls; where not at all, at least so many.
 */
export async function countSelection(
	client: SalesforceClient,
	request: SelectionRequest,
	context: FetchRun | undefined,
	signal?: AbortSignal,
): Promise<Counted> {
	if (request.selection.kind === 'ids') return { records: new Set(request.selection.ids).size, isAtLeast: false };
	let records = 0;
	let isAtLeast = false;
	for await (const part of onTheBooks(client, context, (prepared) =>
		countParts(client, request, context, prepared, signal),
	)) {
		records += part.records;
		isAtLeast ||= part.isAtLeast;
	}
	return { records, isAtLeast };
}

async function* countParts(
	client: SalesforceClient,
	request: SelectionRequest,
	context: FetchRun | undefined,
	prepared: () => Promise<void>,
	signal: AbortSignal | undefined,
): AsyncGenerator<Counted> {
	const remembered = await recall(client, request, context, signal);
	const plan = await planCount(client, request, client.serverNow(), remembered);
	const watermark = await context?.store.loadWatermark(context.run);
	const parts = conditionParts(request, watermark, client.serverNow());
	await prepared();
	const planned = (calls: number) => planCalls(context, calls);
	for (const conditions of parts) yield await countInRanges({ client, plan, planned, signal }, conditions);
}

function conditionParts(
	request: SelectionRequest,
	watermark: Watermark | undefined,
	serverNow: Date,
): readonly string[][] {
	const { selection, sObject } = request;
	if (selection.kind !== 'modified') return [[]];
	if (selection.includeParentChanges) assertHasParent(sObject);
	// The settle time is no concern of a count, and asking for the exact time would cost a call.
	const window = nextFetchWindow(watermark, serverNow, undefined, { ...selection.window, settleMs: 0 });
	const { from = watermark?.modifiedAt, after }: Partial<WindowEdges> = window ?? {};
	return windowParts(request, { from, after });
}
