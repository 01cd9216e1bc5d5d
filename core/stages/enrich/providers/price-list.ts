import type { Billing, ProviderAnswer } from '../provider';

/** What is paid once for a record when one of the attributes was asked for and found. */
export interface PricedGroup {
	readonly attributes: readonly string[];
	/** In thousandths of a credit. */
	readonly price: number;
	/** Asked for and paid with every match, whoever reads it. */
	readonly isAlways?: boolean;
}

/** Billing of a provider that charges for what it finds, from one pool of credits. */
export function billingByFind(rule: string, groups: readonly PricedGroup[], pool = 'credits'): Billing {
	const bought = (wanted: readonly string[]) => {
		const names = new Set(wanted);
		return groups.filter(({ attributes, isAlways }) => isAlways || attributes.some((name) => names.has(name)));
	};
	const total = (paid: readonly PricedGroup[]) => paid.reduce((sum, { price }) => sum + price, 0);
	return {
		rule,
		pools: [pool],
		worstCase: (wanted) => ({ [pool]: total(bought(wanted)) }),
		costOf: (answers, wanted) => {
			const groupsBought = bought(wanted);
			const cost = answers.reduce((sum, answer) => sum + total(foundOf(answer, groupsBought)), 0);
			return { [pool]: cost };
		},
	};
}

function foundOf(answer: ProviderAnswer, groups: readonly PricedGroup[]): readonly PricedGroup[] {
	if (answer.outcome !== 'matched') return [];
	return groups.filter(({ attributes, isAlways }) => isAlways || attributes.some((name) => name in answer.values));
}
