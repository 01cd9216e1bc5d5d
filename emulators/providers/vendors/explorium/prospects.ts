import type { HttpReply } from '../../../http/reply';
import { asText, listOf, ok, type Call } from '../../serve/call';
import type { Route } from '../../serve/vendor';
import type { EmailState } from '../../world/company';
import type { KnownPerson } from '../../world/market';
import { context, idsOf, rows } from './envelope';

const form = /^[a-f0-9]{40}$/;
/** It has no word for what was not checked. */
const statuses: Readonly<Record<EmailState, string | null>> = {
	verified: 'valid',
	catch_all: 'catch-all',
	unverified: null,
	invalid: 'invalid',
};

function match(call: Call): HttpReply {
	const inputs = listOf(call.json.prospects_to_match, 50, 'prospects_to_match');
	const found = inputs.map((input) => {
		const hit = call.market.findPerson({
			email: asText(input.email),
			phone: asText(input.phone_number),
			linkedin: asText(input.linkedin) ?? asText(input.linkedin_url),
			fullName: asText(input.full_name),
			company: asText(input.company_name),
		});
		return hit?.person.isSuppressed ? undefined : hit;
	});
	const matched = found.filter((each) => each !== undefined);
	call.pay(matched.map(({ person }) => ({ pool: 'credits', credits: 1, what: `match ${person.id}` })));
	return ok({
		response_context: context(call, matched.length > 0),
		total_results: inputs.length,
		total_matches: matched.length,
		matched_prospects: inputs.map((input, index) => {
			const hit = found[index];
			return { input, prospect_id: hit ? call.market.ownId(hit.person) : null };
		}),
	});
}

function enrichMany(
	call: Call,
	kind: string,
	body: (known: KnownPerson, call: Call) => Record<string, unknown>,
): HttpReply {
	const ids = idsOf(call, 'prospect_ids', form);
	const found = ids.flatMap((id) => {
		const known = call.market.findPerson({ id });
		return known && !known.person.isSuppressed ? [{ id, known }] : [];
	});
	call.pay(found.map(({ known }) => ({ pool: 'credits', credits: 1, what: `${kind} ${known.person.id}` })));
	return rows(
		call,
		'prospect_id',
		found.map(({ id, known }) => [id, body(known, call)]),
	);
}

function contacts({ email, personalEmail, mobile, directPhone }: KnownPerson): Record<string, unknown> {
	const phones = [mobile, directPhone].filter((each) => each !== undefined);
	return {
		professions_email: email?.address ?? null,
		professional_email_status: email ? statuses[email.state] : null,
		emails: [
			...(email ? [{ address: email.address, type: 'professional' }] : []),
			...(personalEmail ? [{ address: personalEmail, type: 'personal' }] : []),
		],
		mobile_phone: mobile ?? null,
		phone_numbers: phones.map((phone_number) => ({ phone_number })),
	};
}

function profile({ person, job, employer }: KnownPerson, call: Call): Record<string, unknown> {
	return {
		full_name: `${person.firstName} ${person.lastName}`.toLowerCase(),
		first_name: person.firstName.toLowerCase(),
		last_name: person.lastName.toLowerCase(),
		country_name: person.place.countryName.toLowerCase(),
		region_name: person.place.region.toLowerCase(),
		city: person.place.city.toLowerCase(),
		linkedin: `linkedin.com/in/${person.linkedin}`,
		company_name: employer.name.toLowerCase(),
		company_website: `https://www.${employer.domain}`,
		company_linkedin: `linkedin.com/company/${employer.linkedin}`,
		business_id: call.market.ownId(employer),
		job_title: job.title.toLowerCase(),
		job_department_main: job.department,
		job_level_main: {
			cxo: 'c-suite',
			vp: 'vice president',
			director: 'director',
			manager: 'manager',
			senior: 'senior non-managerial',
			entry: 'non-managerial',
		}[job.seniority],
		experience: [
			{
				company: { name: employer.name.toLowerCase(), website: employer.domain },
				title: { name: job.title.toLowerCase() },
				start_date: job.from,
				end_date: null,
				is_primary: true,
			},
		],
	};
}

const page = 'developers.explorium.ai';

export const prospectRoutes: readonly Route[] = [
	{ method: 'POST', path: '/v1/prospects/match', document: `${page}: Match Prospects`, handle: match },
	{
		method: 'POST',
		path: '/v1/prospects/contacts_information/bulk_enrich',
		document: `${page}: Contacts Information (bulk)`,
		handle: (call) => enrichMany(call, 'contacts', contacts),
	},
	{
		method: 'POST',
		path: '/v1/prospects/profiles/bulk_enrich',
		document: `${page}: Profiles (bulk)`,
		handle: (call) => enrichMany(call, 'profile', profile),
	},
];
