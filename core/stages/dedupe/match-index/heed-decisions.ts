/** What a person said of two records, by their numbers. */
export interface DecidedPair {
	readonly one: number;
	readonly other: number;
	readonly verdict: 'same' | 'different';
}

/**
 * Groups as people want them: who was called the same is together, who was called different is apart, and the others of such a
 * group go with whom they are likelier the same as. Where both was said in a roundabout way, different wins.
 */
export function heedDecisions(
	groups: ReadonlyArray<readonly number[]>,
	decided: readonly DecidedPair[],
	weigh: (one: number, other: number) => number,
): number[][] {
	const joined = joinSame(groups, decided);
	const different = decided.filter(({ verdict }) => verdict === 'different');
	return joined.flatMap((group) => splitDifferent(group, different, decided, weigh));
}

function joinSame(groups: ReadonlyArray<readonly number[]>, decided: readonly DecidedPair[]): number[][] {
	const groupOf = new Map<number, number[]>();
	for (const group of groups) {
		const members = [...group];
		for (const member of members) groupOf.set(member, members);
	}
	for (const { one, other, verdict } of decided) {
		if (verdict !== 'same') continue;
		const [here, there] = [groupOf.get(one) ?? [one], groupOf.get(other) ?? [other]];
		if (here === there) continue;
		for (const member of there) here.push(member);
		for (const member of here) groupOf.set(member, here);
	}
	return [...new Set(groupOf.values())];
}

function splitDifferent(
	group: readonly number[],
	different: readonly DecidedPair[],
	decided: readonly DecidedPair[],
	weigh: (one: number, other: number) => number,
): number[][] {
	const members = new Set(group);
	const conflict = different.find(({ one, other }) => members.has(one) && members.has(other));
	if (!conflict) return [[...group]];
	const { one, other } = conflict;
	const together = togetherWith(members, decided);
	const [here, there] = [together(one), together(other)];
	// Said to be the same by way of others, and yet not: nobody goes along with either for that.
	const isTorn = here.has(other);
	const [left, right] = isTorn ? [new Set([one]), new Set([other])] : [here, there];
	for (const member of group) {
		if (left.has(member) || right.has(member)) continue;
		const unit = isTorn ? [member] : [...together(member)];
		const side = weigh(member, one) >= weigh(member, other) ? left : right;
		for (const each of unit) side.add(each);
	}
	return [left, right].flatMap((part) => splitDifferent([...part], different, decided, weigh));
}

/** Whom people called the same as a member, directly or by way of others of the group. */
function togetherWith(members: ReadonlySet<number>, decided: readonly DecidedPair[]): (member: number) => Set<number> {
	const same = decided.filter(
		({ one, other, verdict }) => verdict === 'same' && members.has(one) && members.has(other),
	);
	return (member) => {
		const found = new Set([member]);
		for (let before = 0; before < found.size; ) {
			before = found.size;
			for (const { one, other } of same) {
				if (found.has(one)) found.add(other);
				else if (found.has(other)) found.add(one);
			}
		}
		return found;
	};
}
