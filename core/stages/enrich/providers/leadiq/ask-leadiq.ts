import type { AskOptions, ProviderAnswer, ProviderFacts, ProviderQuery, ProviderReply } from '../../provider';
import { canBeAsked } from '../jobs/query-tag';
import { addressAt, callProvider, type ProviderAccess, throwIfCanceled } from '../provider-call';
import { textOf } from '../reply-json';
import { freeAgainMs, type PurchaseMemory, type PurchasesOf } from './purchases';
import { type AliasedQuery, aliasedRequest, type AliasedResult, aliasedResults, leadIqAddress } from './aliased-query';

/** What its people and companies have in common. */
export const leadIqFacts = {
	// One question each under an alias of its own; LeadIQ documents no limit of a query's size, and ten keep it small.
	batchSize: 10,
	mode: 'immediate',
	rate: { scope: 'key', windows: [{ requests: 60, perMs: 60_000 }] },
	concurrency: 2,
	freeRepeatMs: freeAgainMs,
	asksOutside: true,
	documentation: ['https://developer.leadiq.com/', 'https://github.com/leadiq/api-samples'],
	isTriedLive: false,
} as const satisfies Partial<ProviderFacts>;

/** What people and companies do differently; `Ground` is what a record is asked with. */
export interface LeadIqSearch<Ground> {
	readonly facts: ProviderFacts;
	readonly query: Omit<AliasedQuery, 'inputs'>;
	readonly memory: PurchaseMemory;
	readonly purchasesOf: PurchasesOf;
	groundOf(query: ProviderQuery): Ground;
	inputOf(ground: Ground): object;
	answerOf(
		query: ProviderQuery,
		ground: Ground,
		result: Readonly<Record<string, unknown>>,
		options: AskOptions,
	): ProviderAnswer;
}

/** Asks for all queries in one call; equal ones, and those that hold nothing to ask with, are not sent. */
export async function askLeadIq<Ground>(
	access: ProviderAccess,
	queries: readonly ProviderQuery[],
	options: AskOptions,
	search: LeadIqSearch<Ground>,
): Promise<ProviderReply> {
	throwIfCanceled(options.signal, 'LeadIQ');
	const asked = queries.filter((query) => canBeAsked(query, search.facts));
	const inputs = new Map(asked.map((query) => [inputText(query, search), search.inputOf(search.groundOf(query))]));
	if (inputs.size === 0)
		return { kind: 'answered', answers: queries.map(({ key }) => ({ key, outcome: 'invalid_input' })) };
	const request = aliasedRequest({ ...search.query, inputs: [...inputs.values()] }, addressAt(leadIqAddress, access));
	const reply = await callProvider(access, 'LeadIQ', request, options.signal);
	if (reply.kind !== 'replied') return reply;
	const replied = aliasedResults(reply, inputs.size, options.now());
	if (replied.kind !== 'results') return replied;
	const resultOf = new Map([...inputs.keys()].map((text, index) => [text, replied.results[index]]));
	const answers = queries.map((query) => answerTo(query, resultOf.get(inputText(query, search)), search, options));
	const charged = search.memory.charge(answers, options.wanted, search.purchasesOf, options.now());
	return { kind: 'answered', answers, charged };
}

/** When the provider saw it; now, where it does not say. */
export function seenAt(value: unknown, { now }: AskOptions): string {
	const time = Date.parse(textOf(value) ?? '');
	return Number.isNaN(time) ? now().toISOString() : new Date(time).toISOString();
}

function answerTo<Ground>(
	query: ProviderQuery,
	result: AliasedResult | undefined,
	search: LeadIqSearch<Ground>,
	options: AskOptions,
): ProviderAnswer {
	const { key } = query;
	if (!result || !canBeAsked(query, search.facts)) return { key, outcome: 'invalid_input' };
	if ('error' in result) {
		const { outcome, error: message, retryable } = result;
		return { key, outcome, message, ...(retryable && { retryable }) };
	}
	return search.answerOf(query, search.groundOf(query), result.result, options);
}

function inputText<Ground>(query: ProviderQuery, search: LeadIqSearch<Ground>): string {
	return JSON.stringify(search.inputOf(search.groundOf(query)));
}
