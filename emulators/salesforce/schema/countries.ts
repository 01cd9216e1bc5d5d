import type { CountrySeed, OrgSeed } from '../org/seed';

const someCountries: readonly CountrySeed[] = [
	{
		code: 'US',
		name: 'United States',
		states: [
			{ code: 'CA', name: 'California' },
			{ code: 'NY', name: 'New York' },
			{ code: 'TX', name: 'Texas' },
			{ code: 'WA', name: 'Washington' },
		],
	},
	{ code: 'CA', name: 'Canada', states: [{ code: 'BC', name: 'British Columbia' }, { code: 'ON', name: 'Ontario' }, { code: 'QC', name: 'Quebec' }] },
	{ code: 'GB', name: 'United Kingdom' },
	{ code: 'DE', name: 'Germany' },
	{ code: 'FR', name: 'France' },
	{ code: 'IN', name: 'India', states: [{ code: 'KA', name: 'Karnataka' }, { code: 'MH', name: 'Maharashtra' }] },
];

/** The countries an org accepts; none when it keeps them as free text. */
export function countriesOf({ features }: OrgSeed): readonly CountrySeed[] {
	const setting = features?.stateAndCountryPicklists;
	if (!setting) return [];
	return setting === true ? someCountries : setting;
}
