import type { CallToReserve, CreditCeiling, Credits, Reservation } from './ledger';

/** What counts against a ceiling already, in thousandths: reserved, settled and unknown together. */
export type TakenCredits = (ceiling: CreditCeiling, recordId: string | undefined) => number;

/** How many records of the call, from the first on, fit under every ceiling beside what is taken. */
export function grantCredits(
	{ records, perCall = {} }: CallToReserve,
	ceilings: readonly CreditCeiling[],
	taken: TakenCredits,
): Reservation {
	const left = new Map<CreditCeiling, number>();
	for (const ceiling of ceilings) {
		if (ceiling.scope !== 'record') {
			left.set(ceiling, ceiling.most - taken(ceiling, undefined) - creditsIn(perCall, ceiling.pool));
		}
	}
	const leftOfRecord = new Map<string, number>();
	for (const [granted, { recordId, worst }] of records.entries()) {
		for (const [place, ceiling] of ceilings.entries()) {
			const key = `${place} ${recordId ?? `item ${granted}`}`;
			const open = left.get(ceiling) ?? leftOfRecord.get(key) ?? ceiling.most - taken(ceiling, recordId);
			const cost = creditsIn(worst, ceiling.pool);
			// What costs nothing passes even where a ceiling has been lowered since.
			if (cost > open || (granted === 0 && open < 0 && ceiling.scope !== 'record')) return { granted, ceiling };
			if (left.has(ceiling)) left.set(ceiling, open - cost);
			else leftOfRecord.set(key, open - cost);
		}
	}
	return { granted: records.length };
}

/** Of one pool, or of all together. */
export function creditsIn(credits: Credits, pool?: string): number {
	if (pool !== undefined) return credits[pool] ?? 0;
	return Object.values(credits).reduce((sum, each) => sum + each, 0);
}

/** Both together, pool by pool. */
export function addCredits(one: Credits, other: Credits): Credits {
	const sum: Record<string, number> = { ...one };
	for (const [pool, amount] of Object.entries(other)) sum[pool] = (sum[pool] ?? 0) + amount;
	return sum;
}

/** What the records of a call can cost at most, with what the call itself costs. */
export function worstOf({ records, perCall = {} }: Pick<CallToReserve, 'records' | 'perCall'>): Credits {
	const sum: Record<string, number> = { ...perCall };
	for (const { worst } of records) {
		for (const [pool, amount] of Object.entries(worst)) sum[pool] = (sum[pool] ?? 0) + amount;
	}
	return sum;
}
