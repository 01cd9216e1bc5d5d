import type { IExecuteFunctions, INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { EnrichmentError } from '../../core/errors';
import { type LinkageField, linkageFields, type Subject } from '../../core/stages/dedupe/linkage/fields';
import { linkagePreset, type LinkagePreset } from '../../core/stages/dedupe/linkage/presets';

const holds: Readonly<Record<LinkageField, string>> = {
	birthdate: 'Birth Date',
	city: 'City',
	company: 'Company Name',
	country: 'Country',
	domain: 'Website or Domain',
	email: 'Email',
	firstName: 'First Name',
	fullName: 'Full Name',
	generation: 'Name Suffix (Jr., Sr., III)',
	identifier: 'Number or Code',
	lastName: 'Last Name',
	phone: 'Phone',
	postalCode: 'Postal Code',
	region: 'State or Province',
	street: 'Street',
	text: 'Text',
	title: 'Job Title',
	year: 'Year',
};

const holdsOptions: INodePropertyOptions[] = [...linkageFields]
	.map((value) => ({ name: holds[value], value }))
	.sort((a, b) => (a.name < b.name ? -1 : 1));

const comparedFields: INodeProperties = {
	displayName: 'Compared Fields',
	name: 'weighedFields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Field',
	default: {},
	options: [
		{
			displayName: 'Field',
			name: 'rows',
			values: [
				{
					displayName: 'Field',
					name: 'field',
					type: 'string',
					default: '',
					placeholder: 'e.g. Account.Name',
					description: 'API name of the field or name of the column; parents are named with a dot',
				},
				{
					displayName: 'Holds',
					name: 'holds',
					type: 'options',
					options: holdsOptions,
					default: 'email',
					description: 'What the field says of the person or company',
				},
			],
		},
	],
};

type Shown = NonNullable<INodeProperties['displayOptions']>['show'];

/** What is compared of a record, and what each field says of the person or company. */
export function weighedFieldParameters(show: Shown): INodeProperties[] {
	const shownBelow = { show: { ...show, weighed: ['fields'] } };
	return [
		{
			displayName: 'Compare',
			name: 'weighed',
			type: 'options',
			options: [
				{ name: 'Fields Below', value: 'fields', description: 'Choose the fields yourself, of any object' },
				{
					name: 'Standard Fields for the Object',
					value: 'preset',
					description:
						'Names, e-mail, phone, company, website and address of a Lead, Contact or Account, as far as they come in',
				},
			],
			default: 'preset',
			description: 'Which fields are compared; how much each says is learnt from the records themselves',
			displayOptions: { show },
		},
		{
			displayName: 'The Records Are',
			name: 'recordsAre',
			type: 'options',
			options: [
				{ name: 'Companies', value: 'company', description: 'Told apart by their names and places' },
				{ name: 'People', value: 'person', description: 'Colleagues share a company, and are not the same' },
			],
			default: 'person',
			description: 'What is compared',
			displayOptions: shownBelow,
		},
		{ ...comparedFields, displayOptions: shownBelow },
	];
}

/** What `weighedFieldParameters` say; throws `invalid_parameter` for an object without a preset and for fields without a name. */
export function readWeighedFields(this: IExecuteFunctions, sObject: string): LinkagePreset {
	if (this.getNodeParameter('weighed', 0, 'preset') === 'preset') return linkagePreset(sObject);
	const { rows = [] } = this.getNodeParameter('weighedFields', 0, {}) as {
		rows?: ReadonlyArray<{ readonly field?: string; readonly holds: LinkageField }>;
	};
	const fields = rows.map(({ field = '', holds: said }) => [field.trim(), said] as const);
	if (fields.length === 0 || fields.some(([field]) => field === ''))
		throw new EnrichmentError('invalid_parameter', 'Compared Fields names no field to compare.', {
			remedy: 'Add a row for each field and say what it holds, or compare the standard fields of the object.',
		});
	return { subject: this.getNodeParameter('recordsAre', 0) as Subject, fields: Object.fromEntries(fields) };
}
