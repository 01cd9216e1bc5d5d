import type { HttpReply } from '../../../http/reply';
import { asText, listOf, ok, type Call, type Price } from '../../serve/call';
import { Refusal } from '../../serve/refusal';
import type { Route } from '../../serve/vendor';
import type { KnownPerson } from '../../world/market';
import { prospeoCompany, prospeoPerson } from './bodies';

type Point = Readonly<Record<string, unknown>>;

interface Wishes {
	readonly onlyVerified: boolean;
	readonly withMobile: boolean;
	readonly onlyMobile: boolean;
}

function wishesOf(call: Call): Wishes {
	const onlyMobile = call.json.only_verified_mobile === true;
	return {
		onlyVerified: call.json.only_verified_email === true,
		withMobile: onlyMobile || call.json.enrich_mobile === true,
		onlyMobile,
	};
}

function isEnough(point: Point): boolean {
	const has = (name: string): boolean => asText(point[name]) !== undefined;
	const hasName = has('full_name') || (has('first_name') && has('last_name'));
	const hasCompany = has('company_name') || has('company_website') || has('company_linkedin_url');
	return has('linkedin_url') || has('email') || has('person_id') || (hasName && hasCompany);
}

function look(call: Call, point: Point, wishes: Wishes): KnownPerson | undefined {
	const found = call.market.findPerson({
		id: asText(point.person_id),
		linkedin: asText(point.linkedin_url),
		email: asText(point.email),
		firstName: asText(point.first_name),
		lastName: asText(point.last_name),
		fullName: asText(point.full_name),
		company: asText(point.company_name),
		domain: asText(point.company_website),
	});
	if (!found || found.person.isSuppressed) return undefined;
	if (wishes.onlyVerified && found.email?.state !== 'verified') return undefined;
	return wishes.onlyMobile && !found.mobile ? undefined : found;
}

/** With a mobile 10, and 9 more for who was bought without it before. */
function pricesOf(call: Call, { person, mobile }: KnownPerson, { withMobile }: Wishes): Price[] {
	const hasPerson = call.account.isUnlocked(`person ${person.id}`, call.now);
	const base = { pool: 'credits', credits: 1, what: `person ${person.id}` };
	const more = { pool: 'credits', credits: 9, what: `mobile ${person.id}` };
	return [...(hasPerson ? [] : [base]), ...(withMobile && mobile ? [more] : [])];
}

function single(call: Call): HttpReply {
	const point = call.json.data as Point | undefined;
	if (typeof point !== 'object' || point === null || !isEnough(point))
		throw new Refusal('invalid', 'INVALID_DATAPOINTS');
	const wishes = wishesOf(call);
	const found = look(call, point, wishes);
	if (!found) throw new Refusal('no-match');
	call.payOnce(pricesOf(call, found, wishes));
	return ok({
		error: false,
		free_enrichment: call.paid === 0,
		person: prospeoPerson(found, call.market, wishes.withMobile),
		company: prospeoCompany(found.employer, call.market),
	});
}

function bulk(call: Call): HttpReply {
	const points = listOf(call.json.data, 50, 'data must hold 1 to 50 people');
	const wishes = wishesOf(call);
	const good = points.filter(isEnough).map((point) => ({ point, found: look(call, point, wishes) }));
	call.payOnce(good.flatMap(({ found }) => (found ? pricesOf(call, found, wishes) : [])));
	return ok({
		error: false,
		total_cost: call.paid / 1_000,
		matched: good.flatMap(({ point, found }) =>
			found
				? [
						{
							identifier: point.identifier,
							person: prospeoPerson(found, call.market, wishes.withMobile),
							company: prospeoCompany(found.employer, call.market),
						},
					]
				: [],
		),
		not_matched: good.filter(({ found }) => !found).map(({ point }) => point.identifier),
		invalid_datapoints: points.filter((point) => !isEnough(point)).map(({ identifier }) => identifier),
	});
}

function accountInformation(call: Call): HttpReply {
	const used = call.account.used('credits') / 1_000;
	return ok({
		error: false,
		response: { current_plan: 'EMULATED', remaining_credits: call.account.left('credits') / 1_000, used_credits: used },
	});
}

export const personRoutes: readonly Route[] = [
	{ method: 'POST', path: '/enrich-person', document: 'prospeo.io/api-docs: Enrich Person', handle: single },
	{ method: 'POST', path: '/bulk-enrich-person', document: 'prospeo.io/api-docs: Bulk Enrich Person', handle: bulk },
	{
		method: 'POST',
		path: '/account-information',
		document: 'prospeo.io/api-docs: Account Information',
		handle: accountInformation,
	},
	{
		method: 'GET',
		path: '/account-information',
		document: 'prospeo.io/api-docs: Account Information',
		handle: accountInformation,
	},
];
