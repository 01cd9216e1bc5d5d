import type { Rank } from '../../../../record/record-item';

/** Log-odds at which the score is 0 and 100; between them it is a straight line, so that what adds to the log-odds adds to the score. */
export interface ScoreMap {
	readonly zero: number;
	readonly hundred: number;
}

export type RankCuts = Readonly<Record<'A' | 'B' | 'C' | 'D', number>>;

/** How the ranks are cut from the training records' scores. */
export type RankPolicy = 'shares' | 'madkudu';

/** Of the training records, from the best on, the shares down to the end of A, B, C and D; the rest is F. */
const sharesDownTo = { A: 0.1, B: 0.3, C: 0.6, D: 0.85 } as const;
/** MadKudu's letter grades: A from 90, B from 75, C from 50, D from 25. */
const madkuduCuts: RankCuts = { A: 90, B: 75, C: 50, D: 25 };
const tails = 0.01;
const leastSpread = 0.5;

/** The 1 % of the training records that are most and least likely lie at 95 and 5; scores beyond stop at 100 and 0. */
export function learnScoreMap(logOdds: Float64Array): ScoreMap {
	const sorted = logOdds.slice().sort();
	const at = (share: number): number => sorted[Math.round(share * (sorted.length - 1))];
	const [low, high] = [at(tails), at(1 - tails)];
	const middle = (low + high) / 2;
	const half = Math.max(high - low, leastSpread) / 2 / 0.9;
	return { zero: middle - half, hundred: middle + half };
}

/** The score before it is rounded and kept between 0 and 100. */
export function rawScore(logOdds: number, { zero, hundred }: ScoreMap): number {
	return ((logOdds - zero) / (hundred - zero)) * 100;
}

/** The score from 0 to 100. */
export function scoreOf(logOdds: number, map: ScoreMap): number {
	return Math.min(100, Math.max(0, Math.round(rawScore(logOdds, map))));
}

/** The cuts that a policy makes over the training records' scores; without F, D goes down to 0. */
export function learnRankCuts(scores: Uint8Array, policy: RankPolicy, hasF: boolean): RankCuts {
	if (policy === 'madkudu') return hasF ? madkuduCuts : { ...madkuduCuts, D: 0 };
	const falling = scores.slice().sort().reverse();
	const cut = (share: number): number => falling[Math.min(falling.length - 1, Math.ceil(share * falling.length) - 1)];
	const A = cut(sharesDownTo.A);
	const B = Math.min(cut(sharesDownTo.B), A - 1);
	const C = Math.min(cut(sharesDownTo.C), B - 1);
	const D = hasF ? Math.min(cut(sharesDownTo.D), C - 1) : 0;
	return { A, B: Math.max(0, B), C: Math.max(0, C), D: Math.max(0, D) };
}

const ranksInOrder = ['A', 'B', 'C', 'D', 'F'] as const;

/** The rank of a score. */
export function rankBy(score: number, cuts: RankCuts): Rank {
	return (['A', 'B', 'C', 'D'] as const).find((rank) => score >= cuts[rank]) ?? 'F';
}

/** The rank of a score on a record that has one: it stays until the score leaves its band by more than `margin`. */
export function steadyRank(score: number, before: unknown, cuts: RankCuts, margin: number): Rank {
	const rank = rankBy(score, cuts);
	const held = ranksInOrder.indexOf(before as Rank);
	if (held < 0 || before === rank) return rank;
	const [lowest, above] = [bottomOf(held, cuts), bottomOf(held - 1, cuts)];
	return score >= lowest - margin && score < above + margin ? (before as Rank) : rank;
}

/** The lowest score of the rank at a place in the order; no bound above A nor below F. */
function bottomOf(place: number, cuts: RankCuts): number {
	if (place < 0) return Infinity;
	return place >= 4 ? -Infinity : cuts[ranksInOrder[place] as keyof RankCuts];
}
