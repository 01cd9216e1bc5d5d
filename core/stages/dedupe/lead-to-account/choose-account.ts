/** An account that somebody may be of. */
export interface AccountCandidate {
	/** Place among the records compared, by which it is explained. */
	readonly record: number;
	/** Place in the list of accounts. */
	readonly account: number;
	/** log2 odds by itself. */
	readonly weight: number;
}

/** A candidate, and how likely it is the one, 0–1. */
export interface LikelyAccount extends AccountCandidate {
	readonly probability: number;
}

/**
 * How likely each is the account of somebody, the likeliest first. A person is of one company at most, so they share one probability;
 * accounts that are one company twice (the same `companyOf`) count as one, and the one that agrees more stands for both.
 */
export function likelyAccounts(
	candidates: Iterable<AccountCandidate>,
	companyOf: (account: number) => number,
): LikelyAccount[] {
	const best = new Map<number, AccountCandidate>();
	for (const candidate of candidates) {
		const company = companyOf(candidate.account);
		const known = best.get(company);
		if (!known || isBetter(candidate, known)) best.set(company, candidate);
	}
	const odds = [...best.values()].reduce((sum, { weight }) => sum + oddsOf(weight), 1);
	return [...best.values()]
		.sort((a, b) => (isBetter(a, b) ? -1 : 1))
		.map((candidate) => ({ ...candidate, probability: oddsOf(candidate.weight) / odds }));
}

/** Beyond it nothing is surer, and odds can still be added up. */
const mostWeight = 60;

function oddsOf(weight: number): number {
	return 2 ** Math.min(weight, mostWeight);
}

function isBetter(one: AccountCandidate, other: AccountCandidate): boolean {
	return one.weight === other.weight ? one.account < other.account : one.weight > other.weight;
}
