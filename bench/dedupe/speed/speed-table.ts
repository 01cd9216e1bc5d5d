import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeContacts } from './contacts-file';
import type { DuckdbRun } from './duckdb-run';
import type { EngineRun } from './engine-run';

/** The most seconds that are hoped for on a quiet machine, by number of contacts. */
const goals: Readonly<Record<number, number>> = { 100_000: 8, 400_000: 25, 1_000_000: 75 };
const mostStallMs = 50;

/** How fast the engine is at so many contacts, each size in a process of its own, with DuckDB beside it where it is asked for. */
export async function printSpeed(counts: readonly number[], seed: number, withDuckdb: boolean): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'bench-dedupe-'));
	try {
		for (const count of counts) {
			const file = join(folder, `${count}.csv`);
			await writeContacts(file, count, seed);
			const engine = await run<EngineRun>('engine-run.ts', [file]);
			engineLines(engine).forEach((line) => console.log(line));
			if (withDuckdb) console.log(duckdbLine(await run<DuckdbRun>('duckdb-run.ts', [file, ...engine.rules])));
			rmSync(file);
		}
	} finally {
		rmSync(folder, { recursive: true });
	}
}

function engineLines({ records, pairs, clustered, phases, ...cost }: EngineRun): string[] {
	const goal = goals[records];
	const verdict = (reached: number): string => (reached <= goal ? 'met' : 'NOT MET');
	const goalText =
		goal === undefined ? '' : `; goal ${goal} s ${verdict(cost.seconds)}, by CPU time ${verdict(cost.cpuSeconds)}`;
	return [
		`\n${records} contacts, one thread, everything but reading the file: ${cost.seconds.toFixed(1)} s (${cost.cpuSeconds.toFixed(1)} s CPU, load ${loadavg()[0].toFixed(1)})${goalText}`,
		`  ${pairs} pairs compared, ${clustered} records in groups, peak ${cost.peakMb.toFixed(0)} MB with the data`,
		`  longest hold of the event loop ${cost.stallMs.toFixed(0)} ms by the clock, ${cost.stallCpuMs.toFixed(0)} ms by CPU time; goal ${mostStallMs} ms ${cost.stallCpuMs <= mostStallMs ? 'met' : 'NOT MET'}`,
		`  CPU seconds: ${phases.map(([phase, seconds]) => `${phase} ${seconds.toFixed(2)}`).join(', ')}`,
	];
}

function duckdbLine({ version, threads, rules, pairs, patterns, seconds, peakMb }: DuckdbRun): string {
	const total = seconds.load + seconds.block + seconds.compare;
	return [
		`  beside it DuckDB ${version}, threads=${threads}: ${total.toFixed(1)} s`,
		`(load and normal forms ${seconds.load.toFixed(1)}, ${rules} of the same rules ${seconds.block.toFixed(1)}, compare ${seconds.compare.toFixed(1)}),`,
		`${pairs} pairs, ${patterns} patterns, peak ${peakMb.toFixed(0)} MB; it learns no weights and makes no groups`,
	].join(' ');
}

/** What a script of this folder tells; fails with what it printed when it tells nothing. */
function run<Told>(script: string, args: readonly string[]): Promise<Told> {
	return new Promise((resolve, reject) => {
		const child = fork(join(__dirname, script), args);
		let told: Told | undefined;
		child.on('message', (message) => {
			told = message as Told;
			child.disconnect();
		});
		child.on('exit', (code) =>
			told === undefined ? reject(new Error(`${script} ended with ${code}`)) : resolve(told),
		);
	});
}
