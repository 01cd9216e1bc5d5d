import type { EncodedFeature } from '../data/encoded';
import { quantileEdges } from '../bins/learn-bins';

/** How a tree sees a feature: whole numbers from 1 on, in an order that splits make sense in; 0 says nothing. */
export type Coding =
	/** Code i is at least `edges[i - 1]`. */
	| { readonly type: 'number'; readonly edges: readonly number[] }
	/** Code i is the text `levels[i - 1]`, in rising order of the share of wins; `other` is the code of rare and new ones. */
	| { readonly type: 'category'; readonly levels: readonly string[]; readonly other: number };

const mostCodes = 64;
const mostLevels = 200;
const leastRecordsOfLevel = 20;
/** The share of wins of a text is drawn towards the average as if it had this many more records. */
const averageRecordsAdded = 20;

/** The highest code. */
export function lastCode(coding: Coding): number {
	return coding.type === 'number' ? coding.edges.length : coding.levels.length + 1;
}

/** Codes of about equal numbers of records; texts in order of their share of wins. */
export function learnCoding(encoded: EncodedFeature, outcomes: Int8Array): Coding {
	if (encoded.type === 'number') return { type: 'number', edges: [...quantileEdges(encoded.values, mostCodes)] };
	const records = new Float64Array(encoded.levels.length);
	const wins = new Float64Array(encoded.levels.length);
	encoded.codes.forEach((code, row) => {
		if (code < 0) return;
		records[code] += 1;
		wins[code] += outcomes[row];
	});
	const average = outcomes.reduce((sum, outcome) => sum + outcome, 0) / outcomes.length;
	const levels = encoded.levels
		.map((level, code) => ({
			level,
			records: records[code],
			rate: (wins[code] + averageRecordsAdded * average) / (records[code] + averageRecordsAdded),
		}))
		.filter((each) => each.records >= leastRecordsOfLevel)
		.sort((a, b) => b.records - a.records)
		.slice(0, mostLevels)
		.sort((a, b) => a.rate - b.rate || (a.level < b.level ? -1 : 1));
	const below = levels.filter(({ rate }) => rate <= average).length;
	// A text nobody knows stands where the average stands.
	return { type: 'category', levels: levels.map(({ level }) => level), other: below + 1 };
}

/** Finds the code of a number; `NaN` says nothing. */
export function numberCoder({ edges }: Extract<Coding, { type: 'number' }>): (value: number) => number {
	const sorted = Float64Array.from(edges);
	return (value) => {
		if (value !== value) return 0;
		let [low, high] = [0, sorted.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if (value >= sorted[middle]) low = middle + 1;
			else high = middle;
		}
		return Math.max(1, low);
	};
}

/** Finds the code of a text; '' says nothing. Codes from `other` on leave room for it. */
export function categoryCoder({ levels, other }: Extract<Coding, { type: 'category' }>): (level: string) => number {
	const codes = new Map(levels.map((level, at) => [level, at + 1 < other ? at + 1 : at + 2] as const));
	return (level) => (level === '' ? 0 : (codes.get(level) ?? other));
}

/** The code of each record. */
export function codesOf(encoded: EncodedFeature, coding: Coding): Uint8Array {
	if (encoded.type === 'number' && coding.type === 'number')
		return Uint8Array.from(encoded.values, numberCoder(coding));
	if (encoded.type === 'category' && coding.type === 'category') {
		const codes = encoded.levels.map(categoryCoder(coding));
		return Uint8Array.from(encoded.codes, (code) => (code < 0 ? 0 : codes[code]));
	}
	throw new TypeError(`${encoded.feature.field} is read as ${encoded.type} and coded as ${coding.type}`);
}
