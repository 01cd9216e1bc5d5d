import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { countBy } from 'lodash';
import { EnrichmentError } from '../../core/errors';
import type { RecordItem } from '../../core/record/record-item';
import type { FieldMapping } from '../../core/stages/enrich/enrich-request';
import { fieldTypedOrListed } from '../wiring/field-lists-parameter';
import { valueTypedOrListed } from './target-lists';
import { askingOperations } from './asking-operations';

type Synonyms = Record<string, Record<string, string>>;

/** So many values are named in a sentence. */
const mostNamed = 5;

/** What a provider calls a value, and what the org calls it. */
export const synonymParameters: INodeProperties[] = [
	{
		displayName: 'Value Synonyms',
		name: 'synonyms',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Synonym',
		default: {},
		description: 'For picklists: what the provider calls a value, and the value of the picklist that it stands for',
		options: [
			{
				displayName: 'Synonym',
				name: 'rows',
				values: [
					...fieldTypedOrListed({
						displayName: 'Field',
						name: 'field',
						list: 'getUpdatableFields',
						isInner: true,
						placeholder: 'e.g. Industry',
						description: 'Salesforce field whose values are meant',
					}),
					{
						displayName: 'Provider Says',
						name: 'from',
						type: 'string',
						default: '',
						placeholder: 'e.g. Software & IT',
						description: 'Value as the provider spells it; upper and lower case are the same',
					},
					...valueTypedOrListed,
				],
			},
		],
		displayOptions: { show: { operation: askingOperations } },
	},
];

/** For a collection named Options. */
export const synonymOptions: INodeProperties[] = [
	{
		displayName: 'Value Synonyms (JSON)',
		name: 'synonymsJson',
		type: 'json',
		default: '{}',
		description:
			'Long lists of synonyms: by field, what the provider says and what it stands for, e.g. {"Industry": {"Software & IT": "Technology"}}; rows above come first',
	},
];

/** The mappings with the synonyms for their targets. */
export function withSynonyms(
	this: IExecuteFunctions,
	mappings: readonly FieldMapping[],
	options: IDataObject,
): FieldMapping[] {
	const rows = this.getNodeParameter('synonyms.rows', 0, []) as Array<{ field?: string; from?: string; to?: string }>;
	const synonyms = synonymsOf(options.synonymsJson);
	for (const { field = '', from = '', to = '' } of rows) {
		if (field.trim() !== '' && from.trim() !== '') (synonyms[field.trim()] ??= {})[from] = to;
	}
	return mappings.map((mapping) =>
		Object.hasOwn(synonyms, mapping.target) ? { ...mapping, synonyms: synonyms[mapping.target] } : mapping,
	);
}

/** Which suggested values had no synonym although their field has some, as sentences. */
export function valuesWithoutSynonym(
	records: readonly RecordItem[],
	mappings: readonly FieldMapping[],
	provider: string,
): string[] {
	return mappings.flatMap(({ target, synonyms }) => {
		if (!synonyms) return [];
		const known = new Set(Object.values(synonyms));
		const values = records.flatMap(({ _enrichment }) => {
			const proposal = _enrichment?.proposals?.[target];
			return proposal?.provider === provider && typeof proposal.value === 'string' ? proposal.value.split(';') : [];
		});
		const counted = Object.entries(countBy(values.filter((value) => !known.has(value)))).sort(([, a], [, b]) => b - a);
		if (counted.length === 0) return [];
		const named = counted.slice(0, mostNamed).map(([value, count]) => `${value} ${count}`);
		const others = counted.length > mostNamed ? ', …' : '';
		return [`${target}: values without a synonym, suggested as they are: ${named.join(', ')}${others}`];
	});
}

function synonymsOf(json: unknown): Synonyms {
	const value = typeof json === 'string' ? parsed(json) : (json ?? {});
	const isTable = (each: unknown): each is IDataObject =>
		typeof each === 'object' && each !== null && !Array.isArray(each);
	const isWords = (each: unknown) => isTable(each) && Object.values(each).every((word) => typeof word === 'string');
	if (isTable(value) && Object.values(value).every(isWords)) return structuredClone(value) as unknown as Synonyms;
	throw noSynonyms();
}

function parsed(json: string): unknown {
	try {
		return json.trim() === '' ? {} : JSON.parse(json);
	} catch (cause) {
		throw noSynonyms(cause);
	}
}

function noSynonyms(cause?: unknown): EnrichmentError {
	return new EnrichmentError('invalid_parameter', 'Value Synonyms (JSON) is no list of synonyms by field.', {
		remedy: 'Write it as {"Industry": {"Software & IT": "Technology"}}.',
		cause,
	});
}
