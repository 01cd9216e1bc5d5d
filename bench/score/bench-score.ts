/**
 * `npm run bench:score -- [--data FOLDER] [--seed 42]`: how well and how fast is scored, with the shipped settings, on public data
 * sets in a folder and on made leads with and without a quiet leak.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { tableOf } from '../../core/stages/score/predictive/data/table';
import type { ModelDocument } from '../../core/stages/score/predictive/model/model-document';
import { parseModel } from '../../core/stages/score/predictive/model/parse-model';
import { predictiveModel } from '../../core/stages/score/predictive/model/predictive-model';
import { paceOf } from '../../core/stages/score/predictive/pace';
import { trainModel } from '../../core/stages/score/predictive/train/train-model';
import type { TrainRequest } from '../../core/stages/score/predictive/train/train-request';
import { readCsv, type Row } from '../../demo/score/read-csv';
import { describeMachine } from '../machine';
import { dataSets, type Goal, type ScoreDataSet } from './data-sets';
import { measureHandSpeed } from './hand-speed';
import { measureSpeed } from './speed';

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { data: { type: 'string' }, seed: { type: 'string', default: '42' } } });
	console.log(`${describeMachine()}; seed ${values.seed}\n`);
	let missed = 0;
	for (const set of dataSets(Number(values.seed))) missed += await measure(set, values.data, Number(values.seed));
	const lines = [...(await measureSpeed()), ...(await measureHandSpeed())];
	for (const line of lines) console.log(line);
	missed += lines.filter((line) => line.includes('NOT MET')).length;
	console.log(missed === 0 ? '\nall goals met' : `\n${missed} goals NOT MET`);
	process.exitCode = missed === 0 ? 0 : 1;
}

async function measure(set: ScoreDataSet, folder: string | undefined, seed: number): Promise<number> {
	const rows = await rowsOf(set, folder);
	if (!rows) return 0;
	const started = performance.now();
	const { model } = await trainModel(await tableOf(rows), requestOf(set, seed), paceOf());
	const seconds = (performance.now() - started) / 1000;
	const { validation, signal, leaks } = model.training;
	console.log(
		`${set.name} · ${set.request.kind}: AUC ${validation.auc.auc.toFixed(4)} (${validation.auc.low.toFixed(3)}–${validation.auc.high.toFixed(3)}) Brier ${validation.brier.toFixed(4)} lift ${validation.liftTopTenth.toFixed(2)} calibration ${validation.calibrationError.toFixed(4)} PSI ${validation.scoreDrift.toFixed(2)} signal ${signal} leaks [${leaks.map(({ field }) => field).join(', ')}] ${seconds.toFixed(1)} s`,
	);
	const goals: readonly Goal[] = [...set.goals, reloadsAlike(rows)];
	return goals.filter(({ says, isMet }) => {
		const isReached = isMet(model);
		console.log(`    ${isReached ? 'met    ' : 'NOT MET'} ${says}`);
		return !isReached;
	}).length;
}

async function rowsOf(set: ScoreDataSet, folder: string | undefined): Promise<Row[] | undefined> {
	if (set.make) return set.make();
	if (folder === undefined || set.file === undefined) return undefined;
	const path = join(folder, set.file);
	return existsSync(path) ? await readCsv(path) : undefined;
}

function requestOf(set: ScoreDataSet, seed: number): TrainRequest {
	return { name: 'bench', version: '1', basis: 'lead', seed, now: new Date('2026-01-01T00:00:00Z'), ...set.request };
}

/** A model that was written and read again scores to the last bit alike. */
function reloadsAlike(rows: readonly Row[]): Goal {
	return {
		says: 'reloaded, it scores 1,000 records to the last bit alike, and points add up',
		isMet(model: ModelDocument) {
			const now = new Date('2026-01-01T00:00:00Z');
			const [before, after] = [model, parseModel(JSON.stringify(model))].map((document) =>
				predictiveModel(document, now),
			);
			return rows.slice(0, 1_000).every((row) => {
				const [a, b] = [before.score(row), after.score(row)];
				const sum = a.contributions.reduce((total, { points }) => total + points, 0);
				return a.probability === b.probability && a.score === b.score && sum === a.score;
			});
		},
	};
}

void main();
