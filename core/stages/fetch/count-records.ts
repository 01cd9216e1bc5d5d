import type { RunContext } from '../../run/run-context';
import { nextFetchWindow } from '../../run/window';
import type { SalesforceClient } from '../../salesforce/client';
import type { Watermark } from '../../store/store';
import { onTheBooks, planCalls } from './fetch-context';
import { type CountPlan, planCount } from './plan-selection';
import { recall } from './remembered';
import type { SelectionRequest } from './selection';
import { countSoql, type WindowEdges } from './selection-soql';
import { assertHasParent, windowParts } from './window-pages';

/** How many records meet the plan's and these conditions, for one call. */
export async function countRecords(
	client: SalesforceClient,
	plan: CountPlan,
	conditions: readonly string[],
	signal: AbortSignal | undefined,
): Promise<number> {
	let total = 0;
	for await (const page of client.query(countSoql(plan, conditions), signal)) total = page.totalSize;
	return total;
}

/**
 * How many records the selection holds, whatever its limit, for one call: two with parent changes, one more when the
 * conditions need the object's description and nobody has read it in the last ten minutes, none for Ids. Of changes
 * it counts those of this moment too, which a fetch leaves to the next window.
 */
export async function countSelection(
	client: SalesforceClient,
	request: SelectionRequest,
	context: RunContext | undefined,
	signal?: AbortSignal,
): Promise<number> {
	if (request.selection.kind === 'ids') return new Set(request.selection.ids).size;
	let count = 0;
	for await (const part of onTheBooks(client, context, (prepared) => countParts(client, request, context, prepared, signal))) count += part;
	return count;
}

async function* countParts(
	client: SalesforceClient,
	request: SelectionRequest,
	context: RunContext | undefined,
	prepared: () => Promise<void>,
	signal: AbortSignal | undefined,
): AsyncGenerator<number> {
	const remembered = await recall(client, request, context, signal);
	const plan = await planCount(client, request, client.serverNow(), remembered);
	const watermark = await context?.store.loadWatermark(context.run);
	const parts = conditionParts(request, watermark, client.serverNow());
	await prepared();
	await planCalls(context, parts.length);
	for (const conditions of parts) yield await countRecords(client, plan, conditions, signal);
}

function conditionParts(request: SelectionRequest, watermark: Watermark | undefined, serverNow: Date): readonly string[][] {
	const { selection, sObject } = request;
	if (selection.kind !== 'modified') return [[]];
	if (selection.includeParentChanges) assertHasParent(sObject);
	// The settle time is no concern of a count, and asking for the exact time would cost a call.
	const window = nextFetchWindow(watermark, serverNow, undefined, { ...selection.window, settleMs: 0 });
	const { from = watermark?.modifiedAt, after }: Partial<WindowEdges> = window ?? {};
	return windowParts(request, { from, after });
}
