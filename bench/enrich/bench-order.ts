/**
 * `npm run bench:order`: five emulated providers whose hit rates drift; after `--records N` (500) the order that is advised, held
 * against all 120 on new records, for `--seeds N` (20) chains. Fails when the median or the worst of them misses its target.
 */
import { parseArgs } from 'node:util';
import { type OrderTrial, tryAdvice } from './order-trial';

/** New records that every order is tried on. */
const judged = 2_000;
/** Of the best order's fills per credit, and above the worst's. */
const shareOfBest = 0.97;
const aboveWorst = 1.25;

function main(): void {
	const { values } = parseArgs({
		options: { records: { type: 'string', default: '500' }, seeds: { type: 'string', default: '20' } },
	});
	const [records, seeds] = [Number(values.records), Number(values.seeds)];
	const started = performance.now();
	const trials = Array.from({ length: seeds }, (_, index) => tryAdvice(index + 1, records, judged));
	console.log(`${records} records each, ${seeds} seeds; values per credit on 2,000 new records, all 120 orders tried`);
	console.log(
		'| Seed | Asked otherwise | Worst | As it stood | Cheapest first | Advised | Best | Of best | Above worst | Sure |',
	);
	console.log('|---|---|---|---|---|---|---|---|---|---|');
	for (const trial of trials) console.log(lineOf(trial));
	const ofBest = spread(trials.map(({ advised, best }) => advised / best));
	const overWorst = spread(trials.map(({ advised, worst }) => advised / worst));
	const isEnough = ofBest.least >= shareOfBest && overWorst.least >= aboveWorst;
	const byPrice = spread(trials.map(({ cheapest, best }) => cheapest / best));
	console.log(`cheapest first, for comparison: least ${percent(byPrice.least)} of the best`);
	console.log(
		`of the best: median ${percent(ofBest.median)}, least ${percent(ofBest.least)} (target ${percent(shareOfBest)})`,
	);
	console.log(
		`above the worst: median ${percent(overWorst.median - 1)}, least ${percent(overWorst.least - 1)} (target ${percent(aboveWorst - 1)})`,
	);
	console.log(`${((performance.now() - started) / 1_000).toFixed(1)} s; ${isEnough ? 'reached' : 'NOT reached'}`);
	process.exitCode = isEnough ? 0 : 1;
}

function lineOf({ seed, explored, worst, present, cheapest, advised, best, advice }: OrderTrial): string {
	const figures = [worst, present, cheapest, advised, best].map((each) => each.toFixed(3));
	const cells = [
		seed,
		explored,
		...figures,
		percent(advised / best),
		percent(advised / worst - 1),
		percent(advice.certainty),
	];
	return `| ${cells.join(' | ')} |`;
}

function spread(values: readonly number[]): { median: number; least: number } {
	const sorted = values.toSorted((a, b) => a - b);
	return { median: sorted[Math.floor(sorted.length / 2)], least: sorted[0] };
}

function percent(share: number): string {
	return `${(share * 100).toFixed(1)} %`;
}

main();
