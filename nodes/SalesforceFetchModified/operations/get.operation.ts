import { sortBy } from 'lodash';
import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { idOfRead } from '../../../core/record/identity';
import { fetchRecords } from '../../../core/stages/fetch/fetch';
import { FetchTally } from '../../../core/stages/fetch/fetch-tally';
import { clientRunContext } from '../../wiring/client-run';
import { asItem } from '../../wiring/record-items';
import { enrichmentOf } from '../../wiring/run-context';
import { salesforceClient } from '../../wiring/salesforce-client';
import { showNotes } from '../../wiring/show-notes';
import { askedByOptions, leftOutItems } from '../asked-by-parameters';
import { fetchNotes, notFoundNotes } from '../fetch-notes';
import { readingOptions } from '../reading-parameters';
import { readSelectionRequest, selectionOptions } from '../selection-parameters';

export const description: INodeProperties[] = [
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: sortBy([...selectionOptions, ...askedByOptions, ...readingOptions], 'displayName'),
		displayOptions: { show: { operation: ['get'] } },
	},
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const client = await salesforceClient.call(this);
	const serverNow = await client.fetchServerNow();
	const context = await clientRunContext(items, client);
	const request = readSelectionRequest.call(this, items, serverNow, context?.run);
	const tally = new FetchTally();

	const records: INodeExecutionData[] = [];
	for await (const page of fetchRecords(client, request, context, tally, this.getExecutionCancelSignal())) {
		for (const record of page) records.push(asItem(record, 0));
	}
	const { selection } = request;
	const given = new Set(records.map(({ json }) => idOfRead(json)));
	const notFound = selection.kind === 'ids' ? notFoundNotes(tally, selection.ids, given) : [];
	showNotes.call(this, [...fetchNotes(tally, request, context !== undefined), ...notFound]);
	const leftOut = leftOutItems.call(this, items[0], tally);
	if (records.length + leftOut.length > 0) return [records, leftOut];
	return [[], [asItem({ sObject: request.sObject, records: 0, _enrichment: enrichmentOf(items[0]) }, 0)]];
}
