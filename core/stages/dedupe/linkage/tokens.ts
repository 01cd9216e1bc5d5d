import { Dictionary } from './dictionary';
import { jaroWinkler } from './similarity';
import type { Turns } from './turns';

const wellSimilar = 0.88;
const perPart = 128;

/** The words of each distinct value, weighed by how rare they are: soft TF-IDF after Cohen, Ravikumar and Fienberg (2003). */
export class TokenSets {
	private readonly words = new Dictionary();

	/** By value: numbers of its different words, the rarest first. */
	private readonly wordsByValue: Int32Array[] = [];

	private rarity = new Float64Array(0);

	/** By value: length of the vector of its words. */
	private readonly norms: Float64Array;

	private constructor(size: number) {
		this.norms = new Float64Array(size);
	}

	/** Of all values; lets other work in between. */
	static async of({ texts, size, known }: Dictionary, turns: Turns): Promise<TokenSets> {
		const sets = new TokenSets(size);
		await turns.inParts(size, perPart, (from, to) => {
			for (let value = from; value < to; value += 1) sets.addWords(texts[value]);
		});
		const { words, wordsByValue } = sets;
		sets.rarity = new Float64Array(words.size);
		await turns.inParts(words.size, perPart * 16, (from, to) => {
			for (let word = from; word < to; word += 1) {
				const count = known ? Math.max(1, known.ofWord(words.texts[word])) : words.counts[word];
				sets.rarity[word] = Math.log(((known?.values ?? size) + 1) / count) + 0.1;
			}
		});
		await turns.inParts(size, perPart, (from, to) => {
			for (let value = from; value < to; value += 1) sets.rank(value, wordsByValue[value]);
		});
		return sets;
	}

	/** 0–1: 1 when both have the same words; a word that is spelt a little otherwise counts a little less. */
	similarity(one: number, other: number): number {
		if (one === other) return 1;
		const [a, b] = [this.wordsByValue[one], this.wordsByValue[other]];
		let product = 0;
		let taken = 0;
		for (let at = 0; at < a.length && at < 24; at += 1) {
			const to = this.closest(a[at], b, taken);
			if (to < 0) continue;
			taken |= 1 << to;
			product += this.rarity[a[at]] * this.rarity[b[to]] * this.likeness;
		}
		return Math.min(1, product / (this.norms[one] * this.norms[other] || 1));
	}

	/** The rarest words of a value, at most `count`. */
	rarest(value: number, count: number): Int32Array {
		return this.wordsByValue[value].subarray(0, count);
	}

	/** Pairs of the rarest words of a value, by which it is looked up; its only word where it has one. */
	rarePairs(value: number): string[] {
		const words = Array.from(this.rarest(value, 4), (word) => this.words.texts[word]);
		if (words.length === 1) return words;
		return words.flatMap((one, at) => words.slice(at + 1).map((other) => [one, other].sort().join(' ')));
	}

	private addWords(text: string): void {
		const numbers: number[] = [];
		for (const word of text.split(' ')) {
			const number = this.words.intern(word);
			if (numbers.includes(number)) continue;
			numbers.push(number);
			this.words.counts[number] += 1;
		}
		this.wordsByValue.push(Int32Array.from(numbers));
	}

	private rank(value: number, words: Int32Array): void {
		const { rarity } = this;
		const { texts } = this.words;
		if (words.length > 1) words.sort((a, b) => rarity[b] - rarity[a] || (texts[a] < texts[b] ? -1 : 1));
		let sum = 0;
		for (const word of words) sum += rarity[word] ** 2;
		this.norms[value] = Math.sqrt(sum);
	}

	/** How alike the words are that were compared last, 0–1. */
	private likeness = 0;

	/** The place of the word most like this one, -1 where none is; how much it is goes to `likeness`. */
	private closest(word: number, among: Int32Array, taken: number): number {
		let bestAt = -1;
		this.likeness = 0;
		for (let at = 0; at < among.length && at < 30; at += 1) {
			if (taken & (1 << at)) continue;
			if (among[at] === word) {
				this.likeness = 1;
				return at;
			}
			if (this.words.length(word) < 4 || this.words.length(among[at]) < 4) continue;
			const likeness = jaroWinkler(this.words, word, among[at], wellSimilar);
			if (likeness < wellSimilar || likeness <= this.likeness) continue;
			this.likeness = likeness;
			bestAt = at;
		}
		return bestAt;
	}
}
