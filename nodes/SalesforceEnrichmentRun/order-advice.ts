import { adviceFrom, recentLookUps } from '../../core/stages/enrich/look-up-history';
import type { LedgerStore } from '../../core/store/contract/ledger';
import type { Run } from '../../core/store/contract/runs';

/** In which order the run's providers would have cost least, as a sentence; `undefined` for fewer than two, or while too little is known. */
export async function orderAdvice(
	store: Pick<LedgerStore, 'countLookUps' | 'readLookUps'>,
	{ orgId, runId }: Pick<Run, 'orgId' | 'runId'>,
	now: Date,
): Promise<string | undefined> {
	const asked = new Set((await store.countLookUps(orgId, runId)).map(({ provider }) => provider));
	if (asked.size < 2) return undefined;
	// Another pipeline of the org may ask others, whom this chain does not have.
	const lookUps = (await recentLookUps(store, orgId, now)).filter(({ provider }) => asked.has(provider));
	const advice = adviceFrom(lookUps, now, Math.random);
	return advice && `Order of providers: ${advice.sentence}`;
}
