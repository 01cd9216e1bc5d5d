/**
 * `npm run bench:dedupe -- [--data FOLDER] [--crm 20000] [--seed 7]`: how well and how fast duplicates are found, with the
 * shipped presets and without labels, on public data sets in a folder and on our own generator's contacts.
 */
import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { clusterPairs } from '../../core/stages/dedupe/linkage/clusters';
import { link, type Linkage } from '../../core/stages/dedupe/linkage/linkage';
import {
	bCubed,
	meantPairs,
	type Measures,
	measuresOf,
	pairwiseMeasures,
} from '../../core/stages/dedupe/linkage/measures';
import { assignOneToOne } from '../../core/stages/dedupe/linkage/one-to-one';
import { seededRandom } from '../../demo/dedupe/seeded-random';
import { crmDataSet, type DataSet, publicDataSets } from './data-sets';

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			data: { type: 'string' },
			crm: { type: 'string', multiple: true, default: ['20000'] },
			seed: { type: 'string', default: '7' },
		},
	});
	const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
	console.log(
		`machine: ${cpus().length} x ${cpus()[0].model}, Node ${process.version}; commit ${commit}; seed ${values.seed}\n`,
	);
	console.log(
		columns([
			'data set',
			'records',
			'pairs',
			'block R',
			'pairs F1',
			'P',
			'R',
			'clusters F1',
			'P',
			'R',
			'B3',
			'seconds',
			'stall ms',
			'goal',
		]),
	);
	if (values.data !== undefined) for (const set of publicDataSets(values.data)) await measure(set);
	for (const count of values.crm) {
		for (const profile of ['easy', 'hard'] as const)
			await measure(crmDataSet(profile, Number(count), Number(values.seed)));
	}
	console.log(
		`\npeak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MB, the data and its generator included`,
	);
}

async function measure(set: DataSet): Promise<void> {
	const stall = watchStalls();
	const started = performance.now();
	const linkage = await link(set.records, { subject: set.subject, lists: set.lists, random: seededRandom(1) });
	const clusters = set.lists ? undefined : await clusterPairs(linkage);
	const seconds = (performance.now() - started) / 1000;
	const longest = stall();
	const { pairs, blocked } = pairMeasures(set, linkage);
	const joined = clusters && pairwiseMeasures(clusters, set.truth);
	const reached = (joined ?? pairs).f1;
	const verdict = set.goal === undefined ? '' : `${set.goal} ${reached >= set.goal ? 'met' : 'NOT MET'}`;
	console.log(
		columns([
			set.name,
			String(set.records.length),
			String(linkage.pairs.count),
			blocked.toFixed(4),
			...shares(pairs),
			...(joined ? shares(joined) : ['', '', '']),
			clusters ? bCubed(clusters, set.truth).f1.toFixed(4) : '',
			seconds.toFixed(1),
			longest.toFixed(0),
			verdict,
		]),
	);
}

function pairMeasures(
	{ truth, lists }: DataSet,
	{ pairs }: Linkage,
): { readonly pairs: Measures; readonly blocked: number } {
	const { left, right, weights, count } = pairs;
	const likely = new Set<number>();
	let reached = 0;
	for (let pair = 0; pair < count; pair += 1) {
		if (weights[pair] > 0) likely.add(pair);
		if (truth[left[pair]] === truth[right[pair]]) reached += 1;
	}
	const chosen = lists ? assignOneToOne(pairs) : [...likely];
	const meant = meantPairs(truth, lists);
	const hits = chosen.filter((pair) => truth[left[pair]] === truth[right[pair]]).length;
	return { pairs: measuresOf(hits, chosen.length, meant), blocked: reached / meant };
}

/** The longest that nothing else could run, in milliseconds, until the function is called. */
function watchStalls(): () => number {
	let longest = 0;
	let last = performance.now();
	const timer = setInterval(() => {
		longest = Math.max(longest, performance.now() - last - 5);
		last = performance.now();
	}, 5);
	return () => {
		clearInterval(timer);
		return longest;
	};
}

function shares({ f1, precision, recall }: Measures): string[] {
	return [f1, precision, recall].map((share) => share.toFixed(4));
}

function columns(cells: readonly string[]): string {
	const widths = [14, 8, 9, 8, 9, 7, 7, 11, 7, 7, 7, 8, 9, 14];
	return cells.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join(' ');
}

void main();
