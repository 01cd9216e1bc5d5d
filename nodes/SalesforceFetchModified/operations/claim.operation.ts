import { sortBy } from 'lodash';
import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { claimBatch } from '../../../core/stages/fetch/claim-batch';
import { FetchTally } from '../../../core/stages/fetch/fetch-tally';
import { clientRunContext } from '../../wiring/client-run';
import { systemClock } from '../../wiring/clock';
import { fieldNamesOption } from '../../wiring/field-names-parameter';
import { readSObject } from '../../wiring/object-parameter';
import { minutesAsMs } from '../../wiring/parameter-values';
import { asItem } from '../../wiring/record-items';
import { enrichmentOf } from '../../wiring/run-context';
import { salesforceClient } from '../../wiring/salesforce-client';
import { showNotes } from '../../wiring/show-notes';
import { batchNotes } from '../batch-notes';
import { readingOptions, readReading } from '../reading-parameters';
import { requireRun } from '../require-run';

const displayOptions = { show: { operation: ['claim'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Time for a Batch (Minutes)',
		name: 'batchLeaseMinutes',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 30,
		description: 'How many minutes a batch may take; one that takes longer is given to another execution',
		displayOptions,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: sortBy([...readingOptions, fieldNamesOption], 'displayName'),
		displayOptions,
	},
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const client = await salesforceClient.call(this);
	const context = requireRun(await clientRunContext(items, client), 'Get Next Batch');
	const sObject = readSObject.call(this, items);
	const tally = new FetchTally();
	const request = {
		selection: readReading.call(this, sObject, context.run),
		leaseMs: minutesAsMs(this.getNodeParameter('batchLeaseMinutes', 0)),
		holder: enrichmentOf(items[0]).batchHolder,
		doneBatchIds: batchIdsOf(items),
	};
	const {
		items: records,
		batchId,
		...counts
	} = await claimBatch(client, request, context, systemClock(), tally, this.getExecutionCancelSignal());

	showNotes.call(this, batchNotes(tally, sObject, batchId, counts));
	if (records.length > 0) return [records.map((record) => asItem(record, 0)), []];
	const { batchId: _done, ...enrichment } = enrichmentOf(items[0]);
	return [[], [asItem({ sObject, records: 0, ...counts, _enrichment: enrichment }, 0)]];
}

/** The batches that the input comes back from. */
function batchIdsOf(items: readonly INodeExecutionData[]): number[] {
	const ids = new Set(items.map((item) => enrichmentOf(item).batchId));
	return [...ids].filter((id) => id !== undefined);
}
