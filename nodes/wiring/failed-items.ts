import {
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import { asError, translateError } from './translate-error';

/**
 * The input item with what went wrong and what to do, for where the workflow goes on after a failure. Never with n8n's own
 * `error` beside `json`: the engine would then throw the record away and keep the message.
 */
export function failedItem(
	node: INode,
	item: INodeExecutionData,
	index: number,
	failure: NodeApiError | NodeOperationError,
): INodeExecutionData {
	const error = [failure.message.replace(/\.?$/, '.'), failure.description].filter(Boolean).join(' ');
	// For the error output n8n looks for items that hold nothing else, and puts what came in beside it.
	const json = node.onError === 'continueErrorOutput' ? { error } : { ...item.json, error };
	return { json, pairedItem: { item: index } };
}

/** The input items that the failure is about; all that were at work (`kept`) when it is about none in particular. */
export function failedItemIndexes(error: unknown, kept: readonly number[]): readonly number[] {
	const own = ownIndexes(error, kept);
	return own.length > 0 ? own : kept;
}

function ownIndexes(error: unknown, kept: readonly number[]): readonly number[] {
	// Ours count the items that they were given; n8n's own, of expressions, count all.
	if (error instanceof EnrichmentError) {
		const { itemIndex, itemIndexes = [itemIndex] } = error.details as {
			itemIndex?: number;
			itemIndexes?: ReadonlyArray<number | undefined>;
		};
		const positions = new Set(itemIndexes);
		return kept.filter((_, position) => positions.has(position));
	}
	const { context } = error as { context?: { itemIndex?: unknown } };
	return kept.filter((index) => index === context?.itemIndex);
}

/**
 * What an operation sees when it works on these items of the input only. A parameter of `perItem` whose expression cannot be
 * evaluated is the failure of its item.
 */
export function itemsView(
	this: IExecuteFunctions,
	kept: readonly number[],
	perItem: readonly string[],
): IExecuteFunctions {
	const items = this.getInputData();
	const getNodeParameter = (name: string, position: number, ...rest: []) => {
		const itemIndex = kept[position] ?? position;
		if (!perItem.includes(name)) return this.getNodeParameter(name, itemIndex, ...rest);
		try {
			return this.getNodeParameter(name, itemIndex, ...rest);
		} catch (error) {
			// n8n tells the item of some of these failures only.
			throw new NodeOperationError(this.getNode(), asError(error), { itemIndex });
		}
	};
	return Object.create(this, {
		// Only the items of the first input are worked on.
		getInputData: {
			value: (input = 0) => (input === 0 ? kept.map((index) => items[index]) : this.getInputData(input)),
		},
		getNodeParameter: { value: getNodeParameter },
	}) as IExecuteFunctions;
}

/** Links that counted the kept items count all of the input again. */
export function pairedAsBefore(outputs: INodeExecutionData[][], kept: readonly number[]): INodeExecutionData[][] {
	if (kept.every((index, position) => index === position)) return outputs;
	return outputs.map((items) => items.map((item) => ({ ...item, pairedItem: relinked(item.pairedItem, kept) })));
}

/**
 * Works on the items one after the other; where the workflow goes on after a failure, the one that fails does not keep the
 * others from their turn.
 */
export async function forEachItem(
	this: IExecuteFunctions,
	items: readonly INodeExecutionData[],
	work: (index: number) => Promise<INodeExecutionData[]>,
): Promise<INodeExecutionData[]> {
	const done: INodeExecutionData[][] = [];
	for (const [index, item] of items.entries()) {
		try {
			done.push(await work(index));
		} catch (error) {
			if (!this.continueOnFail()) throw translateError(this.getNode(), error);
			done.push([failedItem(this.getNode(), item, index, translateError(this.getNode(), error))]);
		}
	}
	return done.flat();
}

function relinked(paired: INodeExecutionData['pairedItem'], kept: readonly number[]): INodeExecutionData['pairedItem'] {
	if (typeof paired !== 'object' || Array.isArray(paired)) return paired;
	return { ...paired, item: kept[paired.item] ?? paired.item };
}
