import { mapValues } from 'lodash';
import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { MatchInputs } from '../../core/record/match-gate';
import { matchInputPreset } from '../../core/stages/enrich/enrich-presets';
import { fieldTypedOrListed } from '../wiring/field-lists-parameter';
import { namesIn } from '../wiring/lists/field-parameter';
import { filledPaths } from '../wiring/parameter-values';
import { askingOperations } from './asking-operations';

const displayOptions = { show: { operation: askingOperations } };

/** Which fields of a record the provider is asked with. */
export const matchInputParameters: INodeProperties[] = [
	{
		displayName: 'Match On',
		name: 'matchOn',
		type: 'options',
		options: [
			{ name: 'Fields Below', value: 'fields', description: 'Choose the fields yourself' },
			{
				name: 'Standard Fields for the Object',
				value: 'preset',
				description:
					'The fields of the object that usually hold what providers ask for: e-mail, website, company, names, phone, address; of a contact its account is read too',
			},
		],
		default: 'preset',
		description: 'Which fields of a record the provider is asked with',
		displayOptions,
	},
	{
		displayName: 'Match Fields',
		name: 'matchFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: [
			...matchField('City Field', 'city', 'City', 'city'),
			...matchField('Company Field', 'company', 'Account.Name', "company's name"),
			...matchField('Company LinkedIn Field', 'companyLinkedinUrl', 'Account.LinkedIn__c', "company's LinkedIn page"),
			...matchField('Country Field', 'country', 'Country', 'country'),
			...matchField('Email Field', 'email', 'Email', 'e-mail address'),
			...matchField('First Name Field', 'firstName', 'FirstName', 'first name'),
			...matchField('Full Name Field', 'fullName', 'Name', 'whole name, where first and last name are not apart'),
			...matchField('Job Title Field', 'title', 'Title', 'job title'),
			...matchField('Last Name Field', 'lastName', 'LastName', 'last name'),
			...matchField('Legal Entity Identifier Field', 'lei', 'LEI__c', 'LEI of the company'),
			...matchField('LinkedIn Profile Field', 'linkedinUrl', 'LinkedIn__c', "person's LinkedIn profile"),
			fieldListOf(
				'More Email Fields',
				'moreEmails',
				'Further fields with addresses of the person; any of them will do',
			),
			...matchField('Phone Field', 'phone', 'Phone', 'phone number'),
			...matchField('Postal Code Field', 'postalCode', 'PostalCode', 'postal code'),
			...matchField(
				'Provider Company ID Field',
				'companyId',
				'Provider_Company_Id__c',
				"provider's own ID of the company",
			),
			...matchField('Provider Person ID Field', 'personId', 'Provider_Person_Id__c', "provider's own ID of the person"),
			...matchField(
				'Registration Number Field',
				'registrationNumber',
				'Company_Number__c',
				"company's number in its register",
			),
			...matchField('State or Region Field', 'region', 'State', 'state or region'),
			...matchField('Street Field', 'street', 'Street', 'street'),
			...matchField('Ticker Symbol Field', 'ticker', 'TickerSymbol', "company's ticker symbol"),
			...matchField('Website Field', 'website', 'Website', 'website or domain'),
		],
		displayOptions: { show: { ...displayOptions.show, matchOn: ['fields'] } },
	},
];

/** For a collection named Options. */
export const gateOptions: INodeProperties[] = [
	fieldListOf(
		'Also Look Up Again When These Change',
		'alsoMatters',
		'Fields beside e-mail, website, company and country whose changes Skip Unchanged heeds. In a chain of providers name them in the first; name them in Fetch Modified too where it skips what is unchanged',
	),
];

/** The field paths to match on; a field that was left empty takes no part. */
export function readMatchInputs(this: IExecuteFunctions, sObject: string, { alsoMatters }: IDataObject): MatchInputs {
	const gate = namesIn(alsoMatters);
	return { ...chosenInputs.call(this, sObject), ...(gate.length > 0 && { alsoMatters: gate }) };
}

function chosenInputs(this: IExecuteFunctions, sObject: string): MatchInputs {
	if (this.getNodeParameter('matchOn', 0) === 'preset') return matchInputPreset(sObject);
	const { moreEmails, ...chosen } = this.getNodeParameter('matchFields', 0, {}) as Record<string, unknown>;
	const emails = namesIn(moreEmails);
	return {
		...filledPaths(mapValues(chosen, (path) => String(path ?? ''))),
		...(emails.length > 0 && { moreEmails: emails }),
	};
}

/** Several fields, typed: a list from the org would need a second parameter of the same name. */
function fieldListOf(displayName: string, name: string, description: string): INodeProperties {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		placeholder: 'e.g. Work_Email__c, Private_Email__c',
		description: `${description}; by API name, separated by commas`,
	};
}

function matchField(displayName: string, name: keyof MatchInputs, example: string, holds: string): INodeProperties[] {
	return fieldTypedOrListed({
		displayName,
		name,
		list: 'getTextFields',
		isInner: true,
		placeholder: `e.g. ${example}`,
		description: `Field that holds the ${holds}; parents are named with a dot`,
	});
}
