/**
 * `npm run score -- train FILE.csv --outcome COLUMN`: learns, measures and scores with the same engine as the node, on any CSV
 * file, for people who want to look before they connect anything. Nothing leaves the machine.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { stringify } from 'csv-stringify/sync';
import { EnrichmentError } from '../../core/errors';
import { tableOf } from '../../core/stages/score/predictive/data/table';
import { usualTimeField } from '../../core/stages/score/predictive/data/time-field';
import { evaluateModel } from '../../core/stages/score/predictive/evaluate/evaluate-model';
import type { ModelDocument } from '../../core/stages/score/predictive/model/model-document';
import { parseModel } from '../../core/stages/score/predictive/model/parse-model';
import { predictiveModel, topReasons } from '../../core/stages/score/predictive/model/predictive-model';
import { paceOf } from '../../core/stages/score/predictive/pace';
import { trainModel } from '../../core/stages/score/predictive/train/train-model';
import { readCsv, type Row } from './read-csv';
import { evaluationLines, trainingLines } from './say-model';

const say = (line = ''): void => console.log(line);
const help = `npm run score -- train FILE.csv --outcome COLUMN      learns a model, measures it, and says what it found
npm run score -- evaluate FILE.csv --model model.json  measures a model on records whose outcome is known
npm run score -- score FILE.csv --model model.json --out scored.csv
  --time COLUMN       when each record came in: ages count up to it, and the newest 30 % are the test
  --random            test on records of chance although times are known
  --in-order          the file is in order of time, oldest first: its end is the test
  --win VALUE         the value of the outcome that means won; may be repeated
  --kind trees        boosted trees in place of the scorecard
  --skip COLUMN       nothing is learnt from it; may be repeated
  --keep COLUMN       is learnt from although it looks like a leak; may be repeated
  --monotone COL=rising|falling   its share of wins has to rise or fall all the way
  --model FILE.json   where the model is written (train) or read
  --report FILE.html  the measures as a page with plots
  --force             learn from too few records, and give ranks without a reliable signal
  --no-refit          keep the model that was tested; it is learnt again from all records otherwise
  --seed 42           --name NAME           --now DATE, up to which ages count where there is no time`;

type Values = ReturnType<typeof readArguments>['values'];

function readArguments() {
	return parseArgs({
		allowPositionals: true,
		options: {
			outcome: { type: 'string' },
			time: { type: 'string' },
			random: { type: 'boolean', default: false },
			'in-order': { type: 'boolean', default: false },
			win: { type: 'string', multiple: true },
			kind: { type: 'string', default: 'scorecard' },
			skip: { type: 'string', multiple: true, default: [] },
			keep: { type: 'string', multiple: true, default: [] },
			monotone: { type: 'string', multiple: true, default: [] },
			model: { type: 'string' },
			report: { type: 'string' },
			out: { type: 'string' },
			force: { type: 'boolean', default: false },
			'no-refit': { type: 'boolean', default: false },
			seed: { type: 'string', default: '42' },
			name: { type: 'string', default: 'predictive' },
			now: { type: 'string' },
			help: { type: 'boolean', default: false },
		},
	});
}

async function main(): Promise<void> {
	const { values, positionals } = readArguments();
	const [command, file] = positionals;
	const run = { train, evaluate, score }[command];
	if (values.help || run === undefined || file === undefined) {
		say(help);
		process.exitCode = values.help ? 0 : 2;
		return;
	}
	const started = performance.now();
	const rows = await readCsv(file);
	say(`${rows.length} records with ${Object.keys(rows[0]).length} columns, read in ${secondsSince(started)} s`);
	await run(rows, values);
}

async function train(rows: readonly Row[], values: Values): Promise<void> {
	if (values.outcome === undefined) throw new Error('Name the outcome: --outcome COLUMN');
	if (values.kind !== 'scorecard' && values.kind !== 'trees') throw new Error('--kind is scorecard or trees');
	const started = performance.now();
	const table = await tableOf(rows);
	const time = values.time ?? (values['in-order'] ? undefined : usualTimeField(table));
	if (time !== undefined && values.time === undefined)
		say(`Time: ${time}, by its name (--time names another, --skip ${time} none)`);
	const isTimeUsed = time !== undefined && (values.time !== undefined || !values.skip.includes(time));
	const { model, tested, testRows } = await trainModel(
		table,
		{
			name: values.name,
			version: nowOf(values).toISOString().slice(0, 10),
			kind: values.kind,
			basis: 'lead',
			outcome: values.outcome,
			wins: values.win,
			time: isTimeUsed ? time : undefined,
			isInTimeOrder: values['in-order'],
			isRandomTest: values.random,
			skip: values.skip,
			keep: values.keep,
			monotone: monotoneOf(values.monotone),
			isForced: values.force,
			isTestedModelKept: values['no-refit'],
			seed: Number(values.seed),
			now: nowOf(values),
		},
		progress(),
	);
	for (const line of trainingLines(model)) say(line);
	say(`Learnt in ${secondsSince(started)} s, ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`);
	if (values.model !== undefined) write(values.model, `${JSON.stringify(model, undefined, '\t')}\n`);
	if (values.report !== undefined)
		await report(
			tested,
			[...testRows].map((row) => rows[row]),
			values.report,
			values,
		);
}

async function evaluate(rows: readonly Row[], values: Values): Promise<void> {
	const read = readModel(values);
	const model = values.outcome === undefined ? read : { ...read, outcome: { ...read.outcome, field: values.outcome } };
	if (!(model.outcome.field in rows[0]))
		throw new Error(`The file has no column ${model.outcome.field}; name it with --outcome`);
	const evaluation = await evaluateModel(model, await tableOf(rows), nowOf(values), progress());
	for (const line of evaluationLines(evaluation)) say(line);
	if (values.report !== undefined) await report(model, rows, values.report, values);
}

async function score(rows: readonly Row[], values: Values): Promise<void> {
	const started = performance.now();
	const document = readModel(values);
	const model = predictiveModel(document, nowOf(values));
	const hasRanks = document.training.signal !== 'none' || values.force;
	if (!hasRanks) say('The model found no reliable signal, so no ranks are given (--force gives them)');
	const absent = model.inputs.filter((field) => !(field in rows[0]));
	if (absent.length > 0) say(`Not in the file, so nothing is made of it: ${absent.join(', ')}`);
	const scored = rows.map((row) => {
		const result = model.score(row, absent);
		const { positive, negative } = topReasons(result);
		const words = (list: typeof positive): string =>
			list.map(({ points, reason }) => `${points > 0 ? '+' : ''}${points} ${reason}`).join('; ');
		return {
			...row,
			_score: result.score,
			...(hasRanks && { _rank: result.rank }),
			_probability: result.probability?.toFixed(4),
			_for: words(positive),
			_against: words(negative),
		};
	});
	say(`Scored in ${secondsSince(started)} s`);
	if (values.out === undefined) say(stringify(scored.slice(0, 5), { header: true }));
	else write(values.out, stringify(scored, { header: true }));
}

async function report(model: ModelDocument, rows: readonly Row[], file: string, values: Values): Promise<void> {
	const { reportPage } = await import('../../core/stages/score/predictive/report/report-page');
	const evaluation = await evaluateModel(model, await tableOf(rows), nowOf(values), paceOf());
	write(file, reportPage(model, evaluation));
}

function readModel({ model }: Values): ModelDocument {
	if (model === undefined) throw new Error('Name the model: --model FILE.json');
	return parseModel(readFileSync(model, 'utf8'));
}

function monotoneOf(pairs: readonly string[]): Record<string, 'rising' | 'falling'> {
	return Object.fromEntries(
		pairs.map((pair) => {
			const [, column, direction] = /^(.+)=(rising|falling)$/.exec(pair) ?? [];
			if (column === undefined) throw new Error(`--monotone takes COLUMN=rising or COLUMN=falling, not ${pair}`);
			return [column, direction as 'rising' | 'falling'];
		}),
	);
}

/** On a terminal, a line that says how far it is. */
function progress() {
	if (!process.stderr.isTTY) return paceOf();
	return paceOf((step, share) =>
		process.stderr.write(`\r${step} ${Math.round(share * 100)} %\u001B[K${share >= 1 ? '\r\u001B[K' : ''}`),
	);
}

function nowOf({ now }: Values): Date {
	return now === undefined ? new Date() : new Date(now);
}

function secondsSince(started: number): string {
	return ((performance.now() - started) / 1000).toFixed(1);
}

function write(file: string, text: string): void {
	writeFileSync(file, text);
	say(`written: ${file}`);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	if (error instanceof EnrichmentError && error.remedy) console.error(error.remedy);
	process.exitCode = 1;
});
