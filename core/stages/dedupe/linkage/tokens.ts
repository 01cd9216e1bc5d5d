import { jaroWinkler } from './similarity';
import { Dictionary } from './dictionary';

const wellSimilar = 0.88;

/** The words of each distinct value, weighed by how rare they are: soft TF-IDF after Cohen, Ravikumar and Fienberg (2003). */
export class TokenSets {
	private readonly words = new Dictionary();

	/** By value: numbers of its different words, the rarest first. */
	private readonly wordsByValue: Int32Array[];

	private readonly rarity: Float64Array;

	/** By value: length of the vector of its words. */
	private readonly norms: Float64Array;

	constructor(values: Dictionary) {
		const texts = values.texts.map((text) => [...new Set(text.split(' '))]);
		this.wordsByValue = texts.map((words) => Int32Array.from(words, (word) => this.words.add(word)));
		const { known } = values;
		const total = (known?.values ?? values.size) + 1;
		const countOf = (word: number): number =>
			known ? Math.max(1, known.ofWord(this.words.texts[word])) : this.words.counts[word];
		this.rarity = Float64Array.from({ length: this.words.size }, (_, word) => Math.log(total / countOf(word)) + 0.1);
		this.norms = new Float64Array(values.size);
		this.wordsByValue.forEach((words, value) => {
			words.sort((a, b) => this.rarity[b] - this.rarity[a] || (this.words.texts[a] < this.words.texts[b] ? -1 : 1));
			this.norms[value] = Math.sqrt(words.reduce((sum, word) => sum + this.rarity[word] ** 2, 0));
		});
	}

	/** 0–1: 1 when both have the same words; a word that is spelt a little otherwise counts a little less. */
	similarity(one: number, other: number): number {
		if (one === other) return 1;
		const [a, b] = [this.wordsByValue[one], this.wordsByValue[other]];
		let product = 0;
		let taken = 0;
		for (let at = 0; at < a.length && at < 24; at += 1) {
			const [to, likeness] = this.closest(a[at], b, taken);
			if (to < 0) continue;
			taken |= 1 << to;
			product += this.rarity[a[at]] * this.rarity[b[to]] * likeness;
		}
		return Math.min(1, product / (this.norms[one] * this.norms[other] || 1));
	}

	/** The rarest words of a value, at most `count`; a word that only this value has is none. */
	rarest(value: number, count: number): number[] {
		const shared: number[] = [];
		for (const word of this.wordsByValue[value]) {
			if (shared.length === count) break;
			shared.push(word);
		}
		return shared;
	}

	/** Pairs of the rarest words of a value, by which it is looked up; its only word where it has one. */
	rarePairs(value: number): string[] {
		const words = this.rarest(value, 4).map((word) => this.words.texts[word]);
		if (words.length === 1) return words;
		return words.flatMap((one, at) => words.slice(at + 1).map((other) => [one, other].sort().join(' ')));
	}

	private closest(word: number, among: Int32Array, taken: number): readonly [at: number, likeness: number] {
		let [best, bestAt] = [0, -1];
		for (let at = 0; at < among.length && at < 30; at += 1) {
			if (taken & (1 << at)) continue;
			if (among[at] === word) return [at, 1];
			if (this.words.length(word) < 4 || this.words.length(among[at]) < 4) continue;
			const likeness = jaroWinkler(this.words, word, among[at]);
			if (likeness >= wellSimilar && likeness > best) [best, bestAt] = [likeness, at];
		}
		return [bestAt, best];
	}
}
