import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { FieldMapping } from '../../core/stages/enrich/enrich-request';
import { mappingPreset, ownFieldsPreset } from '../../core/stages/enrich/enrich-presets';
import type { EnrichmentProvider, ProviderFacts } from '../../core/stages/enrich/provider';
import { fieldTypedOrListed } from '../wiring/field-lists-parameter';
import { policyOptions } from '../wiring/policy-options';
import { withEmailStatus } from './email-parameters';
import { sourceOf, sourceParameters } from './mapping-sources';
import { withSynonyms } from './synonym-parameters';
import { askingOperations } from './asking-operations';

const displayOptions = { show: { operation: askingOperations } };

const mappingRow: INodeProperties[] = [
	...sourceParameters,
	{
		displayName: 'On',
		name: 'isOn',
		type: 'boolean',
		default: true,
		description: 'Whether values are suggested for the field; a row that is off is kept for later',
	},
	...fieldTypedOrListed({
		displayName: 'Target',
		name: 'target',
		list: 'getUpdatableFields',
		isInner: true,
		placeholder: 'e.g. NumberOfEmployees',
		description: 'Salesforce field that the value is suggested for',
	}).map(listedByFit),
	{
		displayName: 'Policy',
		name: 'policy',
		type: 'options',
		options: policyOptions,
		default: 'fill_blank',
		description: 'When the suggested value may be written',
	},
	{
		displayName: 'Minimum Confidence (0–1)',
		name: 'minConfidence',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
		default: 0.8,
		description: 'How sure the provider has to be, from 0 to 1, before the value is suggested',
	},
];

/** Only fields that the attribute of the row fits into are offered. */
function listedByFit(parameter: INodeProperties): INodeProperties {
	if (!parameter.typeOptions?.loadOptionsMethod) return parameter;
	const loadOptionsDependsOn = ['authentication', 'sObject', 'otherSObject', 'provider', '&source'];
	return { ...parameter, typeOptions: { loadOptionsMethod: 'getTargetFields', loadOptionsDependsOn } };
}

/** Which of the provider's attributes go to which fields. */
export const mappingParameters: INodeProperties[] = [
	{
		displayName: 'Mapping',
		name: 'mapping',
		type: 'options',
		options: [
			{
				name: 'Define Below',
				value: 'define',
				description: 'Choose field by field, each with its own policy',
			},
			{
				name: 'Own Fields of the Pack',
				value: 'ownFields',
				description:
					'The fields that the metadata of the pack has for it, such as Enrichment Company Industry, always overwritten; standard fields stay as they are',
			},
			{
				name: 'Standard Fields for the Object',
				value: 'preset',
				description:
					'The usual fields of the object that the provider knows something for, filled where they are blank',
			},
		],
		default: 'preset',
		description: 'Which fields to suggest values for; nothing is written before Bulk Write',
		displayOptions,
	},
	{
		displayName: 'Fields',
		name: 'mappings',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Field',
		default: {},
		options: [{ displayName: 'Field', name: 'rows', values: mappingRow }],
		displayOptions: { show: { ...displayOptions.show, mapping: ['define'] } },
	},
	{
		displayName: 'Minimum Confidence (0–1)',
		name: 'minConfidence',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
		default: 0.8,
		description: 'How sure the provider has to be, from 0 to 1, before a value is suggested',
		displayOptions: { show: { ...displayOptions.show, mapping: ['ownFields', 'preset'] } },
	},
];

interface MappingRow extends FieldMapping {
	readonly column?: string;
	readonly isOn?: boolean;
}

/** The mappings that a person has chosen, or those of a preset of the object for what the provider finds. */
export function readMappings(
	this: IExecuteFunctions,
	sObject: string,
	{ facts: { finds } }: Pick<EnrichmentProvider, 'facts'>,
	options: IDataObject,
): readonly FieldMapping[] {
	const mappings = withSynonyms.call(this, chosenMappings.call(this, sObject, finds), options);
	return finds === 'person' ? withEmailStatus(mappings, options) : mappings;
}

function chosenMappings(this: IExecuteFunctions, sObject: string, finds: ProviderFacts['finds']): FieldMapping[] {
	const choice = this.getNodeParameter('mapping', 0);
	if (choice === 'define') {
		const rows = this.getNodeParameter('mappings.rows', 0, []) as MappingRow[];
		return rows
			.filter(({ isOn = true }) => isOn)
			.map(({ column, isOn: _isOn, ...row }) => ({
				...row,
				source: sourceOf(row.source, column),
				target: row.target.trim(),
			}));
	}
	const minConfidence = this.getNodeParameter('minConfidence', 0) as number;
	const preset = choice === 'ownFields' ? ownFieldsPreset : mappingPreset;
	return preset(sObject, finds).map((mapping) => ({ ...mapping, minConfidence }));
}
