import { createHash } from 'node:crypto';
import type { MatchInput } from '../../../../record/match-values';
import type { ProviderFacts, ProviderQuery } from '../../provider';

/**
 * What a provider is asked to echo, so that an answer finds its question again days later, whatever its key is by
 * then: a hash of the inputs that change the answer. Two equal questions have one tag, and are asked once.
 */
export function queryTag(query: ProviderQuery, uses: readonly MatchInput[]): string {
	const inputs = [...uses].sort().map((input) => [input, query[input] ?? null]);
	return createHash('sha256').update(JSON.stringify(inputs)).digest('hex').slice(0, 32);
}

/** Whether the query holds all inputs of one of the provider's alternatives, and is not longer than a record may be. */
export function canBeAsked(
	query: ProviderQuery,
	{ needs }: Pick<ProviderFacts, 'needs'>,
	maxBytes = Number.POSITIVE_INFINITY,
): boolean {
	const holds = needs.some((inputs) => inputs.every((input) => query[input] !== undefined && query[input] !== ''));
	return holds && Buffer.byteLength(JSON.stringify(query)) <= maxBytes;
}
