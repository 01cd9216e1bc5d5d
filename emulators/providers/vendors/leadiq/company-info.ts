import type { Company } from '../../world/company';
import type { Market } from '../../world/market';
import { employeeText, revenueBand, revenueText } from '../ranges';

/** A `CompanyInfo`. */
export function companyInfo(company: Company, seenOn: string, market: Market): Record<string, unknown> {
	const { place, industry } = company;
	const { from, to } = revenueBand(company);
	return {
		id: market.ownId(company),
		name: company.name,
		alternativeNames: [company.legalName],
		domain: company.domain,
		description: company.description,
		emailDomains: [company.domain],
		type: company.isPublic ? 'Public Company' : 'Privately Held',
		phones: [company.phone],
		country: place.countryName,
		address: `${place.street}, ${place.city}, ${place.region} ${place.postalCode}, ${place.countryName}`,
		locationInfo: {
			formattedAddress: `${place.street}, ${place.city}, ${place.region} ${place.postalCode}, ${place.countryName}`,
			street1: place.street,
			city: place.city,
			areaLevel1: place.region,
			country: place.countryName,
			countryCode2: place.country,
			postalCode: place.postalCode,
		},
		linkedinId: company.linkedin,
		linkedinUrl: `https://www.linkedin.com/company/${company.linkedin}`,
		numberOfEmployees: company.employees,
		employeeRange: employeeText(company),
		industry: industry.name,
		specialities: [],
		technologies: company.technologies.map((name) => ({
			name,
			category: 'Business',
			parentCategory: null,
			attributes: [],
			categories: ['Business'],
		})),
		revenue: company.revenue,
		revenueRange: { start: from, end: to ?? null, description: revenueText(company) },
		sicCode: { code: industry.sic, description: industry.sicText },
		secondarySicCodes: [],
		naicsCode: { code: industry.naics, description: industry.naicsText },
		foundedYear: company.foundedYear,
		updatedDate: `${seenOn}T00:00:00Z`,
	};
}
