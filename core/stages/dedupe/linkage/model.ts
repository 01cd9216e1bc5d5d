import type { Comparison } from './comparison';
import type { Patterns } from './patterns';

/** How often duplicates (m) and others (u) reach each level of one comparison, from level 1 on; both add up to 1. */
export interface ComparisonWeights {
	readonly name: string;
	readonly m: readonly number[];
	readonly u: readonly number[];
	/** The weight of level 1 where it is decreed: log2 odds. */
	readonly decreed?: number;
	/** How often others share a value beyond what its frequency makes likely, 0–1: relatives share a rare name as they do a common one. */
	readonly kin?: number;
	/** The same of two whose last names sound alike: relatives share a phone that no other colleague has. */
	readonly namesakes?: number;
}

/** Fellegi–Sunter weights of all comparisons, and how likely two records are duplicates before they are compared. */
export interface LinkageModel {
	readonly comparisons: readonly ComparisonWeights[];
	readonly prior: number;
}

/** As many made-up pairs stand for what is usual, so that a level nobody has reached is unlikely and not impossible. */
export const usualPairs = 12;
const leastU = 1e-7;
/** The usual u counts as much as this share of a session's pairs. */
const heldToUsual = 0.25;

/** What is known of u beforehand, and how many pairs it counts for. */
export interface UsualShares {
	readonly pairs: number;
	of(comparison: Comparison, at: number): readonly number[] | undefined;
}

/** u from pairs drawn at random; what is known of the duplicates among them is taken out. Where there are few, `usual` stands in. */
export function estimateU(
	comparisons: readonly Comparison[],
	random: Patterns,
	model?: LinkageModel,
	usual?: UsualShares,
): number[][] {
	const others = model ? othersAmong(random, model) : random.counts;
	return comparisons.map((comparison, at) => {
		const shares = usual?.of(comparison, at);
		const counts = comparison.levels.map((_, level) => (shares ? shares[level] * usual!.pairs : 0.2));
		random.levels.forEach((pattern, index) => {
			if (pattern[at] > 0) counts[pattern[at] - 1] += others[index];
		});
		return normalized(counts).map((share) => Math.max(share, leastU));
	});
}

/** m from pairs as the model rates them. */
export function estimateM(comparisons: readonly Comparison[], patterns: Patterns, model: LinkageModel): number[][] {
	const others = othersAmong(patterns, model);
	return comparisons.map((comparison, at) => {
		const counts = model.comparisons[at].m.map((each) => each * usualPairs);
		patterns.levels.forEach((pattern, index) => {
			if (pattern[at] > 0) counts[pattern[at] - 1] += patterns.counts[index] - others[index];
		});
		return believable(normalized(counts), comparison);
	});
}

/** By pattern: how many of its pairs are no duplicates, by the model. */
function othersAmong({ levels, counts }: Patterns, { comparisons, prior }: LinkageModel): number[] {
	const tables = comparisons.map(weightTable);
	const base = Math.log2(prior / (1 - prior));
	return levels.map((pattern, index) => {
		const weight = pattern.reduce((sum, level, at) => sum + tables[at][level], base);
		return counts[index] * (1 - probabilityOf(weight));
	});
}

/** What one round of expectation maximisation has learnt of m from the pairs of one blocking rule. */
export interface Learnt {
	/** Expected duplicates among the pairs. */
	readonly duplicates: number;
	/** By comparison; absent where the rule has decided it. */
	readonly m: ReadonlyArray<readonly number[] | undefined>;
}

/**
 * EM over the comparisons that the rule leaves open (Splink's way: one session per blocking rule). Others who agree on the
 * rule may be relatives or colleagues, so that u moves towards what they have in common, and back where there are few of them.
 */
export function learn(
	comparisons: readonly Comparison[],
	patterns: Patterns,
	usualU: readonly (readonly number[])[],
	isOpen: (comparison: Comparison) => boolean,
	start: readonly (readonly number[])[] = comparisons.map(({ typical }) => typical),
	rounds = 20,
): Learnt {
	const open = comparisons.map(isOpen);
	let m = start.map((levels) => [...levels]);
	let u = usualU.map((levels) => [...levels]);
	let share = 0.2;
	const total = patterns.counts.reduce((sum, count) => sum + count, 0);
	let duplicates = 0;
	for (let round = 0; round < rounds; round += 1) {
		const sums = comparisons.map(({ typical }) => typical.map((each) => each * usualPairs));
		const others = usualU.map((levels) => levels.map((each) => each * total * heldToUsual));
		duplicates = 0;
		patterns.levels.forEach((pattern, index) => {
			let odds = pattern.some((level, at) => level === 1 && comparisons[at].decreed !== undefined)
				? 0
				: share / (1 - share);
			for (let at = 0; at < pattern.length; at += 1) {
				if (open[at] && pattern[at] > 0) odds *= m[at][pattern[at] - 1] / u[at][pattern[at] - 1];
			}
			const expected = (odds / (1 + odds)) * patterns.counts[index];
			duplicates += expected;
			for (let at = 0; at < pattern.length; at += 1)
				if (pattern[at] > 0) {
					sums[at][pattern[at] - 1] += expected;
					others[at][pattern[at] - 1] += patterns.counts[index] - expected;
				}
		});
		m = sums.map((counts, at) => believable(normalized(counts), comparisons[at]));
		u = others.map(normalized);
		const next = Math.min(0.999, Math.max(1e-6, duplicates / Math.max(1, total)));
		if (Math.abs(next - share) < 1e-6) break;
		share = next;
	}
	return {
		duplicates,
		m: m.map((levels, at) => (open[at] && isOrderly(levels) ? levels : undefined)),
	};
}

/** Duplicates that mostly differ in a name are none: what such a class has in common is the rule. */
function believable(levels: number[], { typical, differing = 1 }: Comparison): number[] {
	const sumOf = (shares: readonly number[]): number => shares.slice(0, differing).reduce((all, each) => all + each, 0);
	const most = Math.max(0.2, 3 * sumOf(typical));
	const found = sumOf(levels);
	if (found <= most) return levels;
	const rest = (1 - most) / (1 - found);
	return levels.map((each, level) => each * (level < differing ? most / found : rest));
}

/** Duplicates agree at least half as often as they nearly agree; a class that does not is none of duplicates. */
function isOrderly(levels: readonly number[]): boolean {
	const equal = levels[levels.length - 1];
	return levels.slice(1, -1).every((each) => each <= 2 * equal);
}

/** One m from what several rules have taught, each by as many duplicates as it had. */
export function combined(comparisons: readonly Comparison[], sessions: readonly Learnt[]): number[][] {
	return comparisons.map(({ typical }, at) => {
		const sums = typical.map((each) => each * usualPairs);
		for (const { duplicates, m } of sessions) {
			const levels = m[at];
			if (!levels) continue;
			// A session with many pairs must not drown out the others: what it saw of the comparison is one sample of it.
			const weight = Math.sqrt(duplicates);
			levels.forEach((each, level) => (sums[level] += each * weight * Math.sqrt(usualPairs)));
		}
		return normalized(sums);
	});
}

/** log2 of m over u; 0 for level 0. Where a higher level is no rarer among others than a lower one, chance has mixed them up: they weigh the same. */
export function weightTable({ m, u, decreed }: ComparisonWeights): Float64Array {
	const pools: Array<{ m: number; u: number; levels: number }> = [];
	const first = decreed === undefined ? [] : [decreed];
	m.forEach((each, level) => {
		if (level < first.length) return;
		pools.push({ m: Math.max(each, 1e-6), u: u[level], levels: 1 });
		for (
			let last = pools.at(-1)!, before = pools.at(-2);
			before && before.m / before.u > last.m / last.u;
			before = pools.at(-2)
		) {
			pools.splice(-2, 2, { m: before.m + last.m, u: before.u + last.u, levels: before.levels + last.levels });
			last = pools.at(-1)!;
		}
	});
	const weights = pools.flatMap((pool) => new Array<number>(pool.levels).fill(Math.log2(pool.m / pool.u)));
	return Float64Array.from([0, ...first, ...weights]);
}

export function probabilityOf(weight: number): number {
	return 1 / (1 + 2 ** -weight);
}

function normalized(values: readonly number[]): number[] {
	const sum = values.reduce((all, each) => all + each, 0);
	return values.map((each) => each / sum);
}
