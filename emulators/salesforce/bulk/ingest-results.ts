import { seededRandom } from '../seeded-random';
import { lineEndings, quoted } from './csv-dialect';
import { headerText, rowText, type CsvRows } from './csv-rows';
import { delimiterOf } from './job-info';
import type { IngestJob } from './job';
import { nextTurn } from './next-turn';
import { rowsOf } from './run-ingest';
import { shuffle } from './shuffle';

const rowsPerPiece = 2_000;

/** The rows that were saved, in pieces of CSV: id, whether created, and the columns as they were sent. */
export function successfulResults(job: IngestJob, isShuffled: boolean): AsyncIterable<string> {
	const { outcomes } = job;
	return results(job, ['sf__Id', 'sf__Created'], isShuffled, (row) =>
		outcomes.errorOf(row) === undefined ? [outcomes.ids[row], String(outcomes.isCreated(row))] : undefined,
	);
}

/** The rows that were refused, in pieces of CSV: id, reason, and the columns as they were sent. */
export function failedResults(job: IngestJob, isShuffled: boolean): AsyncIterable<string> {
	const { outcomes } = job;
	return results(job, ['sf__Id', 'sf__Error'], isShuffled, (row) => {
		const error = outcomes.errorOf(row);
		return error === undefined ? undefined : [outcomes.ids[row], error];
	});
}

/** The rows that a failed or aborted job never tried, in pieces of CSV and in upload order. */
export async function* unprocessedRows(job: IngestJob): AsyncIterable<string> {
	const rows = await rowsOf(job);
	const untried = Array.from(
		{ length: rows.starts.length - job.outcomes.processed },
		(_, index) => job.outcomes.processed + index,
	);
	yield* pieces(job, rows, headerText(rows), untried, () => []);
}

async function* results(
	job: IngestJob,
	added: readonly string[],
	isShuffled: boolean,
	valuesOf: (row: number) => string[] | undefined,
): AsyncIterable<string> {
	const rows = await rowsOf(job);
	const order = Array.from({ length: job.outcomes.processed }, (_, row) => row).filter((row) => valuesOf(row));
	if (isShuffled) shuffle(order, seededRandom(job.shuffleSeed));
	const header = [...added.map(quoted), headerText(rows)].join(delimiterOf(job));
	yield* pieces(job, rows, header, order, (row) => valuesOf(row)!);
}

async function* pieces(
	job: IngestJob,
	rows: CsvRows,
	header: string,
	order: readonly number[],
	valuesOf: (row: number) => readonly string[],
): AsyncIterable<string> {
	const end = lineEndings[job.lineEnding];
	const delimiter = delimiterOf(job);
	let piece = header === '' ? '' : header + end;
	for (let index = 0; index < order.length; index++) {
		for (const value of valuesOf(order[index])) piece += quoted(value) + delimiter;
		piece += rowText(rows, order[index]) + end;
		if ((index + 1) % rowsPerPiece === 0) {
			yield piece;
			piece = '';
			await nextTurn();
		}
	}
	yield piece;
}
