import type { CacheStore } from '../../store/contract/cache';
import type { LedgerStore } from '../../store/contract/ledger';
import { adviseOrder, type OrderAdvice } from './order-advice';
import { type SeenLookUp, usualOrder } from './order-advice-episodes';

const day = 86_400_000;
const rememberedDays = 90;
const mostLookUps = 20_000;

/** The org's look-ups of the last 90 days, at most the newest 20,000. */
export async function recentLookUps(
	store: Pick<LedgerStore, 'readLookUps'>,
	orgId: string,
	now: Date,
): Promise<SeenLookUp[]> {
	let recent: SeenLookUp[] = [];
	const since = new Date(now.getTime() - rememberedDays * day);
	for await (const page of store.readLookUps(orgId, { since })) recent = recent.concat(page).slice(-mostLookUps);
	return recent;
}

/** The advice about the chain as these look-ups show it; `undefined` while they tell too little. */
export function adviceFrom(lookUps: readonly SeenLookUp[], now: Date, random: () => number): OrderAdvice | undefined {
	return adviseOrder(lookUps, { order: usualOrder(lookUps), now, random });
}

/** Those of these questions whose kept answers hold all attributes that are wanted. */
export async function keptQuestions(
	store: CacheStore,
	orgId: string,
	provider: string,
	question: { readonly hashes: readonly string[]; readonly wanted: readonly string[]; readonly now: Date },
): Promise<ReadonlySet<string>> {
	const kept = await store.loadAnswers(orgId, provider, question.hashes, question.now);
	const serving = kept.filter(({ answer }) => {
		const { wanted = [] } = answer as { readonly wanted?: readonly string[] };
		return question.wanted.every((attribute) => wanted.includes(attribute));
	});
	return new Set(serving.map(({ inputHash }) => inputHash));
}
