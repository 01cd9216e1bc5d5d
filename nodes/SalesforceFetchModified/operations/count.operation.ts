import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { countSelection } from '../../../core/stages/fetch/count-records';
import { clientRunContext } from '../../wiring/client-run';
import { asItem } from '../../wiring/record-items';
import { enrichmentOf } from '../../wiring/run-context';
import { salesforceClient } from '../../wiring/salesforce-client';
import { readSelectionRequest, selectionOptions } from '../selection-parameters';

export const description: INodeProperties[] = [
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: selectionOptions,
		displayOptions: { show: { operation: ['count'] } },
	},
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const client = await salesforceClient.call(this);
	const context = await clientRunContext(items, client);
	// The time of the newest reply will do: asking for it would double the price.
	const request = readSelectionRequest.call(this, items, client.serverNow(), context?.run);
	const { records, isAtLeast } = await countSelection(client, request, context, this.getExecutionCancelSignal());
	const beyondLimit = Math.max(0, records - request.maxRecords);
	const counted = { sObject: request.sObject, records, ...(isAtLeast && { isAtLeast }), beyondLimit, _enrichment: enrichmentOf(items[0]) };
	return [[asItem(counted, 0)], []];
}
