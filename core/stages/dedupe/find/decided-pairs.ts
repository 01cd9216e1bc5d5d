import type { MatchDecision } from '../../../store/contract/decisions';

/** What people decided about records by their place. */
export interface DecidedPairs {
	readonly same: ReadonlyArray<readonly [number, number]>;
	readonly different: ReadonlyArray<readonly [number, number]>;
	/** `undefined` where nobody decided. */
	verdictOf(one: number, other: number): MatchDecision['verdict'] | undefined;
}

/** Of records with these Ids, 18 characters or none; one that comes several times is one and the same as itself. */
export function decidedPairs(
	ids: ReadonlyArray<string | undefined>,
	decisions: readonly MatchDecision[],
): DecidedPairs {
	const firstById = new Map<string, number>();
	const same: Array<readonly [number, number]> = [];
	ids.forEach((id, index) => {
		if (id === undefined) return;
		const first = firstById.get(id);
		if (first === undefined) firstById.set(id, index);
		else same.push([first, index]);
	});
	const different: Array<readonly [number, number]> = [];
	const verdicts = new Map<string, MatchDecision['verdict']>();
	// The latest word counts where two contradict each other by way of a third record.
	for (const { ids: pair, verdict } of [...decisions].sort((a, b) => Number(b.decidedAt) - Number(a.decidedAt))) {
		const [one, other] = pair.map((id) => firstById.get(id));
		if (one === undefined || other === undefined || one === other) continue;
		(verdict === 'same' ? same : different).push([one, other]);
		verdicts.set(keyOf(one, other), verdict);
	}
	const firstOf = (index: number): number => {
		const id = ids[index];
		return id === undefined ? index : firstById.get(id)!;
	};
	return {
		same,
		different,
		verdictOf: (one, other) => verdicts.get(keyOf(firstOf(one), firstOf(other))),
	};
}

function keyOf(one: number, other: number): string {
	return one < other ? `${one} ${other}` : `${other} ${one}`;
}
