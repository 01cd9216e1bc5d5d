import { derived, soundex } from './derived';
import { type LinkageTable, missing } from './table';

/** By record: a number for whom it is of, as far as its last name sounds; copies of one person's record are of one. */
export function ownersOf({ columns, size }: LinkageTable): Int32Array {
	const last = columns.get('lastName');
	return last ? derived(last, soundex).ids : new Int32Array(size).fill(missing);
}

/** By value: how many owners its records have; a record without one counts for nobody. */
export function countOwners(ids: Int32Array, values: number, owners: Int32Array): Uint32Array {
	const counts = new Uint32Array(values);
	const seen = new Set<number>();
	for (let index = 0; index < ids.length; index += 1) {
		if (ids[index] === missing || owners[index] === missing) continue;
		const key = ids[index] * 65_536 + owners[index];
		if (seen.has(key)) continue;
		seen.add(key);
		counts[ids[index]] += 1;
	}
	return counts;
}
