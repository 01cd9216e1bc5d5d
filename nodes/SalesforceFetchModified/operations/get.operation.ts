import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { fetchModified, type FetchRequest } from '../../../core/stages/fetch/fetch-modified';
import { clientRunContext } from '../../wiring/client-run';
import { commaSeparated, minutesAsMs } from '../../wiring/parameter-values';
import { readSObject } from '../../wiring/object-parameter';
import { asItem } from '../../wiring/record-items';
import { enrichmentOf } from '../../wiring/run-context';
import { salesforceClient } from '../../wiring/salesforce-client';

const displayOptions = { show: { operation: ['get'] } };
const hourMs = 3_600_000;

export const description: INodeProperties[] = [
	{
		displayName: 'Additional Fields',
		name: 'fields',
		type: 'string',
		default: '',
		placeholder: 'e.g. Region__c, Owner.Name',
		description:
			'Fields to read beside the usual ones of the object, by API name, separated by commas; parents are named with a dot',
		displayOptions,
	},
	{
		displayName: 'Only Never Enriched',
		name: 'onlyNeverEnriched',
		type: 'boolean',
		default: false,
		description: 'Whether to leave out records on which an enrichment was attempted before',
		displayOptions,
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50000,
		description: 'Max number of results to return',
		hint: 'What lies beyond the limit is left for the next run, which goes on where this one stopped',
		displayOptions,
	},
	{
		displayName: 'First Run Looks Back',
		name: 'firstRunHours',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1,
		description: 'How many hours of changes the first run reads; 0 means from the beginning. Later runs go on from the watermark.',
		displayOptions,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Lookback',
				name: 'lookbackMinutes',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 10,
				description:
					'How many minutes before the watermark are read again, because Salesforce shows some commits late',
			},
			{
				displayName: 'Settle Time',
				name: 'settleMinutes',
				type: 'number',
				typeOptions: { minValue: 0 },
				default: 2,
				description: 'How many minutes a window stays behind the clock of Salesforce, so that it is complete when it is read',
			},
			{
				displayName: 'Use Latest Date Covered',
				name: 'useLatestDateCovered',
				type: 'boolean',
				default: true,
				description:
					'Whether to ask Salesforce up to which moment its changes are complete, at the price of one call',
			},
		],
		displayOptions,
	},
];

export async function execute(
	this: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[][]> {
	const client = await salesforceClient.call(this);
	const request = fetchRequest.call(this, items, await client.fetchServerNow());
	const context = await clientRunContext(items, client);

	const records: INodeExecutionData[] = [];
	for await (const page of fetchModified(client, request, context, this.getExecutionCancelSignal())) {
		for (const record of page) records.push(asItem(record, 0));
	}
	if (records.length > 0) return [records, []];
	return [[], [asItem({ sObject: request.sObject, records: 0, _enrichment: enrichmentOf(items[0]) }, 0)]];
}

function fetchRequest(this: IExecuteFunctions, items: INodeExecutionData[], serverNow: Date): FetchRequest {
	const options = this.getNodeParameter('options', 0, {});
	const firstRunHours = this.getNodeParameter('firstRunHours', 0) as number;
	return {
		sObject: readSObject.call(this, items),
		fields: commaSeparated(this.getNodeParameter('fields', 0) as string),
		onlyNeverEnriched: this.getNodeParameter('onlyNeverEnriched', 0) as boolean,
		maxRecords: this.getNodeParameter('limit', 0) as number,
		window: {
			initialFrom: firstRunHours > 0 ? new Date(serverNow.getTime() - firstRunHours * hourMs) : undefined,
			lookbackMs: minutesAsMs(options.lookbackMinutes ?? 10),
			settleMs: minutesAsMs(options.settleMinutes ?? 2),
		},
		useLatestDateCovered: options.useLatestDateCovered !== false,
	};
}
