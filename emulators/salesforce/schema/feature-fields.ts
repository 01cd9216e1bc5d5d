import type { CountrySeed, OrgSeed } from '../org/seed';
import { countriesOf } from './countries';
import { field, readOnlyField, reference, type FieldDefinition } from './field';
import { salutations } from './picklists';
import { addressFields } from './person-fields';

/** The fields that an object has only where the org has a feature or record types. */
export function featureFields(object: string, seed: OrgSeed): FieldDefinition[] {
	return [...recordTypeField(object, seed), ...personAccountFields(object, seed), ...codeFields(object, seed)];
}

/** The prefixes of an object's addresses: `Billing`, `Shipping`; '' for a Lead. */
export function addressPrefixes(object: string, { features }: OrgSeed): string[] {
	switch (object) {
		case 'Account':
			return ['Billing', 'Shipping', ...(features?.personAccounts ? ['PersonMailing'] : [])];
		case 'Contact':
			return ['Mailing', 'Other'];
		case 'Lead':
			return [''];
		default:
			return [];
	}
}

function recordTypeField(object: string, { recordTypes = [], features }: OrgSeed): FieldDefinition[] {
	const hasTypes = recordTypes.some((each) => each.object.toLowerCase() === object.toLowerCase());
	if (!hasTypes && !(object === 'Account' && features?.personAccounts)) return [];
	return [reference('RecordTypeId', ['RecordType'], { label: 'Record Type ID', defaultedOnCreate: true })];
}

function personAccountFields(object: string, { features }: OrgSeed): FieldDefinition[] {
	if (!features?.personAccounts) return [];
	const flag = readOnlyField('IsPersonAccount', 'boolean', { label: 'Is Person Account' });
	if (object === 'Contact') return [flag];
	if (object !== 'Account') return [];
	return [
		flag,
		field('LastName', 'string', { length: 80 }),
		field('FirstName', 'string', { length: 40 }),
		field('Salutation', 'picklist', { length: 40, picklistValues: salutations }),
		reference('PersonContactId', ['Contact'], { createable: false, updateable: false }),
		field('PersonEmail', 'email', { idLookup: true, label: 'Email' }),
		field('PersonTitle', 'string', { length: 80, label: 'Title' }),
		field('PersonMobilePhone', 'phone', { label: 'Mobile' }),
		field('PersonBirthdate', 'date', { label: 'Birthdate' }),
		...addressFields('PersonMailing'),
	];
}

function codeFields(object: string, seed: OrgSeed): FieldDefinition[] {
	const countries = countriesOf(seed);
	if (!countries.length) return [];
	const states = countries.flatMap((country) =>
		(country.states ?? []).map((state) => ({ ...state, country: country.code })),
	);
	const codes = [...new Set(states.map((state) => state.code))];
	return addressPrefixes(object, seed).flatMap((prefix) => {
		const traits = { length: 10, restrictedPicklist: true, compoundFieldName: `${prefix}Address` };
		return [
			field(`${prefix}StateCode`, 'picklist', {
				...traits,
				label: `${prefix} State/Province Code`.trim(),
				picklistValues: codes,
				picklistLabels: Object.fromEntries(states.map((state) => [state.code, state.name])),
				picklistEntries: states.map(({ code, name, labels = {}, country }) => ({
					value: code,
					label: name,
					labels,
					controllingValue: country,
				})),
				controllerName: `${prefix}CountryCode`,
				validFor: Object.fromEntries(
					codes.map((code) => [code, states.filter((state) => state.code === code).map((state) => state.country)]),
				),
			}),
			field(`${prefix}CountryCode`, 'picklist', {
				...traits,
				label: `${prefix} Country Code`.trim(),
				picklistValues: countries.map((country) => country.code),
				picklistLabels: Object.fromEntries(countries.map((country) => [country.code, country.name])),
				picklistTranslations: labelsByLanguage(countries),
				labelsAreRegions: true,
			}),
		];
	});
}

function labelsByLanguage(countries: readonly CountrySeed[]): Record<string, Record<string, string>> {
	const byLanguage: Record<string, Record<string, string>> = {};
	for (const { code, labels = {} } of countries) {
		for (const [language, label] of Object.entries(labels)) (byLanguage[language] ??= {})[code] = label;
	}
	return byLanguage;
}
