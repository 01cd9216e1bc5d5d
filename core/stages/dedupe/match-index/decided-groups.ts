import type { MatchDecision } from '../../../store/contract/decisions';
import { type DecidedPair, heedDecisions } from './heed-decisions';

/** Decisions about two records that both have a number. */
export function decidedPairs(
	decisions: readonly MatchDecision[],
	numberOf: (recordId: string) => number | undefined,
): DecidedPair[] {
	return decisions.flatMap(({ ids, verdict }) => {
		const [one, other] = ids.map(numberOf);
		return one === undefined || other === undefined ? [] : [{ one, other, verdict }];
	});
}

/** The group of each record, named by the lowest record in it, as people want it. */
export function decidedGroups(
	groups: Int32Array,
	decided: readonly DecidedPair[],
	weigh: (one: number, other: number) => number,
): Int32Array {
	if (decided.length === 0) return groups;
	const concerned = new Set(decided.flatMap(({ one, other }) => [groups[one], groups[other]]));
	const membersByGroup = new Map<number, number[]>();
	groups.forEach((group, record) => {
		if (!concerned.has(group)) return;
		const members = membersByGroup.get(group);
		if (members) members.push(record);
		else membersByGroup.set(group, [record]);
	});
	const heeded = groups.slice();
	for (const part of heedDecisions([...membersByGroup.values()], decided, weigh)) {
		const lowest = part.reduce((least, member) => Math.min(least, member), part[0]);
		for (const member of part) heeded[member] = lowest;
	}
	return heeded;
}
