import type { Credits } from '../../../../store/contract/ledger';
import type { Billing, ProviderAnswer } from '../../provider';
import type { BillingRules, CreditAmounts } from './definition';

/** A whole number of thousandths. */
export function inThousandths(credits: number): number {
	return Math.round(credits * 1_000);
}

/** The credits of all together, by pool. */
export function sumOf(amounts: readonly Credits[]): Credits {
	const sum: Record<string, number> = {};
	for (const credits of amounts) {
		for (const [pool, amount] of Object.entries(credits)) sum[pool] = (sum[pool] ?? 0) + amount;
	}
	return sum;
}

/** The definition's rules as the contract has them. */
export function billingOf(rules: BillingRules): Billing {
	const { rule, pools } = rules;
	const perCall = thousandths(rules.perCall);
	return {
		rule,
		pools,
		worstCase: (wanted) =>
			sumOf([
				thousandths(rules.perQuery),
				thousandths(rules.perTaken),
				thousandths(rules.perMatch),
				...groups(rules, (name) => wanted.includes(name)),
			]),
		costOf: (answers, wanted) => atLeast(sumOf(answers.map((answer) => answerCost(rules, answer, wanted))), perCall),
		...(rules.perCall && { perCall }),
	};
}

/** What one call about several steps has cost: what was found on the way, and the answers. */
export function stepsCost(
	rules: BillingRules,
	answers: readonly ProviderAnswer[],
	taken: number,
	wanted: readonly string[],
): Credits {
	const { perTaken, ...others } = rules;
	return sumOf([
		billingOf(others).costOf(answers, wanted),
		...Array.from({ length: taken }, () => thousandths(perTaken)),
	]);
}

/** What queries have cost that were put to the provider without coming to an answer. */
export function queryCost(rules: BillingRules, queries: number): Credits {
	return sumOf(Array.from({ length: queries }, () => thousandths(rules.perQuery)));
}

function answerCost(rules: BillingRules, answer: ProviderAnswer, wanted: readonly string[]): Credits {
	if (answer.outcome === 'no_match') return thousandths(rules.perQuery);
	if (answer.outcome !== 'matched') return {};
	const isGiven = (name: string) => wanted.includes(name) && Object.hasOwn(answer.values, name);
	return sumOf([
		thousandths(rules.perQuery),
		thousandths(rules.perTaken),
		thousandths(rules.perMatch),
		...groups(rules, isGiven),
	]);
}

function groups(rules: BillingRules, isCharged: (name: string) => boolean): Credits[] {
	return (rules.perAttribute ?? [])
		.filter(({ attributes }) => attributes.some(isCharged))
		.map(({ credits }) => thousandths(credits));
}

function thousandths(credits: CreditAmounts = {}): Credits {
	return Object.fromEntries(Object.entries(credits).map(([pool, amount]) => [pool, inThousandths(amount)]));
}

function atLeast(credits: Credits, least: Credits): Credits {
	const pools = [...new Set([...Object.keys(credits), ...Object.keys(least)])];
	return Object.fromEntries(pools.map((pool) => [pool, Math.max(credits[pool] ?? 0, least[pool] ?? 0)]));
}
