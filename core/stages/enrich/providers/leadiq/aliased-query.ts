import type { HttpRequest } from '../../../../http/send-once';
import type { UnmatchedAnswer } from '../../provider';
import type { RefusedReply, Replied, LostReply } from '../provider-call';
import { saidIn } from '../provider-call';
import { listOf, numberOf, objectOf, textOf } from '../reply-json';
import { refusedByStatus } from '../jobs/refused-by-status';

type Found = Readonly<Record<string, unknown>>;

/** One question in several forms, each under an alias of its own, so that a call carries many records. */
export interface AliasedQuery {
	readonly field: 'searchPeople' | 'searchCompany';
	readonly inputType: string;
	readonly resultType: string;
	/** What is selected of the result. */
	readonly selection: string;
	readonly inputs: readonly object[];
}

export const leadIqAddress = 'https://api.leadiq.com/graphql';

/** The call; inputs travel as variables, so that nothing of a record is ever read as GraphQL. */
export function aliasedRequest(query: AliasedQuery, url: string): HttpRequest {
	const { field, inputType, resultType, selection, inputs } = query;
	const variables = inputs.map((_, index) => `$i${index}: ${inputType}!`).join(', ');
	const asked = inputs.map((_, index) => `${aliasOf(index)}: ${field}(input: $i${index}) { ...Found }`).join(' ');
	const document = `query Look(${variables}) { ${asked} } fragment Found on ${resultType} { ${selection} }`;
	const body = { query: document, variables: Object.fromEntries(inputs.map((input, index) => [`i${index}`, input])) };
	return {
		method: 'POST',
		url,
		headers: { accept: 'application/json', 'content-type': 'application/json' },
		body: JSON.stringify(body),
	};
}

/** What each input came to, in their order: a result, or what stands for it. */
export type AliasedResult =
	| { readonly result: Readonly<Record<string, unknown>> }
	| { readonly outcome: UnmatchedAnswer['outcome']; readonly error: string; readonly retryable?: boolean };

/** Statuses that are about one record, and let the others be asked again without it. */
const recordOutcomes: Readonly<Record<number, UnmatchedAnswer['outcome']>> = {
	400: 'invalid_input',
	404: 'no_match',
	451: 'legal_block',
};

/**
 * LeadIQ answers errors with HTTP 200 too: `errors[].extensions.response.status` decides. A call of which one part was
 * answered is no refusal, because that part is charged. A result may not be null, so that one record's error takes the
 * answers of all others with it: these are asked again, which is free where they were charged.
 */
export function aliasedResults(
	reply: Replied,
	count: number,
	now: Date,
): { readonly kind: 'results'; readonly results: readonly AliasedResult[] } | RefusedReply | LostReply {
	const { data: answered, errors: said } = objectOf(reply.body);
	const data = objectOf(answered);
	const errors = listOf(said).map(objectOf);
	const aliases = Array.from({ length: count }, (_, index) => aliasOf(index));
	const isOfRecord = (error: Found) => recordOutcomes[statusOf(error) ?? 0] && aliases.includes(String(pathOf(error)));
	if (aliases.some((alias) => isAnswered(data[alias])) || errors.some(isOfRecord)) {
		return { kind: 'results', results: aliases.map((alias) => resultOf(alias, data, errors, reply)) };
	}
	return (
		refusal(reply, errors, now) ?? { kind: 'lost', message: `LeadIQ answered with status ${reply.status} and no data.` }
	);
}

function refusal(reply: Replied, errors: readonly Found[], now: Date): RefusedReply | undefined {
	const first = errors.find((error) => statusOf(error) !== undefined) ?? errors.at(0);
	const message = saidIn(reply, first?.message);
	const status = (first && statusOf(first)) ?? (reply.status >= 400 ? reply.status : undefined);
	if (status !== undefined) return refusedByStatus('LeadIQ', { ...reply, status }, message, now);
	// A query that LeadIQ does not understand is answered before anything is looked up.
	if (!first) return undefined;
	return {
		kind: 'refused',
		outcome: 'provider_failed',
		message: `LeadIQ refused the query: ${message ?? 'no reason'}`,
	};
}

function resultOf(alias: string, data: Found, errors: readonly Found[], reply: Replied): AliasedResult {
	if (isAnswered(data[alias])) return { result: objectOf(data[alias]) };
	const own = errors.find((error) => pathOf(error) === alias);
	const outcome = own && recordOutcomes[statusOf(own) ?? 0];
	const error = saidIn(reply, own?.message) ?? 'LeadIQ left the record out of its answer.';
	return outcome ? { outcome, error } : { outcome: 'provider_failed', error, retryable: true };
}

function pathOf({ path }: Found): unknown {
	return listOf(path)[0];
}

function statusOf({ extensions }: Readonly<Record<string, unknown>>): number | undefined {
	const { response, status } = objectOf(extensions);
	return numberOf(textOf(objectOf(response).status) ?? status);
}

function isAnswered(value: unknown): boolean {
	return typeof value === 'object' && value !== null;
}

function aliasOf(index: number): string {
	return `q${index}`;
}
