import type { INodeProperties } from 'n8n-workflow';
import { policyOptions } from '../wiring/policy-options';

const displayOptions = { show: { operation: ['enrich'] } };

const mappingRow: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. employees',
		description: 'Attribute of the provider; for reference data, a column of the file',
	},
	{
		displayName: 'Target',
		name: 'target',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. NumberOfEmployees',
		description: 'API name of the Salesforce field',
	},
	{
		displayName: 'Policy',
		name: 'policy',
		type: 'options',
		options: policyOptions,
		default: 'fill_blank',
		description: 'When the proposed value may be written',
	},
	{
		displayName: 'Minimum Confidence',
		name: 'minConfidence',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 2 },
		default: 0.8,
		description: 'How sure the provider has to be, from 0 to 1, before the value is proposed',
	},
];

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
				name: 'Standard Fields for the Object',
				value: 'preset',
				description: 'The usual company fields of the object, filled where they are blank',
			},
		],
		default: 'preset',
		description: 'Which fields to propose values for',
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
];
