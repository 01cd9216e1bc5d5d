import { type Derived, derived, soundex } from './derived';
import { KeyNumbers } from './key-numbers';
import { type LinkageTable, missing } from './columns';
import type { Turns } from './turns';

const perPart = 2_048;

/** By record: a number for whom it is of, as far as its last name sounds; copies of one person's record are of one. */
export async function ownersOf({ columns, size }: LinkageTable, turns: Turns): Promise<Int32Array> {
	const last = columns.get('lastName');
	return last ? (await derived(last, soundex, turns)).ids : new Int32Array(size).fill(missing);
}

/** By value: how many owners its records have; a record without one counts for nobody. */
export async function countOwners(
	{ ids, dictionary: { texts, size, known, counts: records } }: Derived,
	owners: Int32Array,
	turns: Turns,
): Promise<Uint32Array> {
	const counts = new Uint32Array(size);
	if (known) {
		await turns.inParts(size, perPart, (from, to) => {
			for (let id = from; id < to; id += 1) counts[id] = records[id] > 1 ? known.people(texts[id]) : 1;
		});
		return counts;
	}
	const seen = new KeyNumbers(ids.length);
	await turns.inParts(ids.length, perPart, (from, to) => {
		for (let index = from; index < to; index += 1) {
			if (ids[index] === missing || owners[index] === missing) continue;
			const before = seen.size;
			seen.add(ids[index], owners[index]);
			if (seen.size > before) counts[ids[index]] += 1;
		}
	});
	return counts;
}
