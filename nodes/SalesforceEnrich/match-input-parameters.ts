import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { MatchInputs } from '../../core/record/match-gate';
import { matchInputPreset } from '../../core/stages/enrich/enrich-presets';
import { fieldTypedOrListed } from '../wiring/field-lists-parameter';
import { filledPaths } from '../wiring/parameter-values';

const displayOptions = { show: { operation: ['enrich'] } };

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
				description: 'The fields of the object that usually hold e-mail, website, company and country',
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
			...matchField('Company Field', 'company', 'Account.Name', "company's name"),
			...matchField('Country Field', 'country', 'Country', 'country'),
			...matchField('Email Field', 'email', 'Email', 'e-mail address'),
			...matchField('Website Field', 'website', 'Website', 'website or domain'),
		],
		displayOptions: { show: { ...displayOptions.show, matchOn: ['fields'] } },
	},
];

/** The field paths to match on; a field that was left empty takes no part. */
export function readMatchInputs(this: IExecuteFunctions, sObject: string): MatchInputs {
	if (this.getNodeParameter('matchOn', 0) === 'preset') return matchInputPreset(sObject);
	const chosen = this.getNodeParameter('matchFields', 0, {}) as Record<string, string>;
	return filledPaths(chosen);
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
