import { bands } from '../../core/stages/dedupe/linkage/bands';
import { type Reliability, reliabilityOf } from '../../core/stages/dedupe/linkage/calibration';
import { clusterPairs } from '../../core/stages/dedupe/linkage/clusters';
import { link, type Linkage } from '../../core/stages/dedupe/linkage/linkage';
import {
	bCubed,
	meantPairs,
	type Measures,
	measuresOf,
	pairwiseMeasures,
} from '../../core/stages/dedupe/linkage/measures';
import { probabilityOf } from '../../core/stages/dedupe/linkage/model';
import { assignOneToOne, competingWeights } from '../../core/stages/dedupe/linkage/one-to-one';
import { seededRandom } from '../../demo/dedupe/seeded-random';
import type { DataSet } from './data-sets';

/** What one data set came to. */
export interface SetMeasures {
	readonly set: DataSet;
	readonly compared: number;
	readonly blockingRecall: number;
	readonly pairs: Measures;
	/** Only of one list: two that hold nobody twice have pairs and no clusters. */
	readonly clusters?: Measures;
	readonly bCubed?: Measures;
	/** Of the pairs that would be joined without anybody looking. */
	readonly automaticPrecision: number;
	readonly reliability: Reliability;
	readonly seconds: number;
	/** The longest that nothing else could run. */
	readonly stallMs: number;
	/** The most that the process held while it ran, the data included. */
	readonly peakMb: number;
}

/** Finds the duplicates of a data set as the shipped presets do, and compares with its truth. */
export async function measureSet(set: DataSet): Promise<SetMeasures> {
	const watch = watchProcess();
	const started = performance.now();
	const linkage = await link(set.records, { subject: set.subject, lists: set.lists, random: seededRandom(1) });
	const clusters = set.lists ? undefined : await clusterPairs(linkage);
	const seconds = (performance.now() - started) / 1_000;
	const { stallMs, peakMb } = watch();
	const { pairs } = linkage;
	const isRight = (pair: number): boolean => set.truth[pairs.left[pair]] === set.truth[pairs.right[pair]];
	return {
		set,
		compared: pairs.count,
		...pairMeasures(set, linkage, isRight),
		...(clusters && { clusters: pairwiseMeasures(clusters, set.truth), bCubed: bCubed(clusters, set.truth) }),
		reliability: reliabilityOf(set.lists ? competingWeights(pairs) : pairs.weights, isRight, bands.floor),
		seconds,
		stallMs,
		peakMb,
	};
}

function pairMeasures(
	{ truth, lists }: DataSet,
	{ pairs }: Linkage,
	isRight: (pair: number) => boolean,
): Pick<SetMeasures, 'pairs' | 'blockingRecall' | 'automaticPrecision'> {
	const likely: number[] = [];
	let reached = 0;
	for (let pair = 0; pair < pairs.count; pair += 1) {
		if (pairs.weights[pair] > 0) likely.push(pair);
		if (isRight(pair)) reached += 1;
	}
	const chosen = lists ? assignOneToOne(pairs) : likely;
	const automatic = chosen.filter((pair) => probabilityOf(pairs.weights[pair]) >= bands.automatic);
	const meant = meantPairs(truth, lists);
	return {
		pairs: measuresOf(chosen.filter(isRight).length, chosen.length, meant),
		blockingRecall: meant === 0 ? 1 : reached / meant,
		automaticPrecision: automatic.length === 0 ? 1 : automatic.filter(isRight).length / automatic.length,
	};
}

/** Watches until the function is called. */
function watchProcess(): () => Pick<SetMeasures, 'stallMs' | 'peakMb'> {
	let stallMs = 0;
	let peak = process.memoryUsage.rss();
	let last = performance.now();
	const timer = setInterval(() => {
		stallMs = Math.max(stallMs, performance.now() - last - 5);
		peak = Math.max(peak, process.memoryUsage.rss());
		last = performance.now();
	}, 5);
	return () => {
		clearInterval(timer);
		return { stallMs, peakMb: Math.max(peak, process.memoryUsage.rss()) / 2 ** 20 };
	};
}
