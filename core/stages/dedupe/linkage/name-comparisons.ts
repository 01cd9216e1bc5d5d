import { nicknameLines } from '../../../record/nicknames';
import type { Comparison } from './comparison';
import { Dictionary } from './dictionary';
import { beginAlike, editDistance, jaroWinkler } from './similarity';
import { type Column, type LinkageTable, missing } from './columns';
import type { Turns } from './turns';

const valuesPerPart = 256;

/** First and last name, as far as they are known. */
export async function nameComparisons(columns: LinkageTable['columns'], turns: Turns): Promise<Comparison[]> {
	const [first, last] = [columns.get('firstName'), columns.get('lastName')];
	const isSwapped = first && last ? await swapTest(first, last, turns) : undefined;
	return [
		...(first ? [firstNameComparison(first, await Nicknames.of(first.dictionary, turns), isSwapped)] : []),
		...(last ? [lastNameComparison(last, await partsOf(last.dictionary, turns), isSwapped)] : []),
	];
}

type SwapTest = (one: number, other: number) => boolean;

function firstNameComparison(
	{ ids, dictionary, filled }: Column,
	nicknames: Nicknames,
	isSwapped: SwapTest | undefined,
): Comparison {
	return {
		name: 'first name',
		fields: ['firstName'],
		levels: ['different', 'similar', 'initial or short form', 'very similar', 'swapped', 'equal'],
		typical: [0.06, 0.05, 0.1, 0.1, 0.02, 0.67],
		exactFrom: 6,
		compare(one, other) {
			const [a, b] = [ids[one], ids[other]];
			if (a === b && a !== missing) return 6;
			if (isSwapped?.(one, other)) return 5;
			if (a === missing || b === missing) return 0;
			const likeness = jaroWinkler(dictionary, a, b, 0.6);
			if (likeness >= 0.92) return 4;
			if (likeness >= 0.7 && dictionary.length(a) > 2 && editDistance(dictionary, a, b, 1) <= 1) return 4;
			if (likeness >= 0.6 && isShortForm(dictionary, a, b)) return 3;
			if (nicknames.areShared(a, b)) return 3;
			return likeness >= 0.8 ? 2 : 1;
		},
		frequency: (one) => dictionary.counts[ids[one]] / filled,
		ownShare: 2 / filled,
	};
}

function lastNameComparison(
	{ ids, dictionary, filled }: Column,
	parts: NameParts,
	isSwapped: SwapTest | undefined,
): Comparison {
	return {
		name: 'last name',
		fields: ['lastName'],
		levels: ['different', 'similar', 'very similar', 'equal'],
		typical: [0.06, 0.05, 0.13, 0.76],
		exactFrom: 4,
		compare(one, other) {
			const [a, b] = [ids[one], ids[other]];
			if (a === b && a !== missing) return 4;
			// The first name counts for both.
			if (isSwapped?.(one, other)) return 0;
			if (a === missing || b === missing) return 0;
			const likeness = jaroWinkler(dictionary, a, b, 0.7);
			if (likeness >= 0.92) return 3;
			if (likeness >= 0.7 && dictionary.length(a) > 3 && editDistance(dictionary, a, b, 1) <= 1) return 3;
			if (parts.get(a)?.includes(b) || parts.get(b)?.includes(a)) return 3;
			return likeness >= 0.8 ? 2 : 1;
		},
		frequency: (one) => dictionary.counts[ids[one]] / filled,
		ownShare: 2 / filled,
	};
}

/** Whether one record's first name is the other's last, a slip of the keys apart; where the other two are known they must agree too. */
async function swapTest(first: Column, last: Column, turns: Turns): Promise<SwapTest> {
	const joint = new Dictionary();
	const numbersOf = async ({ dictionary: { texts } }: Column): Promise<Int32Array> => {
		const numbers = new Int32Array(texts.length);
		await turns.inParts(texts.length, valuesPerPart, (from, to) => {
			for (let value = from; value < to; value += 1) numbers[value] = joint.add(texts[value]);
		});
		return numbers;
	};
	const [firstIds, lastIds] = [await numbersOf(first), await numbersOf(last)];
	const isAlike = (f: number, l: number): boolean | undefined => {
		if (f === missing || l === missing) return undefined;
		const [a, b] = [firstIds[f], lastIds[l]];
		return a === b || (joint.length(a) > 3 && joint.length(b) > 3 && jaroWinkler(joint, a, b, 0.92) >= 0.92);
	};
	return (one, other) => {
		const here = isAlike(first.ids[one], last.ids[other]);
		if (here === false) return false;
		const there = isAlike(first.ids[other], last.ids[one]);
		return there !== false && (here === true || there === true);
	};
}

/** `j`, `rob` and `robert`: the shorter begins the longer one. */
function isShortForm(dictionary: Dictionary, one: number, other: number): boolean {
	const least = Math.min(dictionary.length(one), dictionary.length(other));
	return (least === 1 || least >= 3) && beginAlike(dictionary, one, other, least);
}

/** Which first names are usual forms of one another, looked up once for each name. */
class Nicknames {
	private constructor(private readonly lines: ReadonlyArray<readonly number[] | undefined>) {}

	static async of({ texts }: Dictionary, turns: Turns): Promise<Nicknames> {
		const lines: Array<readonly number[] | undefined> = [];
		await turns.inParts(texts.length, valuesPerPart, (from, to) => {
			for (let value = from; value < to; value += 1) lines.push(nicknameLines(texts[value]));
		});
		return new Nicknames(lines);
	}

	areShared(one: number, other: number): boolean {
		const [here, there] = [this.lines[one], this.lines[other]];
		return here !== undefined && there !== undefined && here.some((line) => there.includes(line));
	}
}

type NameParts = ReadonlyMap<number, readonly number[]>;

/** Of compound names, as `garcia lopez`: those of their parts that are names of somebody, too. */
async function partsOf(dictionary: Dictionary, turns: Turns): Promise<NameParts> {
	const parts = new Map<number, readonly number[]>();
	await turns.inParts(dictionary.size, valuesPerPart, (from, to) => {
		for (let value = from; value < to; value += 1) {
			const text = dictionary.texts[value];
			if (!text.includes(' ')) continue;
			const names = text.split(' ').filter((part) => part.length > 2);
			const known = names.map((part) => dictionary.find(part)).filter((id) => id !== undefined);
			if (known.length > 0) parts.set(value, known);
		}
	});
	return parts;
}
