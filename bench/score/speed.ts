import { tableOf } from '../../core/stages/score/predictive/data/table';
import type { ModelDocument } from '../../core/stages/score/predictive/model/model-document';
import { compileModel } from '../../core/stages/score/predictive/model/compiled-model';
import { predictiveModel } from '../../core/stages/score/predictive/model/predictive-model';
import { paceOf } from '../../core/stages/score/predictive/pace';
import { randomOf } from '../../core/stages/score/predictive/random';
import { trainModel } from '../../core/stages/score/predictive/train/train-model';

type Row = Record<string, unknown>;

const records = 40_000;
const scoredRecords = 400_000;
const now = new Date('2026-01-01T00:00:00Z');

/**
 * How long 40,000 records with 20 fields take to learn from and 400,000 to score, in seconds of
 * processor time, and for how long nothing else could run meanwhile, in milliseconds of the clock. */
export async function measureSpeed(): Promise<string[]> {
	const rows = wideRows(records);
	const lines: string[] = [''];
	for (const [kind, most] of [
		['scorecard', 5],
		['trees', 20],
	] as const) {
		const stall = watchStalls();
		const started = cpuSeconds();
		const { model } = await trainModel(
			await tableOf(rows),
			{ name: 'speed', version: '1', kind, basis: 'lead', outcome: 'won', seed: 1, now },
			paceOf(),
		);
		const seconds = cpuSeconds() - started;
		lines.push(
			`learning from 40,000 x 20, ${kind}: ${seconds.toFixed(1)} s (at most ${most}: ${seconds <= most ? 'met' : 'NOT MET'}); longest hold ${stall().toFixed(0)} ms`,
		);
		lines.push(kind === 'scorecard' ? scoreWithReasons(model, rows) : scoreAlone(model, rows));
	}
	return lines;
}

function scoreWithReasons(document: ModelDocument, rows: readonly Row[]): string {
	const model = predictiveModel(document, now);
	const started = cpuSeconds();
	let sum = 0;
	for (let at = 0; at < scoredRecords; at += 1) sum += model.score(rows[at % rows.length]).score;
	const seconds = cpuSeconds() - started;
	return `scoring 400,000 with all reasons, scorecard: ${seconds.toFixed(1)} s (at most 3: ${seconds <= 3 ? 'met' : 'NOT MET'}); mean score ${(sum / scoredRecords).toFixed(1)}`;
}

function scoreAlone(document: ModelDocument, rows: readonly Row[]): string {
	const compiled = compileModel(document);
	let row = rows[0];
	const fields = document.features.map(({ field }) => field);
	const read = (_field: string, feature: number): unknown => row[fields[feature]];
	let started = cpuSeconds();
	for (let at = 0; at < scoredRecords; at += 1) {
		row = rows[at % rows.length];
		compiled.logOdds(read, 0);
	}
	const seconds = cpuSeconds() - started;
	const model = predictiveModel(document, now);
	started = cpuSeconds();
	for (let at = 0; at < 2_000; at += 1) model.score(rows[at]);
	const reasoned = cpuSeconds() - started;
	return `scoring 400,000 by ${document.trees?.trees.length} trees: ${seconds.toFixed(1)} s (at most 3: ${seconds <= 3 ? 'met' : 'NOT MET'}); 2,000 with all reasons (TreeSHAP) ${reasoned.toFixed(1)} s`;
}

/** 10 numbers and 10 lists, half of which say something. */
function wideRows(count: number): Row[] {
	const random = randomOf(5);
	return Array.from({ length: count }, () => {
		const row: Row = {};
		let logOdds = -2.5;
		for (let at = 0; at < 10; at += 1) {
			const [number, choice] = [random() * 100, Math.floor(random() * 12)];
			row[`number_${at}`] = random() < 0.05 ? '' : number.toFixed(2);
			row[`list_${at}`] = `value ${choice}`;
			if (at < 5) logOdds += (number - 50) / 80 + (choice - 5.5) / 12;
		}
		row.won = random() < 1 / (1 + Math.exp(-logOdds)) ? 'yes' : 'no';
		return row;
	});
}

/** Seconds that the machine worked for this process, whatever else it had to do. */
function cpuSeconds(): number {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1_000_000;
}

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
