import type { CompanyAttribute } from '../../attributes';
import { listOf, numberOf, objectOf, textOf } from '../reply-json';

/** What identifies a company comes with whatever is asked for. */
export const companyIdentity = ['name', 'domain', 'linkedin_url', 'company_id'] as const;

/** What has to be selected of a company to know an attribute, and is paid for as company data. */
const selections = {
	description: 'description',
	industry: 'industry',
	sic_code: 'sicCode { code }',
	naics_code: 'naicsCode { code }',
	employees: 'numberOfEmployees',
	employee_range: 'employeeRange',
	revenue: 'revenue',
	revenue_currency: 'revenue',
	revenue_range: 'revenueRange { description }',
	founded_year: 'foundedYear',
	company_type: 'type',
	parent_name: 'companyHierarchy { parent { name } ultimateParent { name } }',
	ultimate_parent_name: 'companyHierarchy { parent { name } ultimateParent { name } }',
	phone: 'phones',
	street: 'locationInfo { street1 city areaLevel1 postalCode country }',
	city: 'locationInfo { street1 city areaLevel1 postalCode country }',
	region: 'locationInfo { street1 city areaLevel1 postalCode country }',
	postal_code: 'locationInfo { street1 city areaLevel1 postalCode country }',
	country: 'locationInfo { street1 city areaLevel1 postalCode country }',
	technologies: 'technologies { name category }',
	technology_categories: 'technologies { name category }',
	facebook_url: 'facebookUrl',
	x_url: 'twitterUrl',
	funding_total: 'fundingInfo { fundingTotalUsd }',
} as const satisfies Partial<Record<CompanyAttribute, string>>;

export type CompanyDataAttribute = keyof typeof selections;

export const companyData = Object.keys(selections) as CompanyDataAttribute[];

/** The selection of `CompanyInfo` for these attributes, each field once. */
export function companySelection(wanted: readonly string[]): string {
	const bought = companyData.filter((name) => wanted.includes(name)).map((name) => selections[name]);
	return [...new Set(['id', 'name', 'domain', 'linkedinUrl', ...bought])].join(' ');
}

/** A company's values by attribute; what was not selected is absent. */
export function companyValues(company: Readonly<Record<string, unknown>>): Record<CompanyAttribute, unknown> {
	const location = objectOf(company.locationInfo);
	const hierarchy = objectOf(company.companyHierarchy);
	const technologies = listOf(company.technologies).map(objectOf);
	const revenue = numberOf(company.revenue);
	const values: Partial<Record<CompanyAttribute, unknown>> = {
		company_id: textOf(company.id),
		name: textOf(company.name),
		domain: textOf(company.domain),
		linkedin_url: textOf(company.linkedinUrl),
		description: textOf(company.description),
		industry: textOf(company.industry),
		sic_code: textOf(objectOf(company.sicCode).code),
		naics_code: textOf(objectOf(company.naicsCode).code),
		employees: numberOf(company.numberOfEmployees),
		employee_range: textOf(company.employeeRange),
		revenue,
		revenue_currency: revenue === undefined ? undefined : 'USD',
		revenue_range: textOf(objectOf(company.revenueRange).description),
		founded_year: numberOf(company.foundedYear),
		company_type: textOf(company.type),
		parent_name: textOf(objectOf(hierarchy.parent).name),
		ultimate_parent_name: textOf(objectOf(hierarchy.ultimateParent).name),
		phone: listOf(company.phones).map(textOf).find(Boolean),
		street: textOf(location.street1),
		city: textOf(location.city),
		region: textOf(location.areaLevel1),
		postal_code: textOf(location.postalCode),
		country: textOf(location.country),
		technologies: distinct(technologies.map(({ name }) => textOf(name))),
		technology_categories: distinct(technologies.map(({ category }) => textOf(category))),
		facebook_url: textOf(company.facebookUrl),
		x_url: textOf(company.twitterUrl),
		funding_total: numberOf(objectOf(company.fundingInfo).fundingTotalUsd),
	};
	return values as Record<CompanyAttribute, unknown>;
}

function distinct(texts: ReadonlyArray<string | undefined>): string[] {
	return [...new Set(texts.filter((text) => text !== undefined))];
}
