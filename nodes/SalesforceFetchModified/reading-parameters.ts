import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import type { HashInputs } from '../../core/record/record-item';
import { matchHashInputs, standardMatchInputs } from '../../core/record/match-gate';
import type { SelectionRequest } from '../../core/stages/fetch/selection';
import type { Run } from '../../core/store/contract/runs';
import { fieldNamesFor } from '../wiring/field-names-parameter';
import { type FieldList, fieldParameter, fieldsParameter, namesIn } from '../wiring/lists/field-parameter';
import { filledPaths, minutesAsMs } from '../wiring/parameter-values';
import { shownWhere } from './shown-where';

/** Long enough for a batch to be enriched and written, short enough that a killed run does not hold records for hours. */
const defaultClaimMinutes = 30;

const readingOperations = ['claim', 'get', 'received'];

const importantFields: INodeProperties = {
	displayName: 'Important Fields',
	name: 'importantFields',
	type: 'collection',
	placeholder: 'Add Field',
	default: {},
	description:
		'The fields whose changes matter to Skip Unchanged; name those that Enrich matches on. Empty means the standard ones of the object.',
	options: [
		importantField('Company Field', 'company', 'getTextFields', "company's name"),
		importantField('Country Field', 'country', 'getTextFields', 'country'),
		importantField('Email Field', 'email', 'getTextFields', 'e-mail address'),
		importantField('Website Field', 'website', 'getTextFields', 'website or domain'),
		fieldsParameter({
			displayName: 'Further Field Names or IDs',
			name: 'alsoMatters',
			list: 'getReadableFields',
			description: 'Fields that matter too; name the same in Enrich › Also Look Up Again When These Change',
		}),
	],
	displayOptions: { show: { operation: readingOperations } },
};

/** What is read of each record, for every operation that reads records. */
export const readingParameters: INodeProperties[] = [
	fieldsParameter({
		displayName: 'Additional Fields',
		name: 'additionalFields',
		list: 'getReadableFields',
		description: 'Fields to read beside the usual ones of the object, those of its parents too',
		displayOptions: { show: { operation: readingOperations, '@version': [{ _cnd: { gte: 3 } }] } },
	}),
	{
		displayName: 'Additional Fields',
		name: 'fields',
		type: 'string',
		default: '',
		placeholder: 'e.g. Region__c, Owner.Name',
		description:
			'Fields to read beside the usual ones of the object, by API name, separated by commas; parents are named with a dot, e.g. Account.Name',
		displayOptions: { show: { operation: readingOperations, '@version': [1, 2] } },
	},
	...shownWhere(importantFields, { '/options.skipUnchanged': [true] }),
];

/** The options of Get and Get Next Batch that belong to reading. */
export const readingOptions: INodeProperties[] = [
	fieldsParameter({
		displayName: 'Further Field Names or IDs',
		name: 'furtherFields',
		list: 'getReadableFields',
		description: 'Fields to read beside the usual ones, those of its parents too',
		displayOptions: { show: { '@version': [1, 2] } },
	}),
	{
		displayName: 'Leave Records in Use',
		name: 'claimRecords',
		type: 'boolean',
		default: true,
		description:
			'Whether to leave records to another run that works on them already, in any pipeline; they are taken up later. Holds within a run.',
	},
	{
		displayName: 'Opt-Out Fields',
		name: 'optOutFields',
		type: 'boolean',
		default: true,
		description:
			'Whether to read what people have said on their Individual (to be forgotten, not to be processed …), so that Enrich heeds it. Costs one API call where the org has Individuals.',
	},
	{
		displayName: 'Skip Unchanged',
		name: 'skipUnchanged',
		type: 'boolean',
		default: false,
		description:
			'Whether to leave out records whose important fields are what they were at the last attempt. Leave it off when a score depends on other fields.',
	},
];

/** What the parameters say about reading, whatever is selected; the names of our own fields are those of the run where it has any. */
export function readReading(
	this: IExecuteFunctions,
	sObject: string,
	run: Run | undefined,
): Pick<SelectionRequest, 'sObject' | 'fields' | 'unchangedBy' | 'fieldNames' | 'claimMs' | 'readsOptOuts'> {
	const options = this.getNodeParameter('options', 0, {});
	return {
		sObject,
		fields: readFields.call(this, options),
		fieldNames: fieldNamesFor(run, options),
		readsOptOuts: options.optOutFields !== false,
		...(options.skipUnchanged === true && { unchangedBy: readImportant.call(this, sObject) }),
		...(options.claimRecords !== false && { claimMs: minutesAsMs(defaultClaimMinutes) }),
	};
}

/** Of the list, and of the two parameters that came before it. */
function readFields(this: IExecuteFunctions, { furtherFields }: IDataObject): string[] {
	const values = [
		this.getNodeParameter('additionalFields', 0, []),
		this.getNodeParameter('fields', 0, ''),
		furtherFields,
	];
	return [...new Set(values.flatMap(namesIn))];
}

function readImportant(this: IExecuteFunctions, sObject: string): HashInputs {
	const { alsoMatters: further, ...chosen } = this.getNodeParameter('importantFields', 0, {}) as Record<string, string>;
	const fields = filledPaths(chosen);
	const alsoMatters = namesIn(further);
	const inputs = Object.keys(fields).length > 0 ? fields : standardMatchInputs(sObject);
	if (inputs) return matchHashInputs({ ...inputs, alsoMatters });
	throw new EnrichmentError('invalid_parameter', `Nobody knows which fields of ${sObject} matter.`, {
		remedy: 'Name them in Important Fields, or switch Skip Unchanged off.',
	});
}

function importantField(displayName: string, name: string, list: FieldList, holds: string): INodeProperties {
	return fieldParameter({
		displayName,
		name,
		list,
		description: `Field that holds the ${holds}, of the record or of a parent`,
	});
}
