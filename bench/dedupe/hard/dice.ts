import { seededRandom } from '../../../demo/dedupe/seeded-random';

/** Seeded chance: the same seed gives the same data. */
export class Dice {
	private readonly random: () => number;

	constructor(seed: number) {
		this.random = seededRandom(seed);
	}

	/** True in so many of all cases, 0–1. */
	chance(share: number): boolean {
		return this.random() < share;
	}

	/** A whole number from 0 up to and without `end`. */
	below(end: number): number {
		return Math.floor(this.random() * end);
	}

	/** Any of them; with `bend` above 1 the first ones more often. */
	of<T>(items: readonly T[], bend = 1): T {
		return items[Math.floor(items.length * this.random() ** bend)];
	}

	/** So many digits, the first of them no zero. */
	digits(count: number): string {
		return String(1 + this.below(9)) + Array.from({ length: count - 1 }, () => this.below(10)).join('');
	}

	/** In another order. */
	shuffled<T>(items: readonly T[]): T[] {
		const keyed = items.map((item) => ({ item, key: this.random() }));
		return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
	}
}
