import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { mapValues } from 'lodash';
import { startCrashOrg, writeReferenceFile } from './crash-org';
import { pickCases, pickSeries, wayNames, type CrashPoint, type Trace, type Way } from './crash-point';
import { runToEnd, type RunEnd, type RunSetting } from './crash-run';
import { judge, repeatedRows } from './judge';

/** Of the records of the org; the points have one of their own. */
const dataSeed = 20_261_121;
const largestBatch = 2_000;
const fewestBatches = 4;
/** In one go a process that is killed early each time would begin anew each time. */
const seriesWays: readonly Way[] = ['batches, immediate', 'batches, at finish'];
const columns = [6, 19, 14, 27, 9, 9] as const;

type Setting = Omit<RunSetting, 'name' | 'way'>;

/** Kills runs of the pipeline and compares what they leave with what a run leaves that nobody killed. */
class CrashTest {
	passed = 0;
	failed = 0;

	constructor(
		private readonly setting: Setting,
		private readonly unkilled: Readonly<Record<Way, RunEnd>>,
	) {}

	static async begin(setting: Setting): Promise<CrashTest> {
		const unkilled: Partial<Record<Way, RunEnd>> = {};
		for (const way of wayNames) unkilled[way] = await runUnkilled(setting, way);
		return new CrashTest(setting, unkilled as Record<Way, RunEnd>);
	}

	/** One run for each point, killed there. */
	async killOnce(count: number, seed: number): Promise<void> {
		const traces = mapValues(this.unkilled, ({ trace }): Trace => trace);
		for (const [index, { way, point }] of pickCases(count, seed, traces).entries()) {
			const name = `point-${index + 1}`;
			await this.compare(name, [String(index + 1), way, point.kind, placeOf(point)], way, [point]);
		}
	}

	/** One run for each delivery in batches, its processes killed one after another. */
	async killAgainAndAgain(count: number, seed: number): Promise<void> {
		for (const [index, way] of seriesWays.entries()) {
			const points = pickSeries(count, seed, this.unkilled[way].trace);
			await this.compare(`series-${index + 1}`, ['series', way, 'requests', `up to ${count}, in a row`], way, points);
		}
	}

	private async compare(
		name: string,
		cells: readonly string[],
		way: Way,
		points: readonly CrashPoint[],
	): Promise<void> {
		const end = await runToEnd({ ...this.setting, name, way }, points);
		const problems = judge(this.unkilled[way], end);
		if (end.kills.length === 0) problems.push('the point was never reached');
		if (problems.length === 0) this.passed += 1;
		else this.failed += 1;
		const resumed = end.kills.length === 1 ? end.kills[0] : `${end.kills.length} times`;
		say(row([...cells, resumed, String(repeatedRows(this.unkilled[way], end)), problems.length === 0 ? 'yes' : 'NO']));
		for (const problem of problems) say(`         ${problem}`);
	}
}

async function main(): Promise<void> {
	const { points, records, seed } = readArguments();
	const folder = mkdtempSync(join(tmpdir(), 'crash-test-'));
	const org = await startCrashOrg(records, dataSeed);
	try {
		const referenceFile = join(folder, 'companies.csv');
		writeReferenceFile(referenceFile);
		const batchSize = Math.min(largestBatch, Math.ceil(records / fewestBatches));
		say(
			`${records.toLocaleString('en-US')} Leads in batches of ${batchSize.toLocaleString('en-US')}, ${points} points, seed ${seed}`,
		);
		const test = await CrashTest.begin({ org, folder, referenceFile, batchSize });
		say(row(['point', 'way', 'kind', 'killed at', 'resumed', 'repeated', 'equal']));
		await test.killOnce(points, seed);
		await test.killAgainAndAgain(points, seed);
		say(`${test.passed} passed, ${test.failed} failed`);
		process.exitCode = test.failed === 0 ? 0 : 1;
	} finally {
		await org.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function runUnkilled(setting: Setting, way: Way): Promise<RunEnd> {
	const end = await runToEnd({ ...setting, name: `unkilled-${wayNames.indexOf(way)}`, way }, []);
	const problems = judge(end, end);
	if (problems.length > 0) throw new Error(`The unkilled run is no measure (${way}): ${problems.join('; ')}`);
	const { status, counts } = end.summaries[0];
	const saved = `${end.savedRows.toLocaleString('en-US')} rows saved`;
	say(
		`unkilled, ${way}: ${status}, ${counts.written} written, ${counts.rejected} rejected, ${end.trace.requests} requests, ${saved}`,
	);
	return end;
}

function placeOf({ method, count }: CrashPoint): string {
	return method === undefined ? `request ${count}` : `${method} ${count}`;
}

function row(cells: readonly string[]): string {
	return cells
		.map((cell, index) => cell.padEnd(columns[index] ?? 0))
		.join(' ')
		.trimEnd();
}

function readArguments(): { points: number; records: number; seed: number } {
	const { values } = parseArgs({
		options: {
			points: { type: 'string', default: '20' },
			records: { type: 'string', default: '20000' },
			seed: { type: 'string', default: '1' },
		},
	});
	return {
		points: wholeNumber('points', values.points),
		records: wholeNumber('records', values.records),
		seed: wholeNumber('seed', values.seed),
	};
}

function wholeNumber(name: string, value: string): number {
	const number = Number(value);
	if (Number.isInteger(number) && number >= 1) return number;
	throw new Error(`--${name} takes a whole number above 0, not ${value}`);
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

void main();
