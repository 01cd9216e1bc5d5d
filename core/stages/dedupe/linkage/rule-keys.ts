import type { KeySource } from './blocking-rules';
import type { Derived } from './derived';
import { missing } from './columns';
import { TextNumbers } from './text-numbers';
import type { TokenSets } from './tokens';
import type { Turns } from './turns';

/** By record: the two numbers that are its key; `one` is negative where it has none. A key of one number has no `other`. */
export interface RuleKeys {
	readonly one: Int32Array;
	readonly other?: Int32Array;
}

const perPart = 4_096;

/** One list of keys, or several where a record stands in several blocks of the rule. */
export async function ruleKeys(source: KeySource, turns: Turns): Promise<readonly RuleKeys[]> {
	if ('tokens' in source) return tokenKeys(source.column, source.tokens, turns);
	const [first, second] = source.columns;
	if (!second) return [{ one: first.ids }];
	return [source.isUnordered ? await unorderedKeys(first, second, turns) : await jointKeys(first, second, turns)];
}

async function jointKeys(first: Derived, second: Derived, turns: Turns): Promise<RuleKeys> {
	const one = new Int32Array(first.ids.length);
	await turns.inParts(one.length, perPart, (from, to) => {
		for (let record = from; record < to; record += 1)
			one[record] = second.ids[record] === missing ? missing : first.ids[record];
	});
	return { one, other: second.ids };
}

/** The values of both columns, numbered together. */
async function unorderedKeys(first: Derived, second: Derived, turns: Turns): Promise<RuleKeys> {
	const joint = new TextNumbers();
	const numbered = async ({ dictionary: { texts, size } }: Derived): Promise<Int32Array> => {
		const numbers = new Int32Array(size);
		await turns.inParts(size, perPart / 16, (from, to) => {
			for (let value = from; value < to; value += 1) numbers[value] = joint.add(texts[value]);
		});
		return numbers;
	};
	const [firstNumbers, secondNumbers] = [await numbered(first), await numbered(second)];
	const one = new Int32Array(first.ids.length).fill(missing);
	const other = new Int32Array(one.length);
	await turns.inParts(one.length, perPart, (from, to) => {
		for (let record = from; record < to; record += 1) {
			if (first.ids[record] === missing || second.ids[record] === missing) continue;
			const [a, b] = [firstNumbers[first.ids[record]], secondNumbers[second.ids[record]]];
			one[record] = Math.min(a, b);
			other[record] = Math.max(a, b);
		}
	});
	return { one, other };
}

const mostWords = 4;
const wordPairs = [
	[0, 1],
	[0, 2],
	[1, 2],
	[0, 3],
	[1, 3],
	[2, 3],
] as const;
/** Stands where a value has one word only. */
const noOther = 0x7fff_ffff;

/** Pairs of the rarest words of each value. */
async function tokenKeys({ ids, dictionary }: Derived, tokens: TokenSets, turns: Turns): Promise<readonly RuleKeys[]> {
	const rarest = new Int32Array(dictionary.size * mostWords).fill(missing);
	await turns.inParts(dictionary.size, perPart / 16, (from, to) => {
		for (let value = from; value < to; value += 1) rarest.set(tokens.rarest(value, mostWords), value * mostWords);
	});
	const lists = wordPairs.map(() => ({
		one: new Int32Array(ids.length).fill(missing),
		other: new Int32Array(ids.length),
	}));
	await turns.inParts(ids.length, perPart / 4, (from, to) => {
		for (let record = from; record < to; record += 1) {
			if (ids[record] === missing) continue;
			const start = ids[record] * mostWords;
			for (let at = 0; at < wordPairs.length; at += 1) {
				const [a, b] = [rarest[start + wordPairs[at][0]], rarest[start + wordPairs[at][1]]];
				if (b === missing) continue;
				lists[at].one[record] = Math.min(a, b);
				lists[at].other[record] = Math.max(a, b);
			}
			if (rarest[start + 1] !== missing || rarest[start] === missing) continue;
			lists[0].one[record] = rarest[start];
			lists[0].other[record] = noOther;
		}
	});
	return lists;
}
