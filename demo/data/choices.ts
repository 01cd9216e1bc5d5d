import { seededRandom } from '../../emulators/salesforce/seeded-random';

/** Random choices for made-up data; the same seed gives the same data. */
export interface Choices {
	/** A whole number, both bounds included. */
	between(low: number, high: number): number;
	/** True with this probability. */
	chance(probability: number): boolean;
	pick<T>(values: readonly T[]): T;
}

/** Choices drawn from one seeded generator, in the order they are asked for. */
export function choicesOf(seed: number): Choices {
	const next = seededRandom(seed);
	const between = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
	return {
		between,
		chance: (probability) => next() < probability,
		pick: (values) => values[between(0, values.length - 1)],
	};
}
