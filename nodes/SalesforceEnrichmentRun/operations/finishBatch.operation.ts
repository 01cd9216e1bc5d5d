import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { underWayColumns } from '../../../core/run/batch-columns';
import { finishBatches } from '../../../core/run/run-batches';
import { settleReceived } from '../../../core/run/settle-received';
import { systemClock } from '../../wiring/clock';
import { asItem } from '../../wiring/record-items';
import { enrichmentOf, itemsRunContext, runNotFound } from '../../wiring/run-context';
import { showNotes } from '../../wiring/show-notes';

/** The items tell which batch it is. */
export const description: INodeProperties[] = [];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const context = await itemsRunContext(items);
	if (!context) throw runNotFound('The input belongs to no run, so there is no batch to finish');
	const batchIds = items.map((item) => enrichmentOf(item).batchId).filter((id) => id !== undefined);
	const { batchHolder } = enrichmentOf(items[0]);
	// What Get Received gave belongs to no batch; it leaves the inbox here.
	await settleReceived(context.store, context.run);
	const underWay = await finishBatches(context.store, context.run, batchIds, systemClock(), batchHolder);
	showNotes.call(this, [underWay.text]);
	return [[asItem(this.getNode().typeVersion >= 2 ? underWayColumns(underWay) : underWay, 0)]];
}
