import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { type DedupeFields, dedupePreset } from '../../core/stages/dedupe/dedupe-presets';
import { fieldTypedOrListed } from '../wiring/field-lists-parameter';
import { filledPaths } from '../wiring/parameter-values';

const displayOptions = { show: { operation: ['findInInput'], findBy: ['exact'] } };

/** Where a record keeps what is compared. */
export const compareFieldParameters: INodeProperties[] = [
	{
		displayName: 'Compare',
		name: 'compare',
		type: 'options',
		options: [
			{ name: 'Fields Below', value: 'fields', description: 'Choose the fields yourself' },
			{
				name: 'Standard Fields for the Object',
				value: 'preset',
				description: 'The fields of the object that usually hold names, e-mail, website and company',
			},
		],
		default: 'preset',
		description: 'Which fields are compared',
		displayOptions,
	},
	{
		displayName: 'Compared Fields',
		name: 'compareFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [
			...compareField('Company Field', 'company', 'Account.Name', "company's name"),
			...compareField('Email Field', 'email', 'Email', 'e-mail address'),
			...compareField('First Name Field', 'firstName', 'FirstName', "person's first name"),
			...compareField('Last Name Field', 'lastName', 'LastName', "person's last name"),
			...compareField('Website Field', 'website', 'Website', 'website or domain'),
		],
		displayOptions: { ...displayOptions, show: { ...displayOptions.show, compare: ['fields'] } },
	},
];

/** The field paths to compare; a field that was left empty takes no part. */
export function readCompareFields(this: IExecuteFunctions, sObject: string): DedupeFields {
	if (this.getNodeParameter('compare', 0) === 'preset') return dedupePreset(sObject);
	const chosen = this.getNodeParameter('compareFields', 0, {}) as Record<string, string>;
	return filledPaths(chosen);
}

function compareField(
	displayName: string,
	name: keyof DedupeFields,
	example: string,
	holds: string,
): INodeProperties[] {
	return fieldTypedOrListed({
		displayName,
		name,
		list: 'getTextFields',
		isInner: true,
		placeholder: `e.g. ${example}`,
		description: `Field that holds the ${holds}; parents are named with a dot`,
	});
}
