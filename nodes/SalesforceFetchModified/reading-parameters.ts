import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import type { HashInputs } from '../../core/record/record-item';
import { matchHashInputs, standardHashInputs } from '../../core/record/match-gate';
import type { SelectionRequest } from '../../core/stages/fetch/selection';
import type { Run } from '../../core/store/store';
import { fieldNamesFor } from '../wiring/field-names-parameter';
import { commaSeparated, filledPaths, minutesAsMs } from '../wiring/parameter-values';

/** Long enough for a batch to be enriched and written, short enough that a killed run does not hold records for hours. */
const defaultClaimMinutes = 30;

const readingOperations = ['claim', 'get'];

/** What is read of each record, for every operation that reads records. */
export const readingParameters: INodeProperties[] = [
	{
		displayName: 'Additional Fields',
		name: 'fields',
		type: 'string',
		default: '',
		placeholder: 'e.g. Region__c, Owner.Name',
		description:
			'Fields to read beside the usual ones of the object, by API name, separated by commas; parents are named with a dot, e.g. Account.Name',
		displayOptions: { show: { operation: readingOperations } },
	},
	{
		displayName: 'Important Fields',
		name: 'importantFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		description: 'The fields whose changes matter, when Skip Unchanged is on; name those that Enrich matches on. Empty means the standard ones of the object.',
		options: [
			importantField('Company Field', 'company', 'Account.Name', "company's name"),
			importantField('Country Field', 'country', 'Country', 'country'),
			importantField('Email Field', 'email', 'Email', 'e-mail address'),
			importantField('Website Field', 'website', 'Website', 'website or domain'),
		],
		displayOptions: { show: { operation: readingOperations } },
	},
];

/** The options of Claim and Get that belong to reading. */
export const readingOptions: INodeProperties[] = [
	{
		displayName: 'Claim Records',
		name: 'claimRecords',
		type: 'boolean',
		default: true,
		description: 'Whether to leave records to another run that works on them already, in any pipeline; they are taken up later. Holds within a run.',
	},
	{
		displayName: 'Further Field Names or IDs',
		name: 'furtherFields',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getReadableFields', loadOptionsDependsOn: ['sObject', 'otherSObject'] },
		default: [],
		description:
			'Fields to read beside the usual ones, those of the account too. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
	{
		displayName: 'Skip Unchanged',
		name: 'skipUnchanged',
		type: 'boolean',
		default: false,
		description: 'Whether to leave out records whose important fields are what they were at the last attempt. Leave it off when a score depends on other fields.',
	},
];

/** What the parameters say about reading, whatever is selected; the names of our own fields are those of the run where it has any. */
export function readReading(
	this: IExecuteFunctions,
	sObject: string,
	run: Run | undefined,
): Pick<SelectionRequest, 'sObject' | 'fields' | 'unchangedBy' | 'fieldNames' | 'claimMs'> {
	const options = this.getNodeParameter('options', 0, {});
	return {
		sObject,
		fields: [...commaSeparated(this.getNodeParameter('fields', 0, '') as string), ...((options.furtherFields ?? []) as string[])],
		fieldNames: fieldNamesFor(run, options),
		...(options.skipUnchanged === true && { unchangedBy: readImportant.call(this, sObject) }),
		...(options.claimRecords !== false && { claimMs: minutesAsMs(defaultClaimMinutes) }),
	};
}

function readImportant(this: IExecuteFunctions, sObject: string): HashInputs {
	const fields = filledPaths(this.getNodeParameter('importantFields', 0, {}) as Record<string, string>);
	const inputs = Object.keys(fields).length > 0 ? matchHashInputs(fields) : standardHashInputs(sObject);
	if (inputs) return inputs;
	throw new EnrichmentError('invalid_parameter', `Nobody knows which fields of ${sObject} matter.`, {
		remedy: 'Name them in Important Fields, or switch Skip Unchanged off.',
	});
}

function importantField(displayName: string, name: string, example: string, holds: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder: `e.g. ${example}`,
		description: `Field that holds the ${holds}, by API name; parents are named with a dot`,
	};
}
