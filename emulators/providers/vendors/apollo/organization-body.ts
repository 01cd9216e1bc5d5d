import type { Company } from '../../world/company';
import type { Market } from '../../world/market';
import { dollars } from '../ranges';

/** A company as Apollo has it. */
export function organization(company: Company, market: Market): Record<string, unknown> {
	const { place, industry } = company;
	return {
		id: market.ownId(company),
		name: company.name,
		website_url: `http://www.${company.domain}`,
		primary_domain: company.domain,
		linkedin_url: `http://www.linkedin.com/company/${company.linkedin}`,
		twitter_url: null,
		facebook_url: null,
		founded_year: company.foundedYear,
		estimated_num_employees: company.employees,
		annual_revenue: company.revenue,
		annual_revenue_printed: dollars(company.revenue).replace('$', ''),
		industry: industry.name.toLowerCase(),
		industries: [industry.name.toLowerCase()],
		sic_codes: [industry.sic],
		naics_codes: [industry.naics],
		short_description: company.description,
		phone: company.phone,
		primary_phone: { number: company.phone, source: 'Account', sanitized_number: company.phone },
		publicly_traded_symbol: company.ticker?.toLowerCase() ?? null,
		raw_address: `${place.street}, ${place.city}, ${place.region}, ${place.countryName}, ${place.postalCode}`,
		street_address: place.street,
		city: place.city,
		state: place.region,
		postal_code: place.postalCode,
		country: place.countryName,
		technology_names: [...company.technologies],
		total_funding: null,
	};
}
