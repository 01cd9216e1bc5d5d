import { stringify } from 'csv-stringify/sync';
import { choicesOf, type Choices } from './choices';
import { companiesFromSimpleIcons, companiesFromThirdPartyWeb, type RealCompany } from './real-companies';

const industries = [
	'Banking',
	'Biotechnology',
	'Communications',
	'Consulting',
	'Education',
	'Electronics',
	'Energy',
	'Engineering',
	'Entertainment',
	'Finance',
	'Government',
	'Healthcare',
	'Hospitality',
	'Insurance',
	'Manufacturing',
	'Media',
	'Retail',
	'Technology',
	'Telecommunications',
	'Transportation',
	'Utilities',
];

const countries = ['US', 'US', 'US', 'GB', 'DE', 'FR', 'NL', 'SE', 'ES', 'IT', 'JP', 'IN', 'CA', 'AU', 'BR'];

/**
 * A file of companies such as a vendor sells, as CSV. Names and domains are real, and come from
 * another choice and another seed than the org's Accounts; industries, headcounts, revenues and
 * telephone numbers are invented. A few rows carry the faults that such files have.
 */
export function referenceFileCsv(seed: number): string {
	const choices = choicesOf(seed);
	const known = companiesFromThirdPartyWeb().filter(() => choices.chance(0.62));
	const rows = [...companiesFromSimpleIcons(), ...known].map((company) => referenceRow(company, choices));
	return stringify(rows, { header: true });
}

function referenceRow(company: RealCompany, choices: Choices): Record<string, unknown> {
	const employees = Math.round(10 ** (choices.between(70, 520) / 100));
	const isMistyped = choices.chance(0.015);
	return {
		name: company.name,
		domain: company.domains[0],
		domains: company.domains.slice(1).join(';'),
		industry: choices.chance(0.9) ? choices.pick(industries) : '',
		employees,
		revenue: employees * choices.between(80, 400) * (isMistyped ? 1e9 : 1e3),
		country: choices.pick(countries),
		phone: choices.chance(0.01)
			? 'please use the contact form on the website instead of calling'
			: `+1 555 ${choices.between(100, 999)} ${choices.between(1000, 9999)}`,
	};
}
