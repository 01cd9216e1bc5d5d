/**
 * `npm run dedupe -- FILE.csv --object Contact`: finds the duplicates of any CSV file with the same engine and presets as the
 * node, for people who want to look before they connect anything. Nothing leaves the machine.
 */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { stringify } from 'csv-stringify/sync';
import { clusterPairs } from '../../core/stages/dedupe/linkage/clusters';
import type { LinkageField, LinkageRecord } from '../../core/stages/dedupe/linkage/fields';
import { link, type Linkage } from '../../core/stages/dedupe/linkage/linkage';
import { probabilityOf } from '../../core/stages/dedupe/linkage/model';
import { assignOneToOne } from '../../core/stages/dedupe/linkage/one-to-one';
import { linkagePreset } from '../../core/stages/dedupe/linkage/presets';
import { progressTo } from './progress-line';
import { seededRandom } from './seeded-random';
import { mapColumns } from './columns';
import { labelMeasures } from './label-measures';
import { readRows, type Row } from './read-rows';

const say = (line = ''): void => console.log(line);
const help = `npm run dedupe -- FILE.csv --object Lead|Contact|Account
  --against OTHER.csv      matches the records of two files, each of which holds nobody twice
  --map field=Column       which column says what; "street=No+Street" joins two; may be repeated
  --label Column           who each record is in truth: prints precision, recall, F1 and B3
  --out pairs.csv          the pairs found, with their match probability and what spoke for it
  --out clusters.csv       the file with a column for the cluster of each record`;

async function main(): Promise<void> {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: {
			object: { type: 'string' },
			against: { type: 'string' },
			map: { type: 'string', multiple: true, default: [] },
			label: { type: 'string' },
			out: { type: 'string', multiple: true, default: [] },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help || positionals.length !== 1 || values.object === undefined) {
		say(help);
		process.exitCode = values.help ? 0 : 2;
		return;
	}
	const started = performance.now();
	const { columns: header, rows } = await readRows(positionals[0]);
	const others = values.against === undefined ? [] : (await readRows(values.against)).rows;
	const all = [...rows, ...others];
	const preset = linkagePreset(values.object);
	if (values.label !== undefined && !header.includes(values.label))
		throw new Error(`The file has no column ${values.label}; it has ${header.join(', ')}`);
	const columns = mapColumns(header, preset, mapOf(values.map), values.label);
	if (columns.size === 0)
		throw new Error(
			`None of the columns ${header.join(', ')} has a usual name: say what they are by --map field=Column`,
		);
	say(
		`${all.length} records; compared by ${[...columns].map(([field, from]) => `${field} (${from.join(' + ')})`).join(', ')}`,
	);
	const lists = others.length > 0 ? Uint8Array.from(all, (_, index) => (index < rows.length ? 0 : 1)) : undefined;
	const records = all.map((row) => recordOf(row, columns));
	const progress = progressTo(process.stderr);
	const linkage = await link(records, {
		subject: preset.subject,
		lists,
		random: seededRandom(1),
		progress: progress.tell,
	});
	const pairs = lists ? assignOneToOne(linkage.pairs) : likelyPairs(linkage);
	const clusters = lists ? clustersOf(pairs, linkage) : await clusterPairs(linkage, progress.tell);
	progress.end();
	reportBlocks(linkage);
	say(
		`${pairs.length} likely pairs of ${linkage.pairs.count} compared; ${countClusters(clusters)} groups of duplicates`,
	);
	const seconds = (performance.now() - started) / 1_000;
	say(
		`${seconds.toFixed(1)} s, reading included; peak memory ${Math.round(process.resourceUsage().maxRSS / 1_024)} MB`,
	);
	if (values.label !== undefined)
		labelMeasures(all, values.label, { clusters, pairs, linkage, lists }).forEach((line) => say(line));
	for (const file of values.out) await write(file, all, { clusters, pairs, linkage });
}

function mapOf(pairs: readonly string[]): Record<string, string> {
	return Object.fromEntries(
		pairs.map((pair) => {
			const at = pair.indexOf('=');
			if (at <= 0) throw new Error(`--map takes field=Column, not ${pair}`);
			return [pair.slice(0, at), pair.slice(at + 1)];
		}),
	);
}

function recordOf(row: Row, columns: ReadonlyMap<LinkageField, readonly string[]>): LinkageRecord {
	return Object.fromEntries(
		[...columns].map(([field, from]) => [
			field,
			from
				.map((column) => row[column] ?? '')
				.join(' ')
				.trim(),
		]),
	);
}

function reportBlocks({ pairs: { blocks } }: Linkage): void {
	for (const { rule, cappedBlocks, cappedRecords } of blocks) {
		if (cappedBlocks > 0)
			say(
				`${cappedRecords} records in ${cappedBlocks} large blocks by ${rule}: each was compared with its neighbours only`,
			);
	}
	const leftOut = blocks.filter(({ isLeftOut }) => isLeftOut).map(({ rule }) => rule);
	if (leftOut.length > 0) say(`not used, because they would cost too many pairs: ${leftOut.join(', ')}`);
}

function likelyPairs({ pairs: { weights, count } }: Linkage): number[] {
	const likely: number[] = [];
	for (let pair = 0; pair < count; pair += 1) if (weights[pair] > 0) likely.push(pair);
	return likely;
}

function clustersOf(assigned: readonly number[], { pairs: { left, right }, ranks }: Linkage): Int32Array {
	const clusters = Int32Array.from({ length: ranks.length }, (_, index) => index);
	for (const pair of assigned) clusters[right[pair]] = left[pair];
	return clusters;
}

function countClusters(clusters: Int32Array): number {
	const sizes = new Map<number, number>();
	for (const cluster of clusters) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
	return [...sizes.values()].filter((size) => size > 1).length;
}

interface Found {
	readonly clusters: Int32Array;
	readonly pairs: readonly number[];
	readonly linkage: Linkage;
}

async function write(file: string, rows: readonly Row[], { clusters, pairs, linkage }: Found): Promise<void> {
	const stream = createWriteStream(file);
	const lines = /pairs[^/]*$/.test(file) ? pairLines(pairs, linkage) : clusterLines(rows, clusters);
	for (const line of lines) if (!stream.write(stringify([[...line]]))) await once(stream, 'drain');
	stream.end();
	await once(stream, 'finish');
	say(`written: ${file}`);
}

function* pairLines(
	pairs: readonly number[],
	{ pairs: { left, right, weights }, weigher }: Linkage,
): Generator<readonly string[]> {
	yield ['left_row', 'right_row', 'match_probability', 'match_weight', 'contributions'];
	for (const pair of pairs) {
		const parts = weigher.explain(left[pair], right[pair]);
		const reasons = parts.map(
			({ comparison, level, weight }) => `${comparison}${level ? ` ${level}` : ''} ${weight.toFixed(2)}`,
		);
		const weight = weights[pair];
		yield [
			String(left[pair] + 1),
			String(right[pair] + 1),
			probabilityOf(weight).toFixed(4),
			weight.toFixed(2),
			reasons.join('; '),
		];
	}
}

function* clusterLines(rows: readonly Row[], clusters: Int32Array): Generator<readonly string[]> {
	yield [...Object.keys(rows[0]), 'cluster'];
	for (const [index, row] of rows.entries()) yield [...Object.values(row), String(clusters[index] + 1)];
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
