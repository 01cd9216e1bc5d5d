import type { EncodedFeature } from '../data/encoded';
import type { Binning } from './binning';

/** A stretch of values with the records in it. */
interface Stretch {
	/** Where it begins: a number, or the place of a group of texts. */
	readonly from: number;
	readonly records: number;
	readonly wins: number;
	readonly levels: readonly string[];
}

export interface BinLimits {
	/** Of a field, missing and rare values aside. */
	readonly mostBins: number;
	/** Share of the records that a bin of numbers has at least. */
	readonly leastShare: number;
	/** Two neighbours with a χ² below this are one bin: 3.84 is 5 % of chance. */
	readonly leastChiSquare: number;
}

export const usualLimits: BinLimits = { mostBins: 20, leastShare: 0.005, leastChiSquare: 3.84 };

/** A bin of numbers holds about this many wins, and losses, at least. */
const leastDecidedEach = 8;
const mostStretches = 64;
const leastRecordsOfLevel = 25;

/**
 * Bins within which records win alike: neighbouring stretches are joined while their shares of wins differ least
 * (ChiMerge: Kerber, 1992). With `monotone` the shares of wins rise or fall all the way (pool adjacent violators: Ayer et al., 1955).
 */
export function learnBins(
	encoded: EncodedFeature,
	outcomes: Int8Array,
	limits = usualLimits,
	monotone?: 'rising' | 'falling',
): Binning {
	if (encoded.type === 'number') {
		const least = Math.max(limits.leastShare * outcomes.length, leastDecidedEach / rarerShare(outcomes));
		const merged = merge(pool(numberStretches(encoded.values, outcomes), monotone), limits, least);
		return { type: 'number', edges: merged.slice(1).map(({ from }) => from) };
	}
	const merged = merge(levelStretches(encoded, outcomes), limits, 0);
	return { type: 'category', groups: merged.map(({ levels }) => levels) };
}

/** Values of about equal numbers of records; a value that many records share has a stretch of its own. */
function numberStretches(values: Float64Array, outcomes: Int8Array): Stretch[] {
	const edges = quantileEdges(values, mostStretches);
	const records = new Float64Array(edges.length);
	const wins = new Float64Array(edges.length);
	for (let row = 0; row < values.length; row += 1) {
		if (Number.isNaN(values[row])) continue;
		const stretch = Math.max(0, firstAbove(edges, values[row]) - 1);
		records[stretch] += 1;
		wins[stretch] += outcomes[row];
	}
	return Array.from(edges, (from, at) => ({ from, records: records[at], wins: wins[at], levels: [] }));
}

/**
 * Where stretches of about equal numbers of records begin, rising, the least value first. A value that fills a stretch has it
 * to itself: the next value begins another.
 */
export function quantileEdges(values: Float64Array, most: number): Float64Array {
	const sorted = values.filter((value) => !Number.isNaN(value)).sort();
	const edges = new Set<number>();
	for (let part = 0; part < most && sorted.length > 0; part += 1) {
		const value = sorted[Math.floor((part * sorted.length) / most)];
		if (edges.has(value)) {
			const next = firstAbove(sorted, value);
			if (next < sorted.length) edges.add(sorted[next]);
		}
		edges.add(value);
	}
	return Float64Array.from(edges).sort();
}

function firstAbove(sorted: Float64Array, value: number): number {
	let [low, high] = [0, sorted.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (sorted[middle] <= value) low = middle + 1;
		else high = middle;
	}
	return low;
}

/** The frequent texts, in order of their share of wins; rare ones are left to the bin of rare and new ones. */
function levelStretches(encoded: Extract<EncodedFeature, { type: 'category' }>, outcomes: Int8Array): Stretch[] {
	const records = new Float64Array(encoded.levels.length);
	const wins = new Float64Array(encoded.levels.length);
	encoded.codes.forEach((code, row) => {
		if (code < 0) return;
		records[code] += 1;
		wins[code] += outcomes[row];
	});
	return encoded.levels
		.map((level, code) => ({ from: 0, records: records[code], wins: wins[code], levels: [level] }))
		.filter((stretch) => stretch.records >= leastRecordsOfLevel)
		.sort((a, b) => a.wins / a.records - b.wins / b.records || (a.levels[0] < b.levels[0] ? -1 : 1));
}

/** The share of wins or that of losses, whichever is less. */
function rarerShare(outcomes: Int8Array): number {
	const share = outcomes.reduce((sum, outcome) => sum + outcome, 0) / Math.max(1, outcomes.length);
	return Math.max(1e-6, Math.min(share, 1 - share));
}

function pool(stretches: Stretch[], monotone: 'rising' | 'falling' | undefined): Stretch[] {
	if (!monotone) return stretches;
	const sign = monotone === 'rising' ? 1 : -1;
	const pooled: Stretch[] = [];
	for (const stretch of stretches) {
		let last = stretch;
		while (pooled.length > 0 && sign * (rateOf(pooled[pooled.length - 1]) - rateOf(last)) >= 0) {
			last = joined(pooled.pop() as Stretch, last);
		}
		pooled.push(last);
	}
	return pooled;
}

function merge(stretches: readonly Stretch[], limits: BinLimits, least: number): Stretch[] {
	const merged = [...stretches];
	while (merged.length > 1) {
		const at = mostAlike(merged, least);
		const isDone =
			merged.length <= limits.mostBins &&
			Math.min(merged[at].records, merged[at + 1].records) >= least &&
			chiSquare(merged[at], merged[at + 1]) >= limits.leastChiSquare;
		if (isDone) break;
		merged.splice(at, 2, joined(merged[at], merged[at + 1]));
	}
	return merged;
}

/** The first of the two neighbours to be joined next: those with too few records go first. */
function mostAlike(stretches: readonly Stretch[], least: number): number {
	let [best, bestCost] = [0, Infinity];
	for (let at = 0; at + 1 < stretches.length; at += 1) {
		const isSmall = Math.min(stretches[at].records, stretches[at + 1].records) < least;
		const cost = chiSquare(stretches[at], stretches[at + 1]) - (isSmall ? 1e9 : 0);
		if (cost < bestCost) [best, bestCost] = [at, cost];
	}
	return best;
}

/** Pearson's χ² of two bins by won and lost. */
function chiSquare(a: Stretch, b: Stretch): number {
	const records = a.records + b.records;
	const share = (a.wins + b.wins) / Math.max(1, records);
	if (share <= 0 || share >= 1 || a.records === 0 || b.records === 0) return 0;
	const difference = rateOf(a) - rateOf(b);
	return (difference * difference) / (share * (1 - share) * (1 / a.records + 1 / b.records));
}

function rateOf({ wins, records }: Stretch): number {
	return wins / Math.max(1, records);
}

function joined(a: Stretch, b: Stretch): Stretch {
	return { from: a.from, records: a.records + b.records, wins: a.wins + b.wins, levels: [...a.levels, ...b.levels] };
}
