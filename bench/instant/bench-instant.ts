import { parseArgs } from 'node:util';
import { seededRandom } from '../../emulators/salesforce/seeded-random';
import { describeMachine } from '../machine';
import { receiptsAlone, receiptsBeside, receiptsBesideOneCore, type Receipts } from './beside-run';
import { InstantArena, path } from './instant-arena';
import { jobPath } from './job-workflow';
import { allWritten, isNewestFirst, type JobRound, measureJob, measureRound, percentile, type Round } from './measure';
import type { Processes } from './n8n-processes';

const helpText = `Measures the instant template in the real n8n: from the receipt of 100 notifications to confirmed writes.

  --rounds NUMBER      rounds of 100 notifications; default 30
  --burst NUMBER       records of the burst; default 1000
  --beside NUMBER      records of the run beside which messages are answered; default 50000, 0 for none
  --only-beside        measures nothing else
  --alone NUMBER       messages that are answered with nothing else at work; default 100
  --latency NUMBER     milliseconds of every reply of the provider; default 300
  --seed NUMBER        data seed; default 1`;

const perMessage = 100;
const jobRounds = 5;
const goalMs = 2_000;
const receiptGoalMs = 100;
const longestPauseMs = 2_000;
const secondsForBurst = 120;
const secondsAfterKill = 240;

interface Options {
	readonly rounds: number;
	readonly burst: number;
	readonly besideRun: number;
	readonly onlyBeside: boolean;
	readonly alone: number;
	readonly latencyMs: number;
	readonly dataSeed: number;
}

function readOptions(): Options | undefined {
	const { values } = parseArgs({
		options: {
			rounds: { type: 'string', default: '30' },
			burst: { type: 'string', default: '1000' },
			beside: { type: 'string', default: '50000' },
			'only-beside': { type: 'boolean', default: false },
			alone: { type: 'string', default: '100' },
			latency: { type: 'string', default: '300' },
			seed: { type: 'string', default: '1' },
			help: { type: 'boolean', default: false },
		},
	});
	if (values.help) return undefined;
	return {
		rounds: Number(values.rounds),
		burst: Number(values.burst),
		besideRun: Number(values.beside),
		onlyBeside: values['only-beside'],
		alone: Number(values.alone),
		latencyMs: Number(values.latency),
		dataSeed: Number(values.seed),
	};
}

async function main(): Promise<void> {
	const options = readOptions();
	if (!options) return say(helpText);
	describe(options);
	const verdicts: boolean[] = [];
	await inArena(options, 'one', async (arena) => {
		if (!options.onlyBeside) {
			verdicts.push(await rounds(arena, options));
			verdicts.push(await jobs(arena));
			verdicts.push(await burst(arena, options));
		}
		if (options.besideRun > 0) await inOneProcess(arena, options);
		if (!options.onlyBeside) verdicts.push(await killed(arena, options));
	});
	if (options.besideRun > 0)
		await inArena(options, 'queue', async (arena) => {
			for (const verdict of await inQueueMode(arena, options)) verdicts.push(verdict);
		});
	if (verdicts.includes(false)) process.exitCode = 1;
}

async function inArena(
	options: Options,
	processes: Processes,
	measure: (arena: InstantArena) => Promise<void>,
): Promise<void> {
	const companies = options.rounds * perMessage + 2 * options.burst + 5 * perMessage;
	const arena = await InstantArena.open({ ...options, processes, companies, people: jobRounds * perMessage }, say);
	const end = () => void arena.close().finally(() => process.exit(1));
	for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end);
	try {
		await arena.start();
		await measure(arena);
	} finally {
		for (const signal of ['SIGTERM', 'SIGINT'] as const) process.off(signal, end);
		await arena.close();
	}
}

async function rounds(arena: InstantArena, { rounds: count, dataSeed }: Options): Promise<boolean> {
	// What n8n and the pack load once is no part of what people wait for every time.
	const first = await measureRound(arena, perMessage);
	say(`first message after the start: receipt ${ms(first.receiptMs)}, written ${ms(first.writtenMs)}`);
	const measured: Round[] = [];
	const random = seededRandom(dataSeed);
	for (let round = 0; round < count; round += 1) {
		// Some messages come while the run before is ending, some when nothing is at work.
		await new Promise((resolve) => setTimeout(resolve, random() * longestPauseMs));
		measured.push(await measureRound(arena, perMessage));
	}
	const written = measured.map(({ writtenMs }) => writtenMs);
	const receipts = measured.map(({ receiptMs }) => receiptMs);
	say(`receipt: p50 ${ms(percentile(receipts, 0.5))}, p99 ${ms(percentile(receipts, 0.99))}`);
	return judge(
		`100 notifications → confirmed writes, p95 ≤ ${goalMs} ms`,
		`p50 ${ms(percentile(written, 0.5))}, p95 ${ms(percentile(written, 0.95))} over ${count} rounds`,
		percentile(written, 0.95) <= goalMs,
	);
}

/** A provider that takes its time and calls back. */
async function jobs(arena: InstantArena): Promise<boolean> {
	arena.tellWorkflow(jobPath);
	const measured: JobRound[] = [];
	for (let round = 0; round < jobRounds; round += 1) {
		measured.push(await measureJob(arena, round * perMessage, perMessage));
	}
	arena.tellWorkflow(path);
	const [parked, written] = [
		Math.max(...measured.map((each) => each.parkedMs)),
		Math.max(...measured.map((each) => each.writtenMs)),
	];
	return judge(
		`100 records with a provider of jobs: parked ≤ ${goalMs} ms, written ≤ ${goalMs} ms after its callback`,
		`parked after ${ms(parked)} and written after ${ms(written)} at worst of ${jobRounds} rounds`,
		parked <= goalMs && written <= goalMs,
	);
}

async function burst(arena: InstantArena, { burst: records }: Options): Promise<boolean> {
	const ids = arena.createLeads(records);
	const started = performance.now();
	await arena.deliver();
	const [received, receivedMs] = [new Date(), performance.now() - started];
	await allWritten(arena, ids, secondsForBurst);
	// What was taken before the last message had come could not know of it; the first of these may have been taken before.
	const batches = arena.askedSince(received).slice(1);
	return judge(
		`${records} in a burst: none lost, newest created first`,
		`received in ${ms(receivedMs)}, ${arena.written(ids)} written in ${ms(performance.now() - started)}; order of the ${batches.length} batches taken after that ${isNewestFirst(batches) ? 'right' : 'wrong'}`,
		arena.written(ids) === records && batches.length > 1 && isNewestFirst(batches),
	);
}

/** n8n as it is installed: the goal is not for that, since a run takes turns with the answers. */
async function inOneProcess(arena: InstantArena, { besideRun, alone }: Options): Promise<void> {
	say(`receipt in one process, nothing else at work, not judged: ${(await receiptsAlone(arena, alone)).measured}`);
	say(`receipt in one process, beside a run, not judged: ${(await receiptsBeside(arena, besideRun)).measured}`);
}

async function inQueueMode(arena: InstantArena, { besideRun, alone }: Options): Promise<boolean[]> {
	const how = `p99 ≤ ${receiptGoalMs} ms, in queue mode with a webhook process`;
	const judged = (where: string, { measured, p99, isComplete }: Receipts) =>
		judge(`receipt answered ${where}, ${how}`, measured, p99 <= receiptGoalMs && isComplete);
	const verdicts = [
		judged('with nothing else at work', await receiptsAlone(arena, alone)),
		judged(`beside a run of ${besideRun}`, await receiptsBeside(arena, besideRun)),
	];
	const withFreeCore = await receiptsBesideOneCore(arena, besideRun);
	if (!withFreeCore) say('not measured: a run kept on one core; that takes two cores and taskset');
	else verdicts.push(judged(`beside a run of ${besideRun} that is kept, with the org, on one core`, withFreeCore));
	return verdicts;
}

async function killed(arena: InstantArena, { burst: records }: Options): Promise<boolean> {
	const ids = arena.createLeads(records);
	const paidBefore = arena.vendors.charges().length;
	await arena.deliver();
	while (arena.written(ids) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
	await arena.kill();
	const before = arena.written(ids);
	await arena.start();
	await allWritten(arena, ids, secondsAfterKill);
	const paid = arena.vendors.charges().length - paidBefore;
	return judge(
		`kill -9 in the middle of ${records}: none lost, none paid twice`,
		`${before} written before the kill, ${arena.written(ids)} in the end, ${paid} charges`,
		arena.written(ids) === records && paid <= records,
	);
}

function judge(target: string, measured: string, isMet: boolean): boolean {
	say(`${isMet ? 'met' : 'NOT MET'}: ${target}: ${measured}`);
	return isMet;
}

function describe({ latencyMs, dataSeed, rounds: count }: Options): void {
	say(`${describeMachine()}, data seed: ${dataSeed}, rounds: ${count}, provider latency: ${latencyMs} ms`);
}

const ms = (milliseconds: number) => `${Math.round(milliseconds)} ms`;

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

main().catch((error: Error) => {
	process.stderr.write(`${error.stack ?? error.message}\n`);
	process.exitCode = 1;
});
