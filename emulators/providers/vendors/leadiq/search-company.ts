import type { Call } from '../../serve/call';
import { Refusal } from '../../serve/refusal';
import { companyInfo } from './company-info';

/** `input` of searchCompany, as far as it is read. */
interface CompanyInput {
	readonly id?: string;
	readonly name?: string;
	readonly domain?: string;
	readonly linkedinId?: string;
	readonly linkedinUrl?: string;
}

const yearMs = 365 * 86_400_000;

/** Resolver of searchCompany; 3 credits for a company that is new within a year. */
export function searchCompany(call: Call) {
	return ({ input }: { input: CompanyInput }): unknown => {
		const question = {
			id: input.id,
			name: input.name,
			domain: input.domain,
			linkedin: input.linkedinUrl ?? input.linkedinId,
		};
		if (Object.values(question).every((each) => !each))
			throw new Refusal('invalid', 'Please provide identifying information');
		const found = call.market.findCompany(question);
		if (!found) return { totalResults: 0, hasMore: false, results: [] };
		call.payOnce([{ pool: 'credits', credits: 3, what: `company ${found.company.id}` }], yearMs);
		return { totalResults: 1, hasMore: false, results: [companyInfo(found.company, found.seenOn, call.market)] };
	};
}
