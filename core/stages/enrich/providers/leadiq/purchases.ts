import type { Credits } from '../../../../store/contract/ledger';
import type { MatchedAnswer, ProviderAnswer } from '../../provider';

/** What is bought once, and then free for a year for whoever asks with the same key. */
export interface Purchase {
	/** Kind and owner, e.g. `phone p-1`. */
	readonly what: string;
	/** In thousandths of a credit. */
	readonly price: number;
}

export type PurchasesOf = (answer: MatchedAnswer, wanted: readonly string[]) => readonly Purchase[];

/** For how long what was bought is free. */
export const freeAgainMs = 365 * 24 * 60 * 60 * 1_000;

/** What the answers cost when nothing was bought before: two records of one company pay for it once. */
export function costOfPurchases(
	answers: readonly ProviderAnswer[],
	wanted: readonly string[],
	purchasesOf: PurchasesOf,
): Credits {
	const prices = new Map(boughtIn(answers, wanted, purchasesOf).map(({ what, price }) => [what, price]));
	return { credits: [...prices.values()].reduce((sum, price) => sum + price, 0) };
}

/**
 * What was bought as long as this provider is open. LeadIQ says no charge: what another process has bought within the
 * year is counted again, which keeps a ceiling and makes the ledger say more than was paid.
 */
export class PurchaseMemory {
	private readonly boughtAt = new Map<string, number>();

	/** What the answers cost beside what was bought before, and remembers it. */
	charge(answers: readonly ProviderAnswer[], wanted: readonly string[], purchasesOf: PurchasesOf, now: Date): Credits {
		let credits = 0;
		for (const { what, price } of boughtIn(answers, wanted, purchasesOf)) {
			const before = this.boughtAt.get(what);
			if (before !== undefined && now.getTime() - before < freeAgainMs) continue;
			this.boughtAt.set(what, now.getTime());
			credits += price;
		}
		return { credits };
	}
}

function boughtIn(
	answers: readonly ProviderAnswer[],
	wanted: readonly string[],
	purchasesOf: PurchasesOf,
): readonly Purchase[] {
	return answers.flatMap((answer) => (answer.outcome === 'matched' ? purchasesOf(answer, wanted) : []));
}
