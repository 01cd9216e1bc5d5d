import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { openItems, sealOutputs } from './sealed-items';
import { showNotes } from './show-notes';
import { translateError } from './translate-error';

/** What an operation file exports as `execute`: all input items in, one array per output out. */
export type Operation = (
	this: IExecuteFunctions,
	items: INodeExecutionData[],
) => Promise<INodeExecutionData[][]>;

/** Runs the operation that the node's parameter names; the one place where errors become n8n's, and where `_enrichment` is sealed and its seal looked at. */
export async function runOperation(
	this: IExecuteFunctions,
	operations: Readonly<Record<string, Operation>>,
): Promise<INodeExecutionData[][]> {
	const items = this.getInputData();
	const operation = operations[this.getNodeParameter('operation', 0) as string];
	try {
		const opened = await openItems(items);
		if (opened.stripped > 0) showNotes.call(this, [strippedNote(opened.stripped)]);
		return await sealOutputs(await operation.call(this, opened.items));
	} catch (error) {
		const nodeError = translateError(this.getNode(), error);
		if (!this.continueOnFail()) throw nodeError;
		// The operation works on all items together, so its failure is the failure of each of them.
		return [
			items.map((item, index) => ({
				json: { ...item.json, error: nodeError.message },
				error: nodeError,
				pairedItem: { item: index },
			})),
		];
	}
}

function strippedNote(items: number): string {
	return `${items} items came with an _enrichment that the pack has not made; it was taken off them`;
}
