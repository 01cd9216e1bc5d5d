import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { enrichRecords } from '../../../core/stages/enrich/enrich';
import { type LookUpResult, lookUpSentence } from '../../../core/stages/enrich/enrich-sentence';
import { systemClock } from '../../wiring/clock';
import { fieldNamesFor, fieldNamesOption } from '../../wiring/field-names-parameter';
import { readSObject } from '../../wiring/object-parameter';
import { asItems, recordsOf } from '../../wiring/record-items';
import { itemsRunContext } from '../../wiring/run-context';
import { showNotes } from '../../wiring/show-notes';
import { mappingParameters, readMappings } from '../mapping-parameters';
import { matchInputParameters, readMatchInputs } from '../match-input-parameters';
import { referenceOptions, referenceParameters } from '../reference-parameters';
import { openReference } from '../reference-provider';

const displayOptions = { show: { operation: ['enrich'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Provider',
		name: 'provider',
		type: 'hidden', // a choice of one; workflows have its value saved
		noDataExpression: true, // one node asks one provider; the next provider is the next node
		default: 'referenceData',
	},
	...referenceParameters,
	...matchInputParameters,
	...mappingParameters,
	{
		displayName: 'Skip Unchanged',
		name: 'skipUnchanged',
		type: 'boolean',
		default: true,
		description:
			'Whether to leave out records that are unchanged since the last look-up: whatever they are matched on is what it was then',
		displayOptions,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [...referenceOptions, fieldNamesOption],
		displayOptions,
	},
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const sObject = readSObject.call(this, items);
	const context = await itemsRunContext(items);
	const options = this.getNodeParameter('options', 0, {});
	const provider = await openReference.call(this, items, options);
	const results: LookUpResult[] = [];
	const records = await enrichRecords(
		recordsOf(items),
		{
			sObject,
			provider,
			inputs: readMatchInputs.call(this, sObject),
			mappings: readMappings.call(this, sObject),
			gate: this.getNodeParameter('skipUnchanged', 0) as boolean,
			fieldNames: fieldNamesFor(context?.run, options),
			now: systemClock(),
			tell: (result) => results.push(result),
		},
		context,
		this.getExecutionCancelSignal(),
	);
	showNotes.call(this, [lookUpSentence(results), ...(provider.notes ?? [])]);
	return [asItems(records)];
}
