import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { translateError } from './translate-error';

/** What an operation file exports as `execute`: all input items in, one array per output out. */
export type Operation = (
	this: IExecuteFunctions,
	items: INodeExecutionData[],
) => Promise<INodeExecutionData[][]>;

/** Runs the operation that the node's parameter names; the one place where errors become n8n's. */
export async function runOperation(
	this: IExecuteFunctions,
	operations: Readonly<Record<string, Operation>>,
): Promise<INodeExecutionData[][]> {
	const items = this.getInputData();
	const operation = operations[this.getNodeParameter('operation', 0) as string];
	try {
		return await operation.call(this, items);
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
