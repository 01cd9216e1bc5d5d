import type { Company } from '../../world/company';
import { employeeText, revenueText } from '../ranges';

/** A company's fields; a contact has the same ones with `company` before them. */
export function companyFields(company: Company): Record<string, unknown> {
	const { place, industry } = company;
	return {
		name: company.name,
		website: `www.${company.domain}`,
		domainList: [company.domain],
		phone: company.phone,
		fax: '',
		street: place.street,
		city: place.city,
		state: place.region,
		zipCode: place.postalCode,
		country: place.countryName,
		ticker: company.ticker ?? '',
		// In thousands of US dollars.
		revenue: Math.round(company.revenue / 1_000),
		revenueNumeric: company.revenue,
		revenueRange: revenueText(company),
		employeeCount: company.employees,
		employeeRange: employeeText(company),
		sicCodes: [{ id: industry.sic, name: industry.sicText }],
		naicsCodes: [{ id: industry.naics, name: industry.naicsText }],
		primaryIndustry: [industry.name],
		industries: [industry.name],
		type: company.isPublic ? 'Public' : 'Private',
		companyStatus: 'ALIVE',
		parentName: '',
		foundedYear: String(company.foundedYear),
		description: company.description,
		socialMediaUrls: [{ type: 'LINKED_IN', url: `https://www.linkedin.com/company/${company.linkedin}` }],
		logo: '',
		ranking: [],
	};
}
