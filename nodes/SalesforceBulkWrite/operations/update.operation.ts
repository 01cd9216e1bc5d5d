import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { WriteOutcome } from '../../../core/stages/write/verdicts';
import { writeProposals } from '../../../core/stages/write/write-proposals';
import { clientRunContext } from '../../wiring/client-run';
import { readSObject } from '../../wiring/object-parameter';
import { asItem, recordsOf } from '../../wiring/record-items';
import { salesforceClient } from '../../wiring/salesforce-client';
import { showNotes } from '../../wiring/show-notes';

const dryRunNote =
	'Dry run: nothing was written to Salesforce. Each item lists its changes under _enrichment.';
const displayOptions = { show: { operation: ['update'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		description:
			'Whether to go all the way but send nothing; the items then show, field by field, what would have been written. A run that was started as a dry run stays one.',
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
				displayName: 'Auto-Assign',
				name: 'autoAssign',
				type: 'boolean',
				default: false,
				description:
					'Whether Salesforce applies its assignment rules to the updated records, which may change their owners',
			},
			{
				displayName: 'Write Stamps',
				name: 'writeStamps',
				type: 'boolean',
				default: true,
				description:
					'Whether to note the attempt on each record (last activity, outcome, hashes) in the fields of the pack',
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
	const context = await clientRunContext(items, client);
	const options = this.getNodeParameter('options', 0, {});
	const isDryRun = (this.getNodeParameter('dryRun', 0) as boolean) || context?.run.isDryRun === true;

	const outcomes = await writeProposals(
		client,
		{
			sObject: readSObject.call(this, items),
			isDryRun,
			autoAssign: options.autoAssign === true,
			writeStamps: options.writeStamps !== false,
		},
		recordsOf(items),
		context,
		this.getExecutionCancelSignal(),
	);

	if (isDryRun) showNotes.call(this, [dryRunNote]);
	// A rejected record leaves by its own output; throwing here would hide the ones already written.
	return [itemsWith('written', outcomes), itemsWith('rejected', outcomes)];
}

function itemsWith(status: WriteOutcome['status'], outcomes: readonly WriteOutcome[]): INodeExecutionData[] {
	return outcomes
		.filter((outcome) => outcome.status === status)
		.map(({ item, changes, errors, inputIndex }) =>
			asItem({ ...item, _enrichment: { ...item._enrichment, changes, errors } }, inputIndex),
		);
}
