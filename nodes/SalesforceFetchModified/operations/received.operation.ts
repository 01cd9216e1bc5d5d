import { sortBy } from 'lodash';
import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import { claimReceived, type NothingReceived } from '../../../core/stages/fetch/claim-received';
import { FetchTally } from '../../../core/stages/fetch/fetch-tally';
import { clientRunContext } from '../../wiring/client-run';
import { systemClock } from '../../wiring/clock';
import { fieldNamesOption } from '../../wiring/field-names-parameter';
import { readSObject } from '../../wiring/object-parameter';
import { asItem } from '../../wiring/record-items';
import { enrichmentOf } from '../../wiring/run-context';
import { salesforceClient } from '../../wiring/salesforce-client';
import { showNotes } from '../../wiring/show-notes';
import { fetchNotes, number } from '../fetch-notes';
import { readingOptions, readReading } from '../reading-parameters';
import { requireRun } from '../require-run';

const displayOptions = { show: { operation: ['received'] } };
const mostAtOnce = 2_000;

export const description: INodeProperties[] = [
	{
		displayName: 'Records at Once',
		name: 'recordsAtOnce',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: mostAtOnce },
		default: 100,
		description: 'How many of the waiting records one call of this node takes at most',
		hint: 'Lead what comes behind Bulk Write back to this node: it goes on until none is left, and then says Nothing Due',
		displayOptions,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: sortBy(
			[
				...readingOptions,
				fieldNamesOption,
				{
					displayName: 'Most per Run',
					name: 'mostPerRun',
					type: 'number' as const,
					typeOptions: { minValue: 1 },
					default: 5000,
					description:
						'How many records one run takes, because n8n keeps all of them in memory until the execution ends; what still waits is taken by the next run',
				},
			],
			'displayName',
		),
		displayOptions,
	},
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const client = await salesforceClient.call(this);
	const context = requireRun(await clientRunContext(items, client), 'Get Received');
	const sObject = readSObject.call(this, items);
	const options = this.getNodeParameter('options', 0, {});
	const tally = new FetchTally();
	const request = {
		selection: readReading.call(this, sObject, context.run),
		limit: readCount('Records at Once', this.getNodeParameter('recordsAtOnce', 0), mostAtOnce),
		mostPerRun: readCount('Most per Run', options.mostPerRun ?? 5_000, Infinity),
	};
	const result = await claimReceived(client, request, context, systemClock(), tally, this.getExecutionCancelSignal());

	const notes = fetchNotes(tally, { sObject, selection: { kind: 'received', ids: [] } }, true);
	if (!('why' in result)) {
		showNotes.call(this, notes);
		return [result.items.map((record) => asItem(record, 0)), []];
	}
	showNotes.call(this, [...notes, whyNothing(result.why, result.waiting)]);
	const facts = { sObject, records: 0, waiting: result.waiting, why: result.why };
	return [[], [asItem({ ...facts, _enrichment: enrichmentOf(items[0]) }, 0)]];
}

function whyNothing(why: NothingReceived, waiting: number): string {
	const left = `${number(waiting)} ${waiting === 1 ? 'record waits' : 'records wait'}`;
	switch (why) {
		case 'empty':
			return 'No record waits; the next notice of Salesforce starts the next execution.';
		case 'drained_elsewhere':
			return `Another execution works off what waits (${left}).`;
		case 'run_is_full':
			return `This run has taken as many records as Most per Run lets it; ${left} for the next one.`;
		case 'run_is_stopped':
			return `This run was told to stop; ${left} for the next one.`;
	}
}

/** n8n checks no limits of what an expression gives. */
function readCount(name: string, value: unknown, most: number): number {
	const count = Number(value);
	if (Number.isInteger(count) && count >= 1 && count <= most) return count;
	throw new EnrichmentError('invalid_parameter', `${name} is no number of records that can be taken.`, {
		remedy: `Set it to a whole number from 1${most === Infinity ? '' : ` to ${number(most)}`}.`,
	});
}
