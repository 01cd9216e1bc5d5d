import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startCrashOrg, writeReferenceFile } from './crash-org';
import { pickCases, pickSeries, type CrashPoint, type Delivery } from './crash-point';
import { runToEnd, type RunEnd, type RunSetting } from './crash-run';
import { judge, repeatedRows } from './judge';

/** Of the records of the org; the points have one of their own. */
const dataSeed = 20_261_121;
const largestBatch = 2_000;
const fewestBatches = 4;
const deliveries: readonly Delivery[] = ['immediate', 'at_finish'];
const columns = [6, 11, 15, 32, 14, 9] as const;

type Unkilled = Readonly<Record<Delivery, RunEnd>>;

/** Kills runs of the pipeline and compares what they leave with what a run leaves that nobody killed. */
class CrashTest {
	passed = 0;
	failed = 0;

	constructor(
		private readonly setting: Omit<RunSetting, 'name' | 'delivery'>,
		private readonly unkilled: Unkilled,
	) {}

	static async begin(setting: Omit<RunSetting, 'name' | 'delivery'>): Promise<CrashTest> {
		const immediate = await runUnkilled(setting, 'immediate');
		const atFinish = await runUnkilled(setting, 'at_finish');
		return new CrashTest(setting, { immediate, at_finish: atFinish });
	}

	/** One run for each point, killed there. */
	async killOnce(count: number, seed: number): Promise<void> {
		const traces = { immediate: this.unkilled.immediate.trace, at_finish: this.unkilled.at_finish.trace };
		for (const [index, { delivery, point }] of pickCases(count, seed, traces).entries()) {
			const name = `point-${index + 1}`;
			await this.compare(name, [String(index + 1), delivery, point.kind, placeOf(point)], delivery, [point]);
		}
	}

	/** One run for each delivery, its processes killed one after another. */
	async killAgainAndAgain(count: number, seed: number): Promise<void> {
		for (const delivery of deliveries) {
			const points = pickSeries(count, seed, this.unkilled[delivery].trace);
			await this.compare(`series-${delivery}`, ['series', delivery, 'requests', `${count} points, one after another`], delivery, points);
		}
	}

	private async compare(name: string, cells: readonly string[], delivery: Delivery, points: readonly CrashPoint[]): Promise<void> {
		const end = await runToEnd({ ...this.setting, name, delivery }, points);
		const problems = judge(this.unkilled[delivery], end);
		if (end.kills.length === 0) problems.push('the point was never reached');
		if (problems.length === 0) this.passed += 1;
		else this.failed += 1;
		const resumed = end.kills.length === 1 ? end.kills[0] : `${end.kills.length} times`;
		say(row([...cells, resumed, String(repeatedRows(this.unkilled[delivery], end)), problems.length === 0 ? 'yes' : 'NO']));
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
		say(`${records.toLocaleString('en-US')} Leads in batches of ${batchSize.toLocaleString('en-US')}, ${points} points, seed ${seed}`);
		const test = await CrashTest.begin({ org, folder, referenceFile, batchSize });
		say(row(['point', 'delivery', 'kind', 'killed at', 'resumed', 'repeated', 'equal']));
		await test.killOnce(points, seed);
		await test.killAgainAndAgain(points, seed);
		say(`${test.passed} passed, ${test.failed} failed`);
		process.exitCode = test.failed === 0 ? 0 : 1;
	} finally {
		await org.close();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function runUnkilled(setting: Omit<RunSetting, 'name' | 'delivery'>, delivery: Delivery): Promise<RunEnd> {
	const end = await runToEnd({ ...setting, name: `unkilled-${delivery}`, delivery }, []);
	const problems = judge(end, end);
	if (problems.length > 0) throw new Error(`The unkilled run is no measure (${delivery}): ${problems.join('; ')}`);
	say(end.summaries[0].text.split('\n').slice(0, 3).join('\n'));
	say(`${delivery}: ${end.trace.requests} requests, ${end.savedRows.toLocaleString('en-US')} rows saved\n`);
	return end;
}

function placeOf({ method, count }: CrashPoint): string {
	return method === undefined ? `request ${count}` : `${method} ${count}`;
}

function row(cells: readonly string[]): string {
	return cells.map((cell, index) => cell.padEnd(columns[index] ?? 0)).join(' ').trimEnd();
}

function readArguments(): { points: number; records: number; seed: number } {
	const { values } = parseArgs({
		options: {
			points: { type: 'string', default: '20' },
			records: { type: 'string', default: '20000' },
			seed: { type: 'string', default: '1' },
		},
	});
	return { points: wholeNumber('points', values.points), records: wholeNumber('records', values.records), seed: wholeNumber('seed', values.seed) };
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
