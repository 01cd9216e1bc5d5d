import { EnrichmentError } from '../../errors';
import { isSalesforceId, toId18 } from '../../record/identity';
import type { RowError } from '../../salesforce/client';
import type { IngestJob, IngestResult, ResultKind } from '../../salesforce/ingest';
import type { RemoteJob } from '../../store/store';
import { planDeliveryCalls, type Delivery } from './delivery';
import { isGone } from './verdicts';

const readAttempts = 3;

/**
 * Reads what became of a job's rows, by Id, because results come in no order; also of a job that failed or was
 * aborted, which may have saved some of its batches. The saved rows are read one by one only for a job of an earlier
 * attempt, of which nobody remembers which rows it held.
 */
export async function collectResults(delivery: Delivery, job: RemoteJob, done: IngestJob, isResumed: boolean): Promise<void> {
	const { results, brake, sentBefore } = delivery;
	const isPartial = done.state !== 'JobComplete' || done.processed < job.rows;
	let refused = 0;
	if (done.failed > 0) {
		const read = await readResults(delivery, job, 'failed', (recordId, { errors }) => {
			if (errors.some((error) => error.retryable)) results.fail(recordId, errors);
			else results.refuse(recordId, errors);
			if (isRefusal(errors)) refused += 1;
			sentBefore.add(recordId);
		});
		if (read < done.failed) throw incomplete(job, read, done.failed);
	}
	if (isPartial) {
		await readResults(delivery, job, 'unprocessed', (recordId) => {
			results.fail(recordId, [unprocessed(done)]);
			sentBefore.add(recordId);
		});
	}
	if (isResumed) await readResults(delivery, job, 'successful', (recordId) => sentBefore.add(recordId));
	brake.note('Salesforce', done.processed, refused);
}

/** Gives the number of rows; a file that breaks off is read again from its start. */
async function readResults(
	delivery: Delivery,
	{ jobId }: RemoteJob,
	kind: ResultKind,
	take: (recordId: string, result: IngestResult) => void,
): Promise<number> {
	const { client, request, signal } = delivery;
	await planDeliveryCalls(delivery, 1);
	for (let attempt = 1; ; attempt += 1) {
		try {
			let read = 0;
			const pages = async () => {
				for await (const page of client.ingest.results(jobId, kind, signal)) {
					await request.keepLease?.();
					for (const result of page) {
						const id = result.id || result.row.Id;
						if (isSalesforceId(id)) take(toId18(id), result);
						read += 1;
					}
				}
			};
			await (attempt > 1 ? client.calls.repeating(pages) : pages());
			return read;
		} catch (error) {
			if (!(error instanceof EnrichmentError) || error.code !== 'salesforce_unavailable' || attempt >= readAttempts) throw error;
		}
	}
}

/** A record that is gone or locked says nothing about the values. */
function isRefusal(errors: readonly RowError[]): boolean {
	return !isGone(errors) && !errors.some((error) => error.retryable);
}

function unprocessed({ jobId, state, message }: IngestJob): RowError {
	const why = message === undefined ? '' : `: ${message}`;
	return { code: 'UNPROCESSED', message: `Job ${jobId} ended as ${state} before it came to this row${why}`, fields: [], retryable: true };
}

function incomplete({ jobId }: RemoteJob, read: number, promised: number): EnrichmentError {
	return new EnrichmentError('salesforce_unavailable', `Job ${jobId} has ${promised} failed rows, but only ${read} could be read.`, {
		retryable: true,
		remedy: 'Finish the run again; check whether a proxy cuts long replies short.',
		details: { jobId },
	});
}
