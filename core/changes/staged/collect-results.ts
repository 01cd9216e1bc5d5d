import { EnrichmentError } from '../../errors';
import { toRecordId, recordIdIn } from '../../record/identity';
import type { StagedRow } from '../../record/staged-row';
import type { RowError } from '../../salesforce/row-result';
import { csvValue } from '../../salesforce/csv-lines';
import type { IngestJob, IngestResult, ResultKind } from '../../salesforce/ingest-jobs';
import type { RemoteJob } from '../../store/contract/remote-jobs';
import { creationId } from '../plan/key-field';
import { isValueField, type Delivery } from './delivery';
import { canDoWithout } from './send-staged';
import { withReferences } from '../settle/refusal-outcome';
import { isRefusal } from '../send/breaker';
import type { UploadExtent } from './upload-pieces';

const readAttempts = 3;

/**
 * Reads what became of a job's rows, by Id or key, because results come in no order; also of a job that failed or was
 * aborted, which may have saved some of its batches. The saved rows are read one by one only where they tell the Ids of
 * new records, and of a job of an earlier attempt, of which nobody remembers which rows it held: `sent` is `undefined`.
 */
export async function collectResults(
	delivery: Delivery,
	job: RemoteJob,
	done: IngestJob,
	sent: UploadExtent | undefined,
): Promise<void> {
	const { results, brake, sentBefore } = delivery;
	let refused = 0;
	let changing = 0;
	const count = ({ row }: IngestResult) => (setsValue(delivery, row) ? 1 : 0);
	if (done.failed > 0) {
		const read = await readResults(delivery, job, 'failed', sent, (recordId, result) => {
			const errors = withReferences(result.errors, result.row);
			if (errors.some((error) => error.retryable)) results.fail(recordId, errors);
			else results.refuse(recordId, errors);
			// What can be sent again without the refused value may still be saved.
			if (isRefusal(errors) && !canDoWithout(delivery, errors, sentFields(result))) refused += count(result);
			changing += count(result);
			sentBefore.add(recordId);
		});
		if (read < done.failed) throw incomplete(job, 'failed', read, done.failed);
	}
	if (done.state !== 'JobComplete' || done.processed < job.rows) {
		await readResults(delivery, job, 'unprocessed', sent, (recordId) => {
			results.fail(recordId, [unprocessed(done)]);
			sentBefore.add(recordId);
		});
	}
	if (!sent || job.operation === 'upsert') {
		const read = await readResults(delivery, job, 'successful', sent, (recordId, result) => {
			results.save(recordId, job.operation === 'upsert' ? toRecordId(result.id) : undefined);
			changing += count(result);
			sentBefore.add(recordId);
		});
		const saved = done.processed - done.failed;
		if (read < saved) throw incomplete(job, 'saved', read, saved);
	}
	brake.note({ records: sent?.changing ?? changing, refused });
}

function sentFields({ row }: IngestResult): string[] {
	return Object.keys(row).filter((field) => row[field] !== '');
}

/** Whether more than stamps was sent for a row, by its columns as they were uploaded. */
function setsValue(delivery: Delivery, row: IngestResult['row']): boolean {
	return Object.keys(row).some((field) => row[field] !== '' && isValueField(delivery, field));
}

/** The staged row's Id of a result; `undefined` when the result names no record of ours. */
function stagedId(
	{ groups, description }: Delivery,
	{ operation }: RemoteJob,
	{ id, row }: IngestResult,
): string | undefined {
	if (operation !== 'upsert') {
		return recordIdIn(id || row.Id);
	}
	const { keyField } = groups.find((group) => group.keyField !== undefined && row[group.keyField]) ?? {};
	return keyField === undefined ? undefined : creationId(keyField, row[keyField], description);
}

function namedIn(delivery: Delivery, job: RemoteJob, page: readonly IngestResult[]): Map<string, IngestResult> {
	const named = page.map((result) => [stagedId(delivery, job, result), result] as const);
	return new Map(named.filter((entry): entry is readonly [string, IngestResult] => entry[0] !== undefined));
}

/** Rows of a job of an earlier attempt that are not what is staged now: more was staged since, or something had been left out. */
async function changedSince(
	{ context: { store, run } }: Delivery,
	named: ReadonlyMap<string, IngestResult>,
): Promise<Set<string>> {
	const staged = await store.loadStagedRows(run.runId, [...named.keys()]);
	const isSent = ({ recordId, values }: StagedRow) =>
		Object.keys(values).every((field) => csvValue(values[field]) === (named.get(recordId)?.row[field] ?? ''));
	return new Set(staged.filter((row) => !isSent(row)).map(({ recordId }) => recordId));
}

/** Gives the number of rows; a file that breaks off is read again from its start. */
async function readResults(
	delivery: Delivery,
	job: RemoteJob,
	kind: ResultKind,
	sent: UploadExtent | undefined,
	take: (recordId: string, result: IngestResult) => void,
): Promise<number> {
	const { client, signal } = delivery;
	await delivery.books.plan(1);
	for (let attempt = 1; ; attempt += 1) {
		try {
			let read = 0;
			const pages = async () => {
				for await (const page of client.ingest.results(job.jobId, kind, signal)) {
					await delivery.context.keepLease();
					const named = namedIn(delivery, job, page);
					const changed = sent ? new Set() : await changedSince(delivery, named);
					for (const [recordId, result] of named) {
						if (!changed.has(recordId)) take(recordId, result);
						else if (kind === 'successful') delivery.savedBefore.set(recordId, result.row);
					}
					read += page.length;
				}
			};
			await (attempt > 1 ? client.calls.repeating(pages) : pages());
			return read;
		} catch (error) {
			if (!(error instanceof EnrichmentError) || error.code !== 'salesforce_unavailable' || attempt >= readAttempts)
				throw error;
		}
	}
}

function unprocessed({ jobId, state, message }: IngestJob): RowError {
	const why = message === undefined ? '' : `: ${message}`;
	return {
		code: 'UNPROCESSED',
		message: `Job ${jobId} ended as ${state} before it came to this row${why}`,
		fields: [],
		retryable: true,
	};
}

function incomplete({ jobId }: RemoteJob, kind: 'failed' | 'saved', read: number, promised: number): EnrichmentError {
	return new EnrichmentError(
		'salesforce_unavailable',
		`Job ${jobId} has ${promised} ${kind} rows, but only ${read} could be read.`,
		{
			retryable: true,
			remedy: 'Finish the run again; check whether a proxy cuts long replies short.',
			details: { jobId },
		},
	);
}
