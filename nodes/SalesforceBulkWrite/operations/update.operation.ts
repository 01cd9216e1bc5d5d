import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { writeItems } from '../write-items';

/** The records name themselves by their Id, so that an update asks for no more than the others. */
export const description: INodeProperties[] = [];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	return await writeItems.call(this, items, { operation: 'update' });
}
