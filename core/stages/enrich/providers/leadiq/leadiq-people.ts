import type {
	AskOptions,
	EnrichmentProvider,
	MatchedAnswer,
	ProviderAnswer,
	ProviderFacts,
	ProviderQuery,
} from '../../provider';
import { emailConfidence, wantsOneOf } from '../email-attributes';
import { billingByFind } from '../price-list';
import { attributesNamed } from '../provider-attributes';
import type { ProviderAccess } from '../provider-call';
import { knownValues, listOf, numberOf, objectOf } from '../reply-json';
import { askLeadIq, leadIqFacts, seenAt } from './ask-leadiq';
import {
	addressAttributes,
	employerAttributes,
	personSelection,
	personValues,
	phoneAttributes,
	profileAttributes,
} from './person-values';
import { costOfPurchases, type Purchase, PurchaseMemory } from './purchases';

/** In thousandths of a credit. */
const prices = { profile: 100, address: 1_000, employer: 3_000, phone: 10_000 } as const;

const facts: ProviderFacts = {
	...leadIqFacts,
	finds: 'person',
	needs: [
		['personId'],
		['linkedinUrl'],
		['email'],
		['firstName', 'lastName', 'domain'],
		['firstName', 'lastName', 'company'],
		['fullName', 'domain'],
		['fullName', 'company'],
	],
	uses: ['personId', 'linkedinUrl', 'email', 'firstName', 'lastName', 'fullName', 'domain', 'company'],
	billing: {
		...billingByFind('profile 0.1 credit, e-mail 1, company 3, phone 10; only what is read, and each once a year', [
			{ attributes: profileAttributes, price: prices.profile, isAlways: true },
			{ attributes: addressAttributes, price: prices.address },
			{ attributes: employerAttributes, price: prices.employer },
			{ attributes: phoneAttributes, price: prices.phone },
		]),
		costOf: (answers, wanted) => costOfPurchases(answers, wanted, purchasesOf),
	},
	confidenceScale: '0–100, divided by 100; where none is said, by what it was asked with',
};

/** LeadIQ's people, ten in a call; `authenticate` adds `Authorization: Basic` with the secret Base64 key. */
export function openLeadIqPeople(access: ProviderAccess): EnrichmentProvider {
	const memory = new PurchaseMemory();
	return {
		id: 'leadiq-people',
		label: 'LeadIQ (People)',
		account: access.account,
		facts,
		attributes: attributesNamed('person', [
			...profileAttributes,
			...addressAttributes,
			...phoneAttributes,
			...employerAttributes,
		]),
		ask: (queries, options) =>
			askLeadIq(access, queries, options, {
				...{ facts, memory, purchasesOf },
				query: {
					field: 'searchPeople',
					inputType: 'SearchPeopleInput',
					resultType: 'SearchResult',
					selection: personSelection(options.wanted),
				},
				inputOf: ({ input }) => input,
				groundOf,
				answerOf,
			}),
	};
}

/** What the answer has of what was asked for; the employer is the company's, and shared by all who work there. */
function purchasesOf({ values, personId, companyId }: MatchedAnswer, wanted: readonly string[]): Purchase[] {
	const isBought = (names: readonly string[]) =>
		wantsOneOf(wanted, names) && names.some((name) => values[name] !== undefined);
	return [
		{ what: `profile ${personId}`, price: prices.profile },
		...(isBought(addressAttributes) ? [{ what: `address ${personId}`, price: prices.address }] : []),
		...(isBought(phoneAttributes) ? [{ what: `phone ${personId}`, price: prices.phone }] : []),
		...(isBought(employerAttributes) ? [{ what: `company ${companyId}`, price: prices.employer }] : []),
	];
}

interface Ground extends Pick<MatchedAnswer, 'confidence' | 'matchedOn'> {
	readonly input: object;
}

/** The surest that is known of the person, alone: LeadIQ would look for what all of it agrees with. */
function groundOf(query: ProviderQuery): Ground {
	if (query.personId) return { input: oneOf({ id: query.personId }), confidence: 1, matchedOn: 'person ID' };
	if (query.linkedinUrl) {
		return { input: oneOf({ linkedinUrl: query.linkedinUrl }), confidence: 0.95, matchedOn: 'LinkedIn profile' };
	}
	if (query.email) return { input: oneOf({ email: query.email }), confidence: 0.9, matchedOn: 'e-mail' };
	const { firstName, lastName, fullName, domain, company: name } = query;
	const person = firstName && lastName ? { firstName, lastName } : { fullName };
	// Who has left the company is to be found as well: their new job is what the record does not know.
	const company = { ...(name && { name }), ...(domain && { domain }), searchInPastCompanies: true };
	const input = oneOf({ ...person, company });
	return domain
		? { input, confidence: 0.85, matchedOn: 'name and domain' }
		: { input, confidence: 0.75, matchedOn: 'name and company' };
}

/** Every person that is returned is paid for. */
function oneOf(input: object): object {
	return { ...input, limit: 1 };
}

function answerOf(
	query: ProviderQuery,
	ground: Ground,
	result: Readonly<Record<string, unknown>>,
	options: AskOptions,
): ProviderAnswer {
	const { key } = query;
	const [first] = listOf(result.results).map(objectOf);
	if (!first) return { key, outcome: 'no_match' };
	const values = knownValues(personValues(first, query));
	const said = numberOf(first.confidence);
	const several = (numberOf(result.totalResults) ?? 1) > 1 && ground.confidence < 0.9;
	const confidence =
		said === undefined ? ground.confidence * (several ? 0.6 : 1) : Math.min(1, Math.max(0, said / 100));
	const confidenceOf = emailConfidence(confidence, values);
	return {
		...{ key, outcome: 'matched', confidence: rounded(confidence), values, matchedOn: ground.matchedOn },
		...(said !== undefined && { rawConfidence: `confidence ${said}` }),
		...(confidenceOf && { confidenceOf }),
		observedAt: seenAt(first.updatedAt, options),
		...(values.person_id !== undefined && { personId: String(values.person_id) }),
		...(values.company_company_id !== undefined && { companyId: String(values.company_company_id) }),
	};
}

function rounded(confidence: number): number {
	return Math.round(confidence * 100) / 100;
}
