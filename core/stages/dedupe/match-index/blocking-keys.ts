import type { BlockingRule, KeySource } from '../linkage/blocking-rules';
import { missing } from '../linkage/columns';
import type { Derived } from '../linkage/derived';
import type { Turns } from '../linkage/turns';
import { type Hash, hashText, joinHashes, joinMarks, joinPlaces } from './hashes';

/** Is given each key, without a list of them: a scan has tens of millions. */
export type TakeKey = (place: number, mark: number) => void;

/** Gives the keys that a record is looked up by; what one rule says of it. */
export type KeysOf = (record: number, take: TakeKey) => void;

const perPart = 1_024;

/** The keys of a rule, alike for records of any table; each distinct value is hashed once. Lets other work in between. */
export async function blockingKeys(
	{ name, source }: Pick<BlockingRule, 'name' | 'source'>,
	turns: Turns,
): Promise<KeysOf> {
	const rule = hashText(name);
	return 'tokens' in source ? await wordKeys(rule, source, turns) : await valueKeys(rule, source, turns);
}

/** The same as lists, for some records. */
export async function keyLists(
	rule: Pick<BlockingRule, 'name' | 'source'>,
	turns: Turns,
): Promise<(record: number) => Hash[]> {
	const keysOf = await blockingKeys(rule, turns);
	return (record) => {
		const keys: Hash[] = [];
		keysOf(record, (place, mark) => keys.push({ place, mark }));
		return keys;
	};
}

/** The hashes of values, by their number. */
interface Hashed {
	/** By record: the number of its value. */
	readonly ids: Int32Array;
	readonly places: Uint32Array;
	readonly marks: Uint32Array;
}

async function valueKeys(
	rule: Hash,
	{ columns, isUnordered }: Extract<KeySource, { columns: unknown }>,
	turns: Turns,
): Promise<KeysOf> {
	const parts: Hashed[] = [];
	for (const column of columns) parts.push(await hashed(column, turns));
	return (record, take) => {
		let [place, mark] = [0, 0];
		for (let at = 0; at < parts.length; at += 1) {
			const { ids, places, marks } = parts[at];
			const id = ids[record];
			if (id === missing) return;
			const [a, b] = [places[id], marks[id]];
			if (at === 0) [place, mark] = [a, b];
			// The same for both orders of the two.
			else if (isUnordered && (a < place || (a === place && b < mark)))
				[place, mark] = [joinPlaces(a, place), joinMarks(b, mark)];
			else [place, mark] = [joinPlaces(place, a), joinMarks(mark, b)];
		}
		take(joinPlaces(rule.place, place), joinMarks(rule.mark, mark));
	};
}

async function hashed({ ids, dictionary: { texts, size } }: Derived, turns: Turns): Promise<Hashed> {
	const [places, marks] = [new Uint32Array(size), new Uint32Array(size)];
	await turns.inParts(size, perPart, (from, to) => {
		for (let value = from; value < to; value += 1) {
			const { place, mark } = hashText(texts[value]);
			places[value] = place;
			marks[value] = mark;
		}
	});
	return { ids, places, marks };
}

async function wordKeys(
	rule: Hash,
	{ column: { ids, dictionary }, tokens }: Extract<KeySource, { tokens: unknown }>,
	turns: Turns,
): Promise<KeysOf> {
	const { size } = dictionary;
	const starts = new Uint32Array(size + 1);
	const hashes: number[] = [];
	await turns.inParts(size, perPart / 8, (from, to) => {
		for (let value = from; value < to; value += 1) {
			for (const key of tokens.rarePairs(value)) {
				const { place, mark } = joinHashes(rule, hashText(key));
				hashes.push(place, mark);
			}
			starts[value + 1] = hashes.length;
		}
	});
	return (record, take) => {
		const id = ids[record];
		if (id === missing) return;
		for (let at = starts[id]; at < starts[id + 1]; at += 2) take(hashes[at], hashes[at + 1]);
	};
}
