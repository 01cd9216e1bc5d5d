import { sortBy } from 'lodash';
import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { enrichRecords } from '../../../core/stages/enrich/enrich';
import { type LookUpResult, lookUpSentence } from '../../../core/stages/enrich/enrich-sentence';
import { systemClock } from '../../wiring/clock';
import { fieldNamesFor, fieldNamesOption } from '../../wiring/field-names-parameter';
import { readSObject } from '../../wiring/object-parameter';
import { asItems, recordsOf } from '../../wiring/record-items';
import { itemsRunContext } from '../../wiring/run-context';
import { showNotes } from '../../wiring/show-notes';
import { askingOperations } from '../asking-operations';
import { emailOptions } from '../email-parameters';
import { mappingParameters, readMappings } from '../mapping-parameters';
import { gateOptions, matchInputParameters, readMatchInputs } from '../match-input-parameters';
import { openProvider } from '../open-provider';
import { byOutcome, hasOutputsByOutcome, outputParameter } from '../outputs';
import { providerParameters } from '../provider-parameters';
import { referenceOptions } from '../reference-parameters';
import { synonymOptions, synonymParameters, valuesWithoutSynonym } from '../synonym-parameters';

const displayOptions = { show: { operation: askingOperations } };

export const description: INodeProperties[] = [
	...providerParameters,
	...matchInputParameters,
	...mappingParameters,
	...synonymParameters,
	outputParameter,
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
		options: sortBy(
			[...emailOptions, ...gateOptions, ...referenceOptions, ...synonymOptions, fieldNamesOption],
			'displayName',
		),
		displayOptions,
	},
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const sObject = readSObject.call(this, items);
	const context = await itemsRunContext(items);
	const options = this.getNodeParameter('options', 0, {});
	const provider = await openProvider.call(this, items, options);
	const mappings = readMappings.call(this, sObject, provider, options);
	const results: LookUpResult[] = [];
	const records = await enrichRecords(
		recordsOf(items),
		{
			sObject,
			provider,
			inputs: readMatchInputs.call(this, sObject, options),
			mappings,
			gate: this.getNodeParameter('skipUnchanged', 0) as boolean,
			fieldNames: fieldNamesFor(context?.run, options),
			now: systemClock(),
			tell: (result) => results.push(result),
		},
		context,
		this.getExecutionCancelSignal(),
	);
	const untranslated = valuesWithoutSynonym(records, mappings, provider.id);
	showNotes.call(this, [lookUpSentence(results), ...untranslated, ...(provider.notes ?? [])]);
	return hasOutputsByOutcome.call(this) ? byOutcome(records) : [asItems(records)];
}
