import type { LinkageTable } from './columns';

/** Records in the order of their content, in runs that hold the same in every field; each run in that order. */
export function runsOfTwins(members: Int32Array, { columns }: LinkageTable): Int32Array[] {
	const lists = [...columns.values()].map(({ ids }) => ids);
	const runs: Int32Array[] = [];
	let start = 0;
	for (let at = 1; at <= members.length; at += 1) {
		if (at < members.length && lists.every((ids) => ids[members[at]] === ids[members[start]])) continue;
		runs.push(members.subarray(start, at));
		start = at;
	}
	return runs;
}
