import type { GraphQLResolveInfo } from 'graphql';
import type { Call, Price } from '../../serve/call';
import { Refusal } from '../../serve/refusal';
import type { KnownPerson } from '../../world/market';
import { emailStatuses, personRecord } from './person-record';
import { selectedNames } from './selection';

/** `input` of searchPeople, as far as it is read. */
interface PeopleInput {
	readonly id?: string;
	readonly firstName?: string;
	readonly lastName?: string;
	readonly fullName?: string;
	readonly company?: { readonly name?: string; readonly domain?: string; readonly emailDomain?: string };
	readonly linkedinId?: string;
	readonly linkedinUrl?: string;
	readonly email?: string;
	readonly hashedEmail?: string;
	readonly phone?: string;
	readonly workEmailStatusIn?: readonly string[];
	readonly containsWorkContactInfo?: boolean;
	readonly includeInvalid?: boolean;
	readonly minConfidence?: number;
	readonly skip?: number;
}

const yearMs = 365 * 86_400_000;

/** Resolver of searchPeople; what is selected decides the price. */
export function searchPeople(call: Call) {
	return ({ input }: { input: PeopleInput }, _: unknown, info: GraphQLResolveInfo): unknown => {
		const found = find(call, input);
		if (!found || (input.skip ?? 0) > 0) return { totalResults: found ? 1 : 0, hasMore: false, results: [] };
		call.payOnce(pricesOf(found, selectedNames(info)), yearMs);
		return { totalResults: 1, hasMore: false, results: [personRecord(found, call.market)] };
	};
}

function find(call: Call, input: PeopleInput): KnownPerson | undefined {
	const { company, ...rest } = input;
	const asked = [
		rest.id,
		rest.linkedinId,
		rest.linkedinUrl,
		rest.email,
		rest.hashedEmail,
		rest.phone,
		rest.fullName,
		rest.firstName,
		rest.lastName,
		company,
	];
	if (asked.every((each) => !each)) throw new Refusal('invalid', 'Please provide identifying information');
	const found = call.market.findPerson({
		id: rest.id,
		linkedin: rest.linkedinUrl ?? rest.linkedinId,
		email: rest.email,
		emailHash: rest.hashedEmail,
		phone: rest.phone,
		firstName: rest.firstName,
		lastName: rest.lastName,
		fullName: rest.fullName,
		company: company?.name,
		domain: company?.domain ?? company?.emailDomain,
	});
	if (!found || found.person.isSuppressed || found.sureness * 100 < (input.minConfidence ?? 0)) return undefined;
	if (input.containsWorkContactInfo && !found.email && !found.directPhone) return undefined;
	const status = found.email && emailStatuses[found.email.state];
	if (input.workEmailStatusIn && !(status && input.workEmailStatusIn.includes(status))) return undefined;
	// Addresses known to be bad are left out unless they are asked for.
	return status === 'Invalid' && !input.includeInvalid ? withoutEmail(found) : found;
}

function withoutEmail({ email: _, ...found }: KnownPerson): KnownPerson {
	return found;
}

function pricesOf(
	{ person, employer, email, personalEmail, mobile, directPhone }: KnownPerson,
	names: ReadonlySet<string>,
): Price[] {
	const selects = (...fields: readonly string[]): boolean => fields.some((field) => names.has(field));
	const price = (credits: number, what: string): Price => ({ pool: 'credits', credits, what: `${what} ${person.id}` });
	const hasEmail = (email && selects('emails', 'workEmail')) || (personalEmail && selects('personalEmails'));
	const hasPhone = (directPhone && selects('phones')) || (mobile && selects('personalPhones'));
	return [
		price(0.1, 'profile'),
		...(hasEmail ? [price(1, 'email')] : []),
		...(hasPhone ? [price(10, 'phone')] : []),
		...(selects('companyInfo') ? [{ pool: 'credits', credits: 3, what: `company ${employer.id}` }] : []),
	];
}
