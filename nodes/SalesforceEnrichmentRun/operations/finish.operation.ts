import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { finishThisRun } from '../finish-this-run';

/** The run is that of the execution, and nothing is sent, so there is nothing to ask. */
export const description: INodeProperties[] = [];

export async function execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	return await finishThisRun.call(this, {});
}
