import { sum } from 'lodash';
import type { Episode, EpisodeStep } from './order-advice-episodes';

/** What the providers of a chain do, as estimated. */
export interface ChainModel {
	/** Share of each kind of record; some are known to many providers, others to few, so one's miss makes another's likelier. */
	readonly kinds: readonly number[];
	readonly providers: readonly ProviderModel[];
}

export interface ProviderModel {
	/** Probability of a match, by kind of record. */
	readonly match: readonly number[];
	/** Probability that a match fills a field that was asked for, by bit. */
	readonly fill: readonly number[];
	/** The fields that it was ever asked for; everything where it never was. */
	readonly gives: number;
	/** Of a match: so much, and so much more for each filled field; and of a miss. */
	readonly matchCost: number;
	readonly fillCost: number;
	readonly missCost: number;
}

const kinds = 2;
const rounds = 20;
const bits = Array.from({ length: 30 }, (_, bit) => bit);
/** So many look-ups as usual for the chain stand behind every rate, so that three of three are no certainty. */
const priorLookUps = 4;
const everything = 2 ** 30 - 1;
const hardlyAny = 1e-9;

/**
 * The likeliest chain (expectation–maximisation over two kinds of records). With `random`, one that the look-ups leave
 * possible too: the Bayesian bootstrap, which weighs every record and every prior look-up anew.
 */
export function fitChain(episodes: readonly Episode[], providers: number, random?: () => number): ChainModel {
	const shake = random ? () => -Math.log(1 - random()) : () => 1;
	const weights = episodes.map(({ weight }) => weight * shake());
	const steps = episodes.flatMap((episode, index) =>
		episode.steps.map((step) => ({ ...step, index, weight: weights[index] })),
	);
	const { matches, share } = fitMatches(episodes, weights, providers, shake);
	const usual = fillRates(steps, undefined, shake);
	const models = Array.from({ length: providers }, (_, provider): ProviderModel => {
		const own = steps.filter((step) => step.provider === provider);
		return {
			match: matches[provider],
			fill: fillRates(own, usual, shake),
			gives: own.length === 0 ? everything : own.reduce((mask, { asked }) => mask | asked, 0),
			...costsOf(own.length > 0 ? own : steps),
		};
	});
	return { kinds: share, providers: models };
}

interface Matches {
	/** By provider, by kind. */
	readonly matches: number[][];
	readonly share: number[];
}

function fitMatches(
	episodes: readonly Episode[],
	weights: readonly number[],
	providers: number,
	shake: () => number,
): Matches {
	const all = episodes.flatMap(({ steps }, index) => steps.map((step) => ({ ...step, weight: weights[index] })));
	const overall = rate(all, () => true, 0.5, 1, 1);
	const pooled = Array.from({ length: providers }, (_, index) =>
		rate(all, ({ provider }) => provider === index, overall, priorLookUps, shake()),
	);
	const prior = pooled.map(() => Array.from({ length: kinds }, () => priorLookUps * shake()));
	// A record that more of the asked ones know begins as one of the first kind.
	let belongs = episodes.map(({ steps }) => {
		const known = steps.filter(({ isMatch }) => isMatch).length / Math.max(1, steps.length);
		return [0.25 + known / 2, 0.75 - known / 2];
	});
	let fitted: Matches = { matches: [], share: [] };
	for (let round = 0; round < rounds; round += 1) {
		fitted = maximise(episodes, weights, belongs, pooled, prior);
		const { matches, share } = fitted;
		belongs = episodes.map(({ steps }) => kindOf(steps, matches, share));
	}
	return fitted;
}

function maximise(
	episodes: readonly Episode[],
	weights: readonly number[],
	belongs: readonly number[][],
	pooled: readonly number[],
	prior: readonly number[][],
): Matches {
	const hits = pooled.map((usual, provider) => prior[provider].map((strength) => strength * usual));
	const tries = prior.map((strengths) => [...strengths]);
	const share = Array.from({ length: kinds }, () => 1);
	episodes.forEach(({ steps }, index) => {
		for (let kind = 0; kind < kinds; kind += 1) {
			const weight = weights[index] * belongs[index][kind];
			share[kind] += weight;
			for (const { provider, isMatch } of steps) {
				tries[provider][kind] += weight;
				if (isMatch) hits[provider][kind] += weight;
			}
		}
	});
	const total = sum(share);
	return {
		matches: hits.map((counts, provider) =>
			counts.map((count, kind) => count / Math.max(tries[provider][kind], hardlyAny)),
		),
		share: share.map((each) => each / total),
	};
}

function kindOf(steps: readonly EpisodeStep[], matches: readonly number[][], share: readonly number[]): number[] {
	const likelihood = share.map((each, kind) =>
		steps.reduce((product, { provider, isMatch }) => {
			const match = matches[provider][kind];
			return product * (isMatch ? match : 1 - match);
		}, each),
	);
	const total = sum(likelihood);
	return total === 0 ? [...share] : likelihood.map((each) => each / total);
}

type WeightedStep = EpisodeStep & { readonly weight: number };

/** By bit; around what is usual for the field in the whole chain, or around one half. */
function fillRates(
	steps: readonly WeightedStep[],
	usual: readonly number[] | undefined,
	shake: () => number,
): number[] {
	const tries = bits.map(() => priorLookUps * shake());
	const hits = bits.map((bit) => tries[bit] * (usual?.[bit] ?? 0.5));
	for (const { isMatch, asked, filled, weight } of steps) {
		if (!isMatch) continue;
		for (let bit = 0; 1 << bit <= asked && bit < bits.length; bit += 1) {
			if ((asked & (1 << bit)) === 0) continue;
			tries[bit] += weight;
			if ((filled & (1 << bit)) !== 0) hits[bit] += weight;
		}
	}
	return bits.map((bit) => hits[bit] / Math.max(tries[bit], hardlyAny));
}

function rate(
	steps: readonly WeightedStep[],
	isOne: (step: WeightedStep) => boolean,
	usual: number,
	strength: number,
	shake: number,
): number {
	let [tries, hits] = [strength * shake, strength * shake * usual];
	for (const step of steps) {
		if (!isOne(step)) continue;
		tries += step.weight;
		if (step.isMatch) hits += step.weight;
	}
	return hits / Math.max(tries, hardlyAny);
}

/** A straight line through what matches cost by how many fields they filled: some providers charge by match, others by field. */
function costsOf(steps: readonly WeightedStep[]): Pick<ProviderModel, 'matchCost' | 'fillCost' | 'missCost'> {
	const points = steps
		.filter(({ isMatch }) => isMatch)
		.map(({ filled, cost, weight }) => ({ x: countBits(filled), y: cost, weight }));
	const total = sum(points.map(({ weight }) => weight));
	const mean = (of: (point: (typeof points)[number]) => number) =>
		total === 0 ? 0 : sum(points.map((point) => point.weight * of(point))) / total;
	const [x, y] = [mean((point) => point.x), mean((point) => point.y)];
	const spread = mean((point) => (point.x - x) ** 2);
	const slope = spread < hardlyAny ? 0 : Math.max(0, mean((point) => (point.x - x) * (point.y - y)) / spread);
	const fillCost = Math.min(slope, x === 0 ? 0 : y / x);
	return { matchCost: y - fillCost * x, fillCost, missCost: meanCost(steps.filter(({ isMatch }) => !isMatch)) };
}

function meanCost(steps: readonly WeightedStep[]): number {
	const total = sum(steps.map(({ weight }) => weight));
	return total === 0 ? 0 : sum(steps.map(({ weight, cost }) => weight * cost)) / total;
}

/** How many bits of the number are set. */
export function countBits(mask: number): number {
	let count = 0;
	for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
	return count;
}
