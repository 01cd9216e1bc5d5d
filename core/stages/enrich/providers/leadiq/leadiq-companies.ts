import { normalizeCompanyName } from '../../../../record/normal-forms';
import { isSameCountry } from '../../../../record/places';
import type {
	AskOptions,
	EnrichmentProvider,
	MatchedAnswer,
	ProviderAnswer,
	ProviderFacts,
	ProviderQuery,
} from '../../provider';
import { billingByFind } from '../price-list';
import { attributesNamed } from '../provider-attributes';
import type { ProviderAccess } from '../provider-call';
import { knownValues, listOf, objectOf } from '../reply-json';
import { askLeadIq, leadIqFacts, seenAt } from './ask-leadiq';
import { companyData, companyIdentity, companySelection, companyValues } from './company-values';
import { costOfPurchases, type Purchase, PurchaseMemory } from './purchases';

/** In thousandths of a credit. */
const companyPrice = 3_000;

const facts: ProviderFacts = {
	...leadIqFacts,
	finds: 'company',
	needs: [['companyId'], ['domain'], ['companyLinkedinUrl'], ['company']],
	uses: ['companyId', 'domain', 'companyLinkedinUrl', 'company', 'country'],
	billing: {
		...billingByFind('3 credits per company that is found, once a year', [
			{ attributes: [...companyIdentity, ...companyData], price: companyPrice, isAlways: true },
		]),
		costOf: (answers, wanted) => costOfPurchases(answers, wanted, purchasesOf),
	},
	confidenceScale: 'none said; by ID 1, domain or LinkedIn page 0.95, the same name 0.75, another name or country 0.4',
};

/** LeadIQ's companies, ten in a call; `authenticate` adds `Authorization: Basic` with the secret Base64 key. */
export function openLeadIqCompanies(access: ProviderAccess): EnrichmentProvider {
	const memory = new PurchaseMemory();
	return {
		id: 'leadiq-companies',
		label: 'LeadIQ (Companies)',
		account: access.account,
		facts,
		attributes: attributesNamed('company', [...companyIdentity, ...companyData]),
		ask: (queries, options) =>
			askLeadIq(access, queries, options, {
				...{ facts, memory, purchasesOf },
				query: {
					field: 'searchCompany',
					inputType: 'SearchCompanyInput',
					resultType: 'CompanySearchResult',
					selection: `totalResults results { ${companySelection([...options.wanted, 'country'])} updatedDate }`,
				},
				inputOf: ({ input }) => input,
				groundOf,
				answerOf,
			}),
	};
}

function purchasesOf({ companyId }: MatchedAnswer): Purchase[] {
	return [{ what: `company ${companyId}`, price: companyPrice }];
}

interface Ground extends Pick<MatchedAnswer, 'confidence' | 'matchedOn'> {
	readonly input: object;
}

function groundOf({ companyId, domain, companyLinkedinUrl, company }: ProviderQuery): Ground {
	if (companyId) return { input: { id: companyId }, confidence: 1, matchedOn: 'company ID' };
	if (domain) return { input: { domain, strict: true }, confidence: 0.95, matchedOn: 'domain' };
	if (companyLinkedinUrl) {
		return { input: { linkedinUrl: companyLinkedinUrl, strict: true }, confidence: 0.95, matchedOn: 'LinkedIn page' };
	}
	return { input: { name: company }, confidence: 0.75, matchedOn: 'name' };
}

function answerOf(
	query: ProviderQuery,
	ground: Ground,
	result: Readonly<Record<string, unknown>>,
	options: AskOptions,
): ProviderAnswer {
	const { key } = query;
	const [company] = listOf(result.results).map(objectOf);
	if (!company) return { key, outcome: 'no_match' };
	const values = knownValues(companyValues(company));
	const isDoubtful = ground.matchedOn === 'name' && !isTheSame(query, values);
	return {
		...{ key, outcome: 'matched', values, matchedOn: ground.matchedOn },
		confidence: isDoubtful ? 0.4 : ground.confidence,
		observedAt: seenAt(company.updatedDate, options),
		...(values.company_id !== undefined && { companyId: String(values.company_id) }),
	};
}

/** A search by name finds what sounds alike. */
function isTheSame({ company, country }: ProviderQuery, values: Readonly<Record<string, unknown>>): boolean {
	if (isSameCountry(country, values.country) === false) return false;
	return normalizeCompanyName(company, country) === normalizeCompanyName(values.name, country);
}
