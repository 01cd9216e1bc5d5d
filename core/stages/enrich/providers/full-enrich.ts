import type { AskOptions, EnrichmentProvider, ProviderFacts } from '../provider';
import { emailAttributes, wantsOneOf } from './email-attributes';
import { rowsIn } from './full-enrich-rows';
import { groundScale } from './jobs/ground';
import type { JobApi, JobRow, JobState, Submitted } from './jobs/job-api';
import { openJobProvider } from './jobs/open-job-provider';
import { refusedByStatus } from './jobs/refused-by-status';
import { billingByFind } from './price-list';
import { attributesNamed } from './provider-attributes';
import { type ProviderAccess, type Replied, saidIn } from './provider-call';
import { objectOf, textOf, thousandths } from './reply-json';

const personalAttributes = ['personal_email'] as const;
const phoneAttributes = ['mobile_phone'] as const;

/** Bought with an address; asked for alone, it costs as much as one. */
const profileAttributes = [
	...(['first_name', 'last_name', 'full_name', 'title', 'job_started_on', 'linkedin_url'] as const),
	...(['city', 'region', 'country', 'company_name', 'company_domain', 'company_website'] as const),
	...(['company_description', 'company_industry', 'company_employees', 'company_founded_year'] as const),
	...(['company_company_type', 'company_linkedin_url', 'company_company_id'] as const),
	...(['company_city', 'company_region', 'company_country'] as const),
];

const facts: ProviderFacts = {
	finds: 'person',
	needs: [['linkedinUrl'], ['firstName', 'lastName', 'domain'], ['firstName', 'lastName', 'company']],
	uses: ['firstName', 'lastName', 'domain', 'company', 'linkedinUrl'],
	batchSize: 100,
	mode: 'job',
	// Whatever is asked counts, looking at a job included.
	rate: { scope: 'account', windows: [{ requests: 60, perMs: 60_000, kind: 'calendar' }] },
	concurrency: 4,
	billing: billingByFind('work e-mail 1 credit, personal e-mail 3, mobile phone 10; nothing found, nothing paid', [
		{ attributes: [...emailAttributes, ...profileAttributes], price: 1_000 },
		{ attributes: personalAttributes, price: 3_000 },
		{ attributes: phoneAttributes, price: 10_000 },
	]),
	freeRepeatMs: 90 * 24 * 60 * 60 * 1_000,
	confidenceScale: groundScale,
	asksOutside: true,
	documentation: [
		'https://docs.fullenrich.com/api/v2/contact/enrich/bulk/post',
		'https://docs.fullenrich.com/api/v2/contact/enrich/bulk/get',
		'https://docs.fullenrich.com/api/v2/general/email-status',
		'https://docs.fullenrich.com/api/v2/general/ratelimit',
	],
	isTriedLive: false,
};

const api: Omit<JobApi, 'submission'> = {
	id: 'full-enrich',
	label: 'FullEnrich',
	facts,
	attributes: attributesNamed('person', [
		...emailAttributes,
		...personalAttributes,
		...phoneAttributes,
		...profileAttributes,
	]),
	baseUrl: 'https://app.fullenrich.com/api/v2',
	firstPauseMs: 60_000,
	keptForMs: 90 * 24 * 60 * 60 * 1_000,
	submitted,
	reading: (id) => `/contact/enrich/bulk/${id}`,
	state,
};

/** FullEnrich, by jobs of at most 100 people; `send` adds the API key as a bearer token. Calls `callbackUrl` when a job has ended. */
export function openFullEnrich(access: ProviderAccess): EnrichmentProvider {
	const { callbackUrl } = access;
	return openJobProvider({ ...api, submission: (rows, options) => submission(rows, options, callbackUrl) }, access);
}

/** https://docs.fullenrich.com/api/v2/general/webhooks */
function submission(rows: readonly JobRow[], options: AskOptions, callbackUrl: string | undefined) {
	const job = {
		name: 'Salesforce enrichment',
		...(callbackUrl !== undefined && { webhook_url: callbackUrl }),
		data: rows.map((row) => contactOf(row, options)),
	};
	return { method: 'POST', url: '/contact/enrich/bulk', body: JSON.stringify(job) };
}

function contactOf({ tag, query }: JobRow, { wanted }: AskOptions): object {
	const fields = [
		...(wantsOneOf(wanted, personalAttributes) ? ['contact.personal_emails'] : []),
		...(wantsOneOf(wanted, phoneAttributes) ? ['contact.phones'] : []),
	];
	// The profile alone cannot be asked for.
	if (fields.length === 0 || wantsOneOf(wanted, [...emailAttributes, ...profileAttributes]))
		fields.unshift('contact.work_emails');
	return {
		first_name: query.firstName,
		last_name: query.lastName,
		domain: query.domain,
		company_name: query.company,
		linkedin_url: query.linkedinUrl,
		enrich_fields: fields,
		custom: { query: tag },
	};
}

function submitted(reply: Replied, options: AskOptions): Submitted {
	const id = textOf(objectOf(reply.body).enrichment_id);
	if (reply.status < 300 && id) return { kind: 'accepted', id };
	return refusal(reply, options) ?? { kind: 'unclear', message: unclear(reply) };
}

function state(reply: Replied, options: AskOptions): JobState {
	const body = objectOf(reply.body);
	const status = textOf(body.status);
	// 402 holds the result as well: what was found before the credits ran out.
	if ((reply.status === 200 || reply.status === 402) && status) return stateNamed(status, body);
	if (reply.status === 400 && isInProgress(body)) return { kind: 'working' };
	if (reply.status === 404) return { kind: 'gone', message: 'FullEnrich does not know the job, or not any more.' };
	// A look that is refused says nothing of the job, which may go on and be charged.
	return { kind: 'working', message: refusal(reply, options)?.message ?? unclear(reply) };
}

function stateNamed(status: string, body: Readonly<Record<string, unknown>>): JobState {
	if (status === 'CREATED' || status === 'IN_PROGRESS') return { kind: 'working' };
	const credits = thousandths(objectOf(body.cost).credits);
	const charged = credits === undefined ? undefined : { credits };
	const cut = cutShort[status] ?? (status === 'FINISHED' ? undefined : cutShort.UNKNOWN);
	const found = rowsIn(body, cut && { outcome: 'provider_failed', message: cut.message, retryable: true });
	const isEmpty = [...found.values()].every(({ values }) =>
		Object.values(values).every((value) => value === undefined),
	);
	if (cut && isEmpty && !credits) {
		return { kind: 'refused', outcome: cut.outcome, message: cut.message, retryable: cut.outcome !== 'out_of_credits' };
	}
	return { kind: 'ended', found, charged };
}

/** Statuses of a job that ended before all of it was done. */
const cutShort: Readonly<
	Record<string, { readonly outcome: 'out_of_credits' | 'rate_limited' | 'provider_failed'; readonly message: string }>
> = {
	CREDITS_INSUFFICIENT: { outcome: 'out_of_credits', message: 'FullEnrich has no credits left.' },
	RATE_LIMIT: { outcome: 'rate_limited', message: 'FullEnrich ended the job: too many requests.' },
	CANCELED: { outcome: 'provider_failed', message: 'The job was canceled at FullEnrich.' },
	UNKNOWN: { outcome: 'provider_failed', message: 'FullEnrich ended the job without saying why.' },
};

function refusal(reply: Replied, options: AskOptions) {
	const body = objectOf(reply.body);
	return refusedByStatus('FullEnrich', reply, saidIn(reply, body.message ?? body.code), options.now());
}

function isInProgress({ code, message }: Readonly<Record<string, unknown>>): boolean {
	return /in.?progress|not.?(finished|ready)/i.test(`${textOf(code) ?? ''} ${textOf(message) ?? ''}`);
}

function unclear({ status }: Replied): string {
	return `FullEnrich answered with status ${status} and nothing that can be read.`;
}
