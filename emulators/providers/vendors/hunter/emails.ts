import type { HttpReply } from '../../../http/reply';
import { ok, type Call } from '../../serve/call';
import { Refusal } from '../../serve/refusal';
import type { Route } from '../../serve/vendor';
import type { EmailState } from '../../world/company';
import type { KnownPerson } from '../../world/market';
import { metaOf } from './enrichment';

const page = 'hunter.io/api-documentation/v2';

const scores: Readonly<Record<EmailState, number>> = { verified: 98, catch_all: 80, unverified: 60, invalid: 10 };
const statuses: Readonly<Record<EmailState, string>> = {
	verified: 'valid',
	catch_all: 'accept_all',
	unverified: 'unknown',
	invalid: 'invalid',
};

function find(call: Call): HttpReply {
	const question = {
		domain: call.text('domain'),
		company: call.text('company'),
		firstName: call.text('first_name'),
		lastName: call.text('last_name'),
		fullName: call.text('full_name'),
		linkedin: call.text('linkedin_handle'),
	};
	const hasName = question.fullName || (question.firstName && question.lastName);
	if (!question.linkedin && !(hasName && (question.domain || question.company)))
		throw new Refusal('invalid', 'You are missing the domain or the company, or a name');
	const found = call.market.findPerson(question);
	if (found?.person.isSuppressed) throw new Refusal('legal-block');
	if (found?.email) call.pay([{ pool: 'credits', credits: 1, what: `email ${found.person.id}` }]);
	return ok({ data: finderData(call, found), meta: metaOf(call) });
}

/** Where no address is known, the reply is there all the same, with `null` for it. */
function finderData(call: Call, found: KnownPerson | undefined): Record<string, unknown> {
	const email = found?.email;
	return {
		first_name: found?.person.firstName ?? call.text('first_name') ?? null,
		last_name: found?.person.lastName ?? call.text('last_name') ?? null,
		email: email?.address ?? null,
		score: email ? scores[email.state] : null,
		domain: found?.employer.domain ?? call.text('domain') ?? null,
		accept_all: email?.state === 'catch_all',
		position: found?.job.title ?? null,
		twitter: null,
		linkedin_url: found ? `https://www.linkedin.com/in/${found.person.linkedin}` : null,
		phone_number: found?.directPhone ?? null,
		company: found?.employer.name ?? call.text('company') ?? null,
		sources: [],
		verification: { date: email ? (found?.seenOn ?? null) : null, status: email ? statuses[email.state] : null },
	};
}

function verify(call: Call): HttpReply {
	const address = call.text('email');
	if (!address || !address.includes('@')) throw new Refusal('invalid', 'You are missing the email parameter');
	// A mail server knows its own addresses, whatever the vendor has on file.
	const person = call.market.world.person('email', address);
	const isFormer =
		person !== undefined && person.jobs[0].email !== address.toLowerCase() && person.personalEmail !== address;
	const state: EmailState = person && !isFormer ? person.emailState : 'invalid';
	call.pay([{ pool: 'credits', credits: 1, what: `verification ${person?.id ?? 'unknown address'}` }]);
	return ok({ data: verifierData(address, state), meta: metaOf(call) });
}

function verifierData(email: string, state: EmailState): Record<string, unknown> {
	return {
		status: statuses[state],
		result: state === 'verified' ? 'deliverable' : state === 'invalid' ? 'undeliverable' : 'risky',
		score: scores[state],
		email,
		regexp: true,
		gibberish: false,
		disposable: false,
		webmail: false,
		mx_records: true,
		smtp_server: true,
		smtp_check: state === 'verified' || state === 'catch_all',
		accept_all: state === 'catch_all',
		block: false,
		sources: [],
	};
}

export const emailRoutes: readonly Route[] = [
	{ method: 'GET', path: '/v2/email-finder', document: `${page}: Email Finder`, handle: find },
	{ method: 'GET', path: '/v2/email-verifier', document: `${page}: Email Verifier`, handle: verify },
];
