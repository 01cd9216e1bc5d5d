import { uniqBy } from 'lodash';
import type { AskOptions, EnrichmentProvider, ProviderAnswer, ProviderQuery, ProviderReply } from '../../provider';
import { emailConfidence } from '../email-attributes';
import { addressAt, callProvider, type ProviderAccess, type Replied, throwIfCanceled } from '../provider-call';
import { knownValues } from '../reply-json';
import { readGround } from './ground';
import type { FoundRow, JobApi, JobRow, JobState } from './job-api';
import { type JobHandle, jobHandle, jobText, nextLook } from './job-handle';
import { canBeAsked, queryTag } from './query-tag';

/** A provider that answers by a job: `ask` hands it in, `collect` reads it back as often as needed, for nothing. */
export function openJobProvider(api: JobApi, access: ProviderAccess): EnrichmentProvider {
	const { id, label, facts, attributes, notes } = api;
	return {
		...{ id, label, facts, attributes, notes },
		account: access.account,
		ask: (queries, options) => handIn(api, access, queries, options),
		collect: (job, queries, options) => lookAt(api, access, job, queries, options),
	};
}

async function handIn(
	api: JobApi,
	access: ProviderAccess,
	queries: readonly ProviderQuery[],
	options: AskOptions,
): Promise<ProviderReply> {
	throwIfCanceled(options.signal, api.label);
	const rows = rowsOf(api, queries);
	if (rows.length === 0) return { kind: 'answered', answers: answersTo(api, queries, new Map(), options) };
	const reply = await callProvider(
		access,
		api.label,
		request(api, access, api.submission(rows, options)),
		options.signal,
	);
	if (reply.kind !== 'replied') return reply;
	const submitted = api.submitted(reply, options);
	if (submitted.kind === 'refused') return submitted;
	if (submitted.kind === 'unclear') return { kind: 'lost', message: submitted.message };
	const now = options.now();
	const handle: JobHandle = { id: submitted.id, postedAt: now };
	const { charged, meter } = submitted;
	return { kind: 'pending', job: jobText(handle), dueAt: nextLook(now, now, api.firstPauseMs), charged, meter };
}

async function lookAt(
	api: JobApi,
	access: ProviderAccess,
	job: string,
	queries: readonly ProviderQuery[],
	options: AskOptions,
): Promise<ProviderReply> {
	throwIfCanceled(options.signal, api.label);
	const handle = jobHandle(job, options.now());
	const url = api.reading(encodeURIComponent(handle.id));
	const reply = await callProvider(access, api.label, request(api, access, { method: 'GET', url }), options.signal);
	throwIfCanceled(options.signal, api.label);
	// A look costs nothing: one that fails is made again, and the job's credits stay reserved.
	if (reply.kind !== 'replied') return waiting(api, job, handle, { kind: 'working', message: reply.message }, options);
	const state = outcomeOf(api, reply, options);
	if (state.kind === 'working') return waiting(api, job, handle, state, options);
	if (state.kind === 'gone') return { kind: 'lost', message: state.message };
	if (state.kind === 'refused') return state;
	const answers = answersTo(api, queries, state.found, options);
	return { kind: 'answered', answers, charged: state.charged, meter: state.meter };
}

/** A passing trouble of the provider says nothing about the job. */
function outcomeOf(api: JobApi, reply: Replied, options: AskOptions): JobState {
	const { status } = reply;
	if (status === 401 || status === 403) {
		return { kind: 'working', message: `${api.label} refused the key when the result was read.`, pauseMs: 15 * 60_000 };
	}
	if (status === 429) return { kind: 'working', message: `${api.label} was asked too often.`, pauseMs: 60_000 };
	if (status >= 500) return { kind: 'working', message: `${api.label} failed with status ${status}.` };
	return api.state(reply, options);
}

function waiting(
	api: JobApi,
	job: string,
	{ postedAt }: JobHandle,
	{ message, pauseMs, meter }: Extract<JobState, { kind: 'working' }>,
	options: AskOptions,
): ProviderReply {
	const now = options.now();
	if (now.getTime() - postedAt.getTime() > api.keptForMs) {
		const said = message ? ` ${message}` : '';
		return { kind: 'lost', message: `${api.label} has not finished the job of ${postedAt.toISOString()}.${said}` };
	}
	const due = nextLook(postedAt, now, Math.max(api.firstPauseMs, pauseMs ?? 0));
	return { kind: 'pending', job, dueAt: due, message, meter };
}

function rowsOf(api: JobApi, queries: readonly ProviderQuery[]): JobRow[] {
	const rows = queries
		.filter((query) => canBeAsked(query, api.facts, api.maxRecordBytes))
		.map((query) => ({ tag: queryTag(query, api.facts.uses), query }));
	return uniqBy(rows, ({ tag }) => tag);
}

function answersTo(
	api: JobApi,
	queries: readonly ProviderQuery[],
	found: ReadonlyMap<string, FoundRow>,
	options: AskOptions,
): ProviderAnswer[] {
	return queries.map((query) => {
		const { key } = query;
		if (!canBeAsked(query, api.facts, api.maxRecordBytes)) return { key, outcome: 'invalid_input' };
		const row = found.get(queryTag(query, api.facts.uses));
		if (!row) return { key, outcome: 'provider_failed', message: `${api.label} left the record out of its answer.` };
		const values = checkedNow(knownValues(row.values), options);
		if (Object.keys(values).length === 0) return { key, outcome: 'no_match', ...row.unmatched };
		const ground = readGround(query);
		const confidenceOf = emailConfidence(ground.confidence, values);
		const observedAt = options.now().toISOString();
		return {
			...{ key, outcome: 'matched', ...ground, values, observedAt },
			...(row.rawConfidence !== undefined && { rawConfidence: row.rawConfidence }),
			...(confidenceOf && { confidenceOf }),
		};
	});
}

/** These providers check an address while they work on the job. */
function checkedNow(values: Record<string, unknown>, { now }: AskOptions): Record<string, unknown> {
	if (values.email_status === undefined) return values;
	return { ...values, email_checked_at: now().toISOString().slice(0, 10) };
}

function request(
	api: JobApi,
	access: ProviderAccess,
	{ method, url, body }: { method: string; url: string; body?: string },
) {
	const headers = { accept: 'application/json', ...(body !== undefined && { 'content-type': 'application/json' }) };
	return { method, url: addressAt(`${api.baseUrl}${url}`, access), headers, body };
}
