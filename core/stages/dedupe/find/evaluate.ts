import { setImmediate } from 'node:timers/promises';
import { bandOf, bands } from '../linkage/bands';
import { type ReliabilityBin, reliabilityOf } from '../linkage/calibration';
import { bCubed, meantPairs, type Measures, measuresOf, pairwiseMeasures, wholeGroups } from '../linkage/measures';
import { probabilityOf } from '../linkage/model';
import type { FoundByLinkage } from './find-by-linkage';
import { evidenceOf } from './found-words';

/** How good the groups are, measured by who the records are in truth; all shares are 0–1. */
export interface Evaluation {
	readonly records: number;
	/** Records whose label is known; only these count. */
	readonly labelled: number;
	/** Pairs of labelled records that are the same in truth. */
	readonly truePairs: number;
	/** Share of them that were compared at all. */
	readonly blockingRecall: number;
	/** By how much match probabilities from the floor on and the truth differ, averaged over such pairs. */
	readonly calibrationError: number;
	/** How often pairs of about one match probability are right. */
	readonly reliability: readonly ReliabilityBin[];
	/** Of the pairs inside groups. */
	readonly pairs: Measures;
	/** Averaged over records: B³ after Bagga and Baldwin (1998). */
	readonly records3: Measures;
	/** Of whole groups: right is one that has neither one too many nor one too few. */
	readonly groups: Measures;
	readonly thresholds: readonly ThresholdRow[];
	/** At most `mostMistakes`: first those that were joined, by falling certainty. */
	readonly mistakes: readonly Mistake[];
	/** All of them that were compared. */
	readonly mistakeCount: number;
}

/** What pairs from one match probability on are worth. */
export interface ThresholdRow extends Measures {
	/** 0–1. */
	readonly matchProbability: number;
	readonly foundPairs: number;
	readonly rightPairs: number;
	/** What the node does from here on: `automatic`, `review` or `apart`. */
	readonly band: string;
}

/** A pair that was judged wrongly. */
export interface Mistake {
	readonly mistake: 'joined, but not the same' | 'the same, but apart';
	/** Places in the input. */
	readonly one: number;
	readonly other: number;
	readonly probability: number;
	readonly why: string;
}

/** Where the curve is read; the bands of the node are among them. */
const thresholds = [bands.floor, 0.2, 0.3, 0.4, bands.join, 0.6, 0.7, 0.8, 0.9, bands.automatic, 0.98, 0.99, 0.999];
export const mostMistakes = 1_000;
const pairsPerTurn = 20_000;

type Found = Pick<FoundByLinkage, 'keptBy' | 'linkage'>;

/** Measures groups against labels, by place; a record without one takes no part. */
export async function evaluate(found: Found, truth: ReadonlyArray<string | undefined>): Promise<Evaluation> {
	const { left, right, weights, count } = found.linkage.pairs;
	const counts = thresholds.map(() => ({ foundPairs: 0, rightPairs: 0 }));
	const wrong: Array<{ readonly pair: number; readonly isJoined: boolean }> = [];
	const [known, rights]: [number[], boolean[]] = [[], []];
	let blocked = 0;
	for (let pair = 0; pair < count; pair += 1) {
		if (pair % pairsPerTurn === 0) await setImmediate();
		const [one, other] = [truth[left[pair]], truth[right[pair]]];
		if (one === undefined || other === undefined) continue;
		const isRight = one === other;
		if (isRight) blocked += 1;
		known.push(weights[pair]);
		rights.push(isRight);
		const probability = probabilityOf(weights[pair]);
		for (let at = 0; at < thresholds.length && probability >= thresholds[at]; at += 1) {
			counts[at].foundPairs += 1;
			if (isRight) counts[at].rightPairs += 1;
		}
		const isJoined = found.keptBy[left[pair]] === found.keptBy[right[pair]];
		if (isJoined !== isRight) wrong.push({ pair, isJoined });
	}
	const meant = meantPairs(truth, undefined);
	const reliability = reliabilityOf(known, (at) => rights[at], bands.floor);
	return {
		records: truth.length,
		labelled: truth.filter((label) => label !== undefined).length,
		truePairs: meant,
		blockingRecall: meant === 0 ? 1 : blocked / meant,
		calibrationError: reliability.error,
		reliability: reliability.bins,
		pairs: pairwiseMeasures(found.keptBy, truth),
		records3: bCubed(found.keptBy, truth),
		groups: wholeGroups(found.keptBy, truth),
		thresholds: thresholds.map((matchProbability, at) => ({
			matchProbability,
			...counts[at],
			...measuresOf(counts[at].rightPairs, counts[at].foundPairs, meant),
			band: bandOf(matchProbability),
		})),
		mistakes: mistakesOf(wrong, found),
		mistakeCount: wrong.length,
	};
}

function mistakesOf(
	wrong: ReadonlyArray<{ readonly pair: number; readonly isJoined: boolean }>,
	{ linkage }: Found,
): Mistake[] {
	const { left, right, weights } = linkage.pairs;
	return [...wrong]
		.sort((a, b) => Number(b.isJoined) - Number(a.isJoined) || weights[b.pair] - weights[a.pair] || a.pair - b.pair)
		.slice(0, mostMistakes)
		.map(({ pair, isJoined }) => {
			const [one, other] = [left[pair], right[pair]].sort((a, b) => a - b);
			const { probability, why } = evidenceOf(linkage.weigher.explain(one, other));
			return { mistake: isJoined ? 'joined, but not the same' : 'the same, but apart', one, other, probability, why };
		});
}
