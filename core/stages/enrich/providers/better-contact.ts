import { emailStatusOf } from '../../../record/email-status';
import type { AskOptions, EnrichmentProvider, ProviderFacts, ProviderMeter } from '../provider';
import { emailAttributes, wantsOneOf } from './email-attributes';
import { groundScale } from './jobs/ground';
import type { FoundRow, JobApi, JobRow, JobState, Submitted } from './jobs/job-api';
import { openJobProvider } from './jobs/open-job-provider';
import { refusedByStatus } from './jobs/refused-by-status';
import { billingByFind } from './price-list';
import { attributesNamed } from './provider-attributes';
import { type ProviderAccess, type Replied, saidIn } from './provider-call';
import { knownValues, listOf, numberOf, objectOf, textOf, thousandths } from './reply-json';

const phoneAttributes = ['mobile_phone'] as const;

/** Comes with an address; asked for alone, it costs as much as one. */
const profileAttributes = [
	...(['first_name', 'last_name', 'full_name', 'title', 'linkedin_url'] as const),
	...(['company_name', 'company_domain', 'company_linkedin_url', 'company_industry', 'company_employees'] as const),
];

const facts: ProviderFacts = {
	finds: 'person',
	needs: [['linkedinUrl'], ['firstName', 'lastName', 'domain'], ['firstName', 'lastName', 'company']],
	uses: ['firstName', 'lastName', 'domain', 'company', 'linkedinUrl'],
	batchSize: 100,
	mode: 'job',
	rate: { scope: 'account', windows: [{ requests: 60, perMs: 60_000 }] },
	concurrency: 2,
	billing: billingByFind('work e-mail 1 credit, mobile phone 10; only what is valid', [
		{ attributes: [...emailAttributes, ...profileAttributes], price: 1_000 },
		{ attributes: phoneAttributes, price: 10_000 },
	]),
	confidenceScale: groundScale,
	asksOutside: true,
	documentation: [
		'https://doc.bettercontact.rocks/api-reference/endpoint/create',
		'https://doc.bettercontact.rocks/api-reference/endpoint/get',
		'https://doc.bettercontact.rocks/api-reference/statuses',
		'https://doc.bettercontact.rocks/api-reference/errors',
		'https://doc.bettercontact.rocks/api-reference/credits',
	],
	isTriedLive: false,
};

const api: JobApi = {
	id: 'better-contact',
	label: 'BetterContact',
	facts,
	attributes: attributesNamed('person', [...emailAttributes, ...phoneAttributes, ...profileAttributes]),
	baseUrl: 'https://app.bettercontact.rocks/api/v2',
	firstPauseMs: 30_000,
	keptForMs: 30 * 24 * 60 * 60 * 1_000,
	submission: (rows, { wanted }) => ({
		method: 'POST',
		url: '/async',
		body: JSON.stringify({
			data: rows.map(leadOf),
			// Neither of them cannot be asked for, and an address is the cheaper one.
			enrich_email_address:
				!wantsOneOf(wanted, phoneAttributes) || wantsOneOf(wanted, [...emailAttributes, ...profileAttributes]),
			enrich_phone_number: wantsOneOf(wanted, phoneAttributes),
		}),
	}),
	submitted,
	reading: (id) => `/async/${id}`,
	state,
};

/** BetterContact, by jobs of at most 100 people; `send` adds the key as `X-API-Key`. */
export function openBetterContact(access: ProviderAccess): EnrichmentProvider {
	return openJobProvider(api, access);
}

function leadOf({ tag, query }: JobRow): object {
	return knownValues({
		first_name: query.firstName,
		last_name: query.lastName,
		company: query.company,
		company_domain: query.domain,
		linkedin_url: query.linkedinUrl,
		custom_fields: { uuid: tag },
	});
}

function submitted(reply: Replied, options: AskOptions): Submitted {
	const body = objectOf(reply.body);
	const id = textOf(body.id) ?? textOf(body.request_id);
	if (reply.status < 300 && id && body.success !== false) return { kind: 'accepted', id };
	return (
		refusal(reply, options) ?? {
			kind: 'unclear',
			message: `BetterContact answered with status ${reply.status} and no id of a job.`,
		}
	);
}

/** The body decides: while a job works, it is answered with a success as well. */
function state(reply: Replied, options: AskOptions): JobState {
	const body = objectOf(reply.body);
	const status = textOf(body.status)?.toLowerCase();
	if (reply.status === 200 && status === 'terminated') return ended(body);
	if (reply.status < 300 && status === 'on_hold') {
		return { kind: 'working', message: 'BetterContact goes on when it has credits again.', pauseMs: 60 * 60_000 };
	}
	if (reply.status < 300) return { kind: 'working', message: saidIn(reply, body.message) };
	if (reply.status === 404 || reply.status === 406) {
		return { kind: 'gone', message: 'BetterContact does not know the job, or not any more.' };
	}
	// A look that is refused says nothing of the job, which may go on and be charged.
	const message = refusal(reply, options)?.message ?? `BetterContact answered with ${reply.status}.`;
	return { kind: 'working', message };
}

function ended(body: Readonly<Record<string, unknown>>): JobState {
	const rows = listOf(body.data).map(objectOf);
	const credits = thousandths(body.credits_consumed);
	return {
		kind: 'ended',
		found: new Map(rows.map((row) => [tagOf(row.custom_fields) ?? '', foundIn(row)])),
		charged: credits === undefined ? undefined : { credits },
		meter: meterOf(body),
	};
}

/** An object as it was sent, or a list of names and values. */
function tagOf(fields: unknown): string | undefined {
	const listed = listOf(fields)
		.map(objectOf)
		.find(({ name }) => name === 'uuid');
	return textOf(listed ? listed.value : objectOf(fields).uuid);
}

function foundIn(row: Readonly<Record<string, unknown>>): FoundRow {
	const word = textOf(row.contact_email_address_status);
	const status = emailStatusOf('better_contact', word);
	const email = status === 'invalid' ? undefined : textOf(row.contact_email_address);
	const phone = textOf(row.contact_phone_number);
	// The question is echoed in a row without a find.
	if (row.enriched === false || (!email && !phone)) return { values: {} };
	return {
		rawConfidence: email && word,
		values: {
			email,
			email_status: email && status,
			mobile_phone: phone,
			first_name: textOf(row.contact_first_name),
			last_name: textOf(row.contact_last_name),
			full_name: textOf(row.contact_full_name),
			title: textOf(row.contact_job_title),
			linkedin_url: textOf(row.contact_linkedin_profile_url),
			company_name: textOf(row.company_name),
			company_domain: textOf(row.company_domain),
			company_linkedin_url: textOf(row.company_linkedin_url),
			company_industry: textOf(row.company_industry),
			company_employees: numberOf(row.company_employees_number),
		},
	};
}

function refusal(reply: Replied, options: AskOptions) {
	const body = objectOf(reply.body);
	const said = saidIn(reply, body.error) ?? saidIn(reply, body.message);
	return refusedByStatus('BetterContact', reply, said, options.now());
}

function meterOf({ credits_left: left }: Readonly<Record<string, unknown>>): ProviderMeter | undefined {
	const credits = thousandths(left);
	return credits === undefined ? undefined : { creditsLeft: { credits } };
}
