import { EnrichmentError, type ErrorCode } from '../../../errors';
import { isAboutOne } from './query-pool';

/** What was found out about each of many items, and about which nothing could be. */
export interface AskedInParts<T> {
	/** By item; `undefined` where it failed. */
	readonly answers: ReadonlyArray<T | undefined>;
	/** By place of the item. */
	readonly failures: ReadonlyMap<number, EnrichmentError>;
}

/** Halvings of refused parts, in all: to find one bad value among 200 takes eight. */
const mostHalvings = 40;
/** So many parts in a row that Salesforce did not answer: it does not answer the next one either. */
const mostOutages = 2;

/** Failures that belong to no item: nothing that is asked would be answered. */
const forAll: ReadonlySet<ErrorCode> = new Set([
	'auth_failed',
	'org_kind_mismatch',
	'org_mismatch',
	'invalid_parameter',
	'missing_field',
	'store_unavailable',
	'canceled',
]);

/**
 * Asks about the items, so many at a time. A part that is refused is halved until what is refused stands alone: that item fails, its
 * neighbours do not. A part that gets no answer fails and the next is asked; after two of them, or when the org's calls are used up, the
 * rest fails unasked. What concerns no item in particular (credential, missing field, cancellation) is thrown.
 */
export async function askInParts<I, T>(
	items: readonly I[],
	perPart: number,
	ask: (part: readonly I[]) => Promise<readonly T[]>,
): Promise<AskedInParts<T>> {
	const answers = new Array<T | undefined>(items.length).fill(undefined);
	const failures = new Map<number, EnrichmentError>();
	let [halvings, outages] = [0, 0];
	let end: EnrichmentError | undefined;
	const askPart = async (from: number, to: number): Promise<void> => {
		if (end) return failAll(from, to, end);
		try {
			(await ask(items.slice(from, to))).forEach((answer, at) => (answers[from + at] = answer));
			outages = 0;
		} catch (error) {
			if (!(error instanceof EnrichmentError) || forAll.has(error.code)) throw error;
			if (isAboutOne(error) && to - from > 1 && halvings < mostHalvings) {
				halvings += 1;
				const middle = Math.ceil((from + to) / 2);
				await askPart(from, middle);
				await askPart(middle, to);
				return;
			}
			failAll(from, to, error);
			if (!isAboutOne(error)) outages += 1;
			if (error.code === 'request_limit_exceeded' || outages >= mostOutages) end = error;
		}
	};
	const failAll = (from: number, to: number, error: EnrichmentError): void => {
		for (let at = from; at < to; at += 1) failures.set(at, error);
	};
	for (let from = 0; from < items.length; from += perPart) await askPart(from, Math.min(items.length, from + perPart));
	return { answers, failures };
}
