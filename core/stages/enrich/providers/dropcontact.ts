import type {
	AskOptions,
	Billing,
	EnrichmentProvider,
	ProviderAnswer,
	ProviderFacts,
	ProviderMeter,
	ProviderQuery,
	RefusedCall,
} from '../provider';
import { emailAttributes } from './email-attributes';
import { type DropcontactRow, rowsIn } from './dropcontact-rows';
import { groundScale } from './jobs/ground';
import type { JobApi, JobRow, JobState, Submitted } from './jobs/job-api';
import { openJobProvider } from './jobs/open-job-provider';
import { refusedByStatus } from './jobs/refused-by-status';
import { attributesNamed } from './provider-attributes';
import { type ProviderAccess, type Replied, saidIn } from './provider-call';
import { knownValues, objectOf, textOf, thousandths } from './reply-json';

/** One credit for each address that is found, and for each one that is given to be checked. */
const billing: Billing = {
	rule: '1 credit per verified e-mail, none without one; an address that is given is checked for 1 credit in any case',
	pools: ['credits'],
	worstCase: () => ({ credits: 1_000 }),
	costOf: (answers) => ({ credits: answers.filter(isVerified).length * 1_000 }),
};

/** A personal address is only given when it is verified. */
function isVerified(answer: ProviderAnswer): boolean {
	if (answer.outcome !== 'matched') return false;
	return answer.values.email_status === 'verified' || 'personal_email' in answer.values;
}

const facts: ProviderFacts = {
	finds: 'person',
	needs: [
		['linkedinUrl'],
		['firstName', 'lastName', 'domain'],
		['firstName', 'lastName', 'company'],
		['fullName', 'domain'],
		['fullName', 'company'],
		['email'],
	],
	uses: [
		'firstName',
		'lastName',
		'fullName',
		'email',
		'linkedinUrl',
		'domain',
		'company',
		'companyLinkedinUrl',
		'country',
	],
	batchSize: 250,
	maxRequestBytes: 250 * 15_000,
	mode: 'job',
	rate: { scope: 'account', windows: [{ requests: 60, perMs: 1_000 }] },
	concurrency: 4,
	billing,
	confidenceScale: groundScale,
	asksOutside: true,
	documentation: [
		'https://developer.dropcontact.com/en/reference/enrich-a-batch-of-records/',
		'https://developer.dropcontact.com/en/reference/fetch-enrichment-results/',
		'https://developer.dropcontact.com/en/errors/',
		'https://developer.dropcontact.com/en/credits/',
	],
	isTriedLive: false,
};

const api: JobApi = {
	id: 'dropcontact',
	label: 'Dropcontact',
	facts,
	attributes: attributesNamed('person', [
		...emailAttributes,
		...(['personal_email', 'mobile_phone', 'first_name', 'last_name', 'full_name', 'linkedin_url'] as const),
		...(['title', 'seniority', 'department'] as const),
		...(['company_name', 'company_website', 'company_domain', 'company_phone', 'company_linkedin_url'] as const),
		...(['company_employees', 'company_employee_range', 'company_registration_number', 'company_industry'] as const),
	]),
	baseUrl: 'https://api.dropcontact.com/v1',
	firstPauseMs: 30_000,
	maxRecordBytes: 14_000,
	keptForMs: 30 * 24 * 60 * 60 * 1_000,
	submission: (rows, options) => ({
		method: 'POST',
		url: '/enrich/all',
		body: JSON.stringify({
			data: rows.map((row) => recordOf(row, options)),
			siren: options.wanted.includes('company_registration_number'),
			language: 'en',
		}),
	}),
	submitted,
	reading: (id) => `/enrich/all/${id}`,
	state,
};

/** Dropcontact, by jobs of at most 250 people; `send` adds the key as `X-Access-Token`. */
export function openDropcontact(access: ProviderAccess): EnrichmentProvider {
	return openJobProvider(api, access);
}

function recordOf({ tag, query }: JobRow, options: AskOptions): object {
	const verifies = sendsEmail(query, options);
	return knownValues({
		first_name: query.firstName,
		last_name: query.lastName,
		full_name: query.firstName && query.lastName ? undefined : query.fullName,
		email: verifies ? query.email : undefined,
		linkedin: query.linkedinUrl,
		company: query.company,
		website: query.domain,
		company_linkedin: query.companyLinkedinUrl,
		country: query.country?.length === 2 ? query.country : undefined,
		custom_fields: { query: tag, ...(verifies && { verifies: 'email' }) },
	});
}

/** An address that is sent is paid for whatever comes of it: only where nothing else identifies the person, or its status is asked for. */
function sendsEmail(query: ProviderQuery, { wanted }: AskOptions): boolean {
	if (!query.email) return false;
	const isKnown = (query.fullName ?? query.lastName) !== undefined && (query.domain ?? query.company) !== undefined;
	return wanted.includes('email_status') || (!isKnown && !query.linkedinUrl);
}

function submitted(reply: Replied, options: AskOptions): Submitted {
	const body = objectOf(reply.body);
	const id = textOf(body.request_id);
	if (reply.status < 300 && id && body.success === true) return { kind: 'accepted', id, meter: meterOf(body) };
	const refused = refusal(reply, options);
	if (refused) return refused;
	const said = reasonOf(body, reply);
	if (reply.status < 300 && body.error === true) {
		return { kind: 'refused', outcome: 'provider_failed', message: `Dropcontact refused the records: ${said ?? ''}` };
	}
	return { kind: 'unclear', message: `Dropcontact answered with status ${reply.status} and no request id.` };
}

function state(reply: Replied, options: AskOptions): JobState {
	const body = objectOf(reply.body);
	// Also what an unknown id is answered with: the job's age decides when to give up.
	if (reply.status === 200 && body.success !== true) return { kind: 'working', message: reasonOf(body, reply) };
	if (reply.status === 200) {
		const rows = rowsIn(body);
		return { kind: 'ended', found: rows, charged: { credits: chargedFor([...rows.values()]) }, meter: meterOf(body) };
	}
	if (reply.status === 404) return { kind: 'gone', message: 'Dropcontact does not know the job, or not any more.' };
	// A look that is refused says nothing of the job, which may go on and be charged.
	const message = refusal(reply, options)?.message ?? `Dropcontact answered with ${reply.status}.`;
	return { kind: 'working', message };
}

function chargedFor(rows: readonly DropcontactRow[]): number {
	return rows.filter(({ isVerifying, isVerified }) => isVerifying || isVerified).length * 1_000;
}

/** Too few credits for all records is 403, and so are a key and a plan that may not be used: the reason tells them apart. */
function refusal(reply: Replied, options: AskOptions) {
	const said = reasonOf(objectOf(reply.body), reply);
	return refusedByStatus('Dropcontact', reply, said, options.now(), { 403: forbidden(said ?? '') });
}

function forbidden(said: string): RefusedCall {
	if (/credit/i.test(said)) return 'out_of_credits';
	if (/token|api.?key|unauthori[sz]ed/i.test(said)) return 'auth';
	return /\bplan\b|subscription/i.test(said) ? 'not_entitled' : 'out_of_credits';
}

function reasonOf({ reason, detail }: Readonly<Record<string, unknown>>, reply: Replied): string | undefined {
	return saidIn(reply, reason) ?? saidIn(reply, detail);
}

function meterOf({ credits_left: left }: Readonly<Record<string, unknown>>): ProviderMeter | undefined {
	const credits = thousandths(left);
	return credits === undefined ? undefined : { creditsLeft: { credits } };
}
