import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { SelectionRequest } from '../../../core/stages/fetch/selection';
import { countSelection } from '../../../core/stages/fetch/count-records';
import { clientRunContext } from '../../wiring/client-run';
import { asItem } from '../../wiring/record-items';
import { enrichmentOf } from '../../wiring/run-context';
import { salesforceClient } from '../../wiring/salesforce-client';
import { showNotes } from '../../wiring/show-notes';
import { number, recordsOf, selectedWords } from '../fetch-notes';
import { readSelectionRequest, selectionOptions } from '../selection-parameters';

/** A count reads no record, so none comes first, and it looks at this moment, whatever has settled. */
const unusedInCount = ['beyondLimit', 'order', 'settleMinutes', 'useLatestDateCovered'];

export const description: INodeProperties[] = [
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: selectionOptions.filter(({ name }) => !unusedInCount.includes(name)),
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
	const counted = {
		sObject: request.sObject,
		records,
		...(isAtLeast && { isAtLeast }),
		beyondLimit,
		_enrichment: enrichmentOf(items[0]),
	};
	showNotes.call(this, [countNote(request, records, isAtLeast, beyondLimit)]);
	return [[asItem(counted, 0)], []];
}

function countNote(
	{ sObject, selection, maxRecords }: SelectionRequest,
	records: number,
	isAtLeast: boolean,
	beyondLimit: number,
): string {
	const counted = `${isAtLeast ? 'At least ' : ''}${recordsOf(sObject, records)} ${selectedWords(selection)}`;
	const whole = isAtLeast ? '; Salesforce did not get through all of them' : '';
	return `${counted}${beyondLimit > 0 ? `; ${number(beyondLimit)} beyond the limit of ${number(maxRecords)}` : ''}${whole}.`;
}
