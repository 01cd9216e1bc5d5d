import type { IExecuteFunctions, INode, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { failedItem, failedItemIndexes, itemsView, pairedAsBefore } from './failed-items';
import { type RuledNode, ruledView } from './rules/ruled-view';
import { assertSameForAll } from './same-for-all';
import { type ItemShape, openItems, sealOutputs } from './sealed-items';
import { showNotes } from './show-notes';
import { translateError } from './translate-error';

/** What an operation file exports as `execute`: all input items in, one array per output out. */
export type Operation = (this: IExecuteFunctions, items: INodeExecutionData[]) => Promise<INodeExecutionData[][]>;

/** What a node says about its parameters and outputs. */
export interface NodeTraits {
	readonly properties: readonly INodeProperties[];
	/** Names of the parameters that its operations read for each item; any other is one for all of them. */
	readonly perItem?: readonly string[];
	/** The output of items that failed while the workflow goes on; the first unless set. */
	readonly failureOutput?: number;
	/** The part of a rule set that can stand for the node's panel; without it the node takes none. */
	readonly ruled?: RuledNode;
}

/**
 * Runs the operation that the node's parameter names; the one place where errors become n8n's, and where `_enrichment` is
 * sealed and its seal looked at. Where the workflow goes on after a failure, an item that fails by itself leaves by the
 * output for it and the operation works on the others; a failure that is nobody's own is that of each item.
 */
export async function runOperation(
	this: IExecuteFunctions,
	operations: Readonly<Record<string, Operation>>,
	{ properties, perItem = [], failureOutput = 0, ruled }: NodeTraits,
): Promise<INodeExecutionData[][]> {
	const items = this.getInputData();
	const operation = operations[this.getNodeParameter('operation', 0) as string];
	const failed: INodeExecutionData[] = [];
	let kept = [...items.keys()];
	while (kept.length > 0) {
		try {
			const view = itemsView.call(this, kept, perItem);
			assertSameForAll.call(view, view.getInputData(), properties, perItem);
			const outputs = pairedAsBefore(await operate.call(view, operation, ruled), kept);
			return withFailed(outputs, failed, failureOutput);
		} catch (error) {
			const nodeError = translateError(this.getNode(), error);
			if (!this.continueOnFail()) throw nodeError;
			const lost = new Set(failedItemIndexes(error, kept));
			for (const index of lost) failed.push(failedItem(this.getNode(), items[index], index, nodeError));
			kept = kept.filter((index) => !lost.has(index));
		}
	}
	return withFailed([], failed, failureOutput);
}

async function operate(
	this: IExecuteFunctions,
	operation: Operation,
	ruled: RuledNode | undefined,
): Promise<INodeExecutionData[][]> {
	const opened = await openItems(this.getInputData());
	if (opened.stripped > 0) showNotes.call(this, [strippedNote(opened.stripped)]);
	const view = await ruledView.call(this, ruled, opened.items);
	return await sealOutputs(await operation.call(view, opened.items), itemShape(this.getNode()));
}

/** Workflows saved before there were columns go on with what their expressions read. */
function itemShape({ typeVersion }: INode): ItemShape {
	return typeVersion < 2 ? 'nested' : 'columns';
}

function withFailed(
	outputs: INodeExecutionData[][],
	failed: readonly INodeExecutionData[],
	failureOutput: number,
): INodeExecutionData[][] {
	if (failed.length === 0) return outputs;
	const count = Math.max(outputs.length, failureOutput + 1);
	return Array.from({ length: count }, (_, output) => [
		...(outputs[output] ?? []),
		...(output === failureOutput ? failed : []),
	]);
}

function strippedNote(items: number): string {
	return `${items} items came with an _enrichment that the pack has not made; it was taken off them`;
}
