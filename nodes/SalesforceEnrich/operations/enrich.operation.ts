import { sortBy } from 'lodash';
import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { shippedFieldNames } from '../../../core/record/fields';
import type { RecordItem } from '../../../core/record/record-item';
import { enrichRecords } from '../../../core/stages/enrich/enrich';
import type { EnrichRequest } from '../../../core/stages/enrich/enrich-request';
import { type LookUpCost, type LookUpResult, lookUpSentence } from '../../../core/stages/enrich/enrich-sentence';
import { withSourcesLine } from '../../../core/stages/enrich/sources-line';
import { systemClock } from '../../wiring/clock';
import { fieldNamesOption } from '../../wiring/field-names-parameter';
import { asItems, recordsOf } from '../../wiring/record-items';
import { itemsRunContext } from '../../wiring/run-context';
import { showNotes } from '../../wiring/show-notes';
import { askingOperations } from '../asking-operations';
import { calibrationOptions } from '../calibration-parameter';
import { callbackOptions } from '../callback-parameter';
import { consentOptions } from '../consent-parameters';
import { emailOptions } from '../email-parameters';
import { mappingParameters } from '../mapping-parameters';
import { gateOptions, matchInputParameters } from '../match-input-parameters';
import { moneyOptions } from '../money-parameters';
import { byOutcome, hasOutputsByOutcome, outputParameter } from '../outputs';
import { providerParameters } from '../provider-parameters';
import { readEnrichRequest } from '../read-request';
import { referenceOptions } from '../reference-parameters';
import { synonymOptions, synonymParameters, valuesWithoutSynonym } from '../synonym-parameters';
import { websiteOptions } from '../website-parameters';

const displayOptions = { show: { operation: askingOperations } };

const sourcesLineOption: INodeProperties = {
	displayName: 'Sources Line',
	name: 'sourcesLine',
	type: 'boolean',
	default: true,
	description:
		'Whether a line is suggested for Enrichment Sources that says which provider filled which field and when, where the org has the field',
	// Workflows of before go on with what they write.
	displayOptions: { show: { '@version': [{ _cnd: { gte: 3 } }] } },
};

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
			[
				...calibrationOptions,
				...callbackOptions,
				...consentOptions,
				...emailOptions,
				...gateOptions,
				...moneyOptions,
				...referenceOptions,
				...synonymOptions,
				fieldNamesOption,
				sourcesLineOption,
				...websiteOptions,
			],
			'displayName',
		),
		displayOptions,
	},
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const context = await itemsRunContext(items);
	const options = this.getNodeParameter('options', 0, {});
	const request = await readEnrichRequest.call(this, items, options, context?.run);
	const results: LookUpResult[] = [];
	let cost: LookUpCost | undefined;
	const enriched = await enrichRecords(
		recordsOf(items),
		{ ...request, tell: (result) => results.push(result), tellCost: (told) => (cost = told) },
		context,
		this.getExecutionCancelSignal(),
	);
	const { provider, mappings } = request;
	const untranslated = valuesWithoutSynonym(enriched, mappings, provider.id);
	showNotes.call(this, [lookUpSentence(results, cost), ...untranslated, ...(provider.notes ?? [])]);
	const hasLine = this.getNode().typeVersion >= 3 && options.sourcesLine !== false;
	const records = hasLine ? withSources(enriched, request) : enriched;
	return hasOutputsByOutcome.call(this) ? byOutcome(records) : [asItems(records)];
}

function withSources(records: readonly RecordItem[], { fieldNames, now = systemClock() }: EnrichRequest): RecordItem[] {
	const { sources } = fieldNames ?? shippedFieldNames;
	return records.map((record) => withSourcesLine(record, sources, now));
}
