import type { HttpReply } from '../../../http/reply';
import { asText, listOf, ok, type Call } from '../../serve/call';
import { Refusal } from '../../serve/refusal';
import type { Route } from '../../serve/vendor';
import { hexOf } from '../../world/chance';
import type { EmailState } from '../../world/company';
import type { KnownPerson } from '../../world/market';

type Lead = Readonly<Record<string, unknown>>;

const takesMs = 60_000;
const statuses: Readonly<Record<EmailState, string>> = {
	verified: 'deliverable',
	catch_all: 'catch_all_safe',
	unverified: 'catch_all_not_safe',
	invalid: 'undeliverable',
};

function submit(call: Call): HttpReply {
	const leads = listOf(call.json.data, 100, 'data must hold 1 to 100 leads');
	const withEmail = call.json.enrich_email_address === true;
	const withPhone = call.json.enrich_phone_number === true;
	if (!withEmail && !withPhone)
		throw new Refusal('invalid', 'enrich_email_address or enrich_phone_number must be true');
	if (call.account.left('credits') <= 0) throw new Refusal('out-of-credits');
	const id = hexOf(20, call.market.world.seed, 'bettercontact', call.number);
	const webhook = asText(call.json.webhook);
	call.desk.jobs.start({
		id,
		account: call.account.name,
		now: call.now,
		takesMs,
		finish: () => run(call, id, leads, withEmail, withPhone),
		webhooks: (result) =>
			webhook && (result as { status: string }).status === 'terminated' ? [{ url: webhook, body: result }] : [],
	});
	return ok({ success: true, id, message: 'Your request is being processed' }, 201);
}

function run(call: Call, id: string, leads: readonly Lead[], withEmail: boolean, withPhone: boolean): unknown {
	const before = call.paid;
	const found = leads.map((lead) => find(call, lead));
	const due = found.map((known) => costOf(known, withEmail, withPhone));
	const total = due.reduce((sum, each) => sum + each, 0);
	if (total * 1_000 > call.account.left('credits'))
		return { id, status: 'on_hold', message: 'Not enough credits to finish this request' };
	for (const [index, credits] of due.entries())
		call.charge({ pool: 'credits', credits, what: `lead ${found[index]?.person.id ?? index}` });
	const data = leads.map((lead, index) => row(lead, found[index], withEmail, withPhone));
	const count = (status: string): number => data.filter((each) => each.contact_email_address_status === status).length;
	return {
		id,
		status: 'terminated',
		credits_consumed: (call.paid - before) / 1_000,
		credits_left: call.account.left('credits') / 1_000,
		summary: {
			total: leads.length,
			valid: count('deliverable'),
			catch_all: count('catch_all_safe') + count('catch_all_not_safe'),
			undeliverable: count('undeliverable'),
			not_found: count('not_found'),
		},
		data,
	};
}

function costOf(known: KnownPerson | undefined, withEmail: boolean, withPhone: boolean): number {
	const isValid = known?.email?.state === 'verified' || known?.email?.state === 'catch_all';
	return (withEmail && isValid ? 1 : 0) + (withPhone && known?.mobile ? 10 : 0);
}

function row(
	lead: Lead,
	known: KnownPerson | undefined,
	withEmail: boolean,
	withPhone: boolean,
): Record<string, unknown> {
	const custom = lead.custom_fields as Record<string, unknown> | undefined;
	const email = withEmail ? known?.email : undefined;
	return {
		enriched: known !== undefined,
		email_provider: null,
		contact_first_name: known?.person.firstName ?? lead.first_name ?? null,
		contact_last_name: known?.person.lastName ?? lead.last_name ?? null,
		contact_full_name: known ? `${known.person.firstName} ${known.person.lastName}` : null,
		contact_email_address: email?.address ?? null,
		contact_email_address_status: email ? statuses[email.state] : 'not_found',
		contact_phone_number: withPhone ? (known?.mobile ?? null) : null,
		contact_job_title: known?.job.title ?? null,
		contact_linkedin_profile_url: known ? `https://www.linkedin.com/in/${known.person.linkedin}` : null,
		company_name: known?.employer.name ?? lead.company ?? null,
		company_domain: known?.employer.domain ?? lead.company_domain ?? null,
		custom_fields: Object.entries(custom ?? {}).map(([name, value]) => ({ name, value })),
	};
}

function find(call: Call, lead: Lead): KnownPerson | undefined {
	const found = call.market.findPerson({
		linkedin: asText(lead.linkedin_url),
		firstName: asText(lead.first_name),
		lastName: asText(lead.last_name),
		company: asText(lead.company),
		domain: asText(lead.company_domain),
	});
	return found?.person.isSuppressed ? undefined : found;
}

function read(call: Call): HttpReply {
	const job = call.desk.jobs.find(call.params.id, call.account.name);
	if (!job) throw new Refusal('not-found');
	const result = job.result as { status: string } | undefined;
	// 202 without data: not an empty result.
	if (!result || result.status !== 'terminated')
		return ok(result ?? { id: job.id, status: 'processing', message: 'Still processing' }, 202);
	return ok(result);
}

const page = 'doc.bettercontact.rocks';

export const asyncRoutes: readonly Route[] = [
	{ method: 'POST', path: '/api/v2/async', document: `${page}: Enrich`, handle: submit },
	{ method: 'GET', path: '/api/v2/async/:id', document: `${page}: Get Enrichment Results`, handle: read },
	{
		method: 'GET',
		path: '/api/v2/account',
		document: `${page}: Credits`,
		handle: ({ account }) => ok({ success: true, credits_left: account.left('credits') / 1_000 }),
	},
];
