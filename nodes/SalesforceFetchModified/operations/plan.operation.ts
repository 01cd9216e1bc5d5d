import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { type PlanResult, planBatches } from '../../../core/stages/fetch/plan-batches';
import { FetchTally } from '../../../core/stages/fetch/fetch-tally';
import { clientRunContext } from '../../wiring/client-run';
import { asItem } from '../../wiring/record-items';
import { enrichmentOf } from '../../wiring/run-context';
import { salesforceClient } from '../../wiring/salesforce-client';
import { showNotes } from '../../wiring/show-notes';
import { fetchNotes, number } from '../fetch-notes';
import { requireRun } from '../require-run';
import { readSelectionRequest, selectionOptions } from '../selection-parameters';

const displayOptions = { show: { operation: ['plan'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Batch Size (Records)',
		name: 'batchSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 2000 },
		default: 2000,
		description: 'How many records one batch holds, 2,000 at most; one execution works on one batch at a time',
		displayOptions,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: selectionOptions,
		displayOptions,
	},
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const client = await salesforceClient.call(this);
	const serverNow = await client.fetchServerNow();
	const context = requireRun(await clientRunContext(items, client), 'Prepare Batches');
	const request = readSelectionRequest.call(this, items, serverNow, context.run);
	const tally = new FetchTally();
	const batchSize = this.getNodeParameter('batchSize', 0) as number;
	const plan = await planBatches(client, request, batchSize, context, tally, this.getExecutionCancelSignal());

	showNotes.call(this, [planNote(plan), ...(plan.wasPlanned ? [] : fetchNotes(tally, request, true))]);
	const facts = { sObject: request.sObject, ...plan, _enrichment: enrichmentOf(items[0]) };
	if (plan.open === 0) return [[], [asItem(facts, 0)]];
	// One per batch: a loop or a sub-workflow that runs once for each item works them off.
	return [Array.from({ length: plan.open }, () => asItem(facts, 0)), []];
}

function planNote({ records, open, claimed, finished, wasPlanned }: PlanResult): string {
	if (!wasPlanned) return `${number(records)} ${records === 1 ? 'record' : 'records'} prepared in ${batches(open)}.`;
	const states = [claimed > 0 && `${number(claimed)} in work`, finished > 0 && `${number(finished)} done`].filter(
		Boolean,
	);
	return `This run had been prepared before: ${[`${batches(open)} open`, ...states].join(', ')}.`;
}

function batches(count: number): string {
	return `${number(count)} ${count === 1 ? 'batch' : 'batches'}`;
}
