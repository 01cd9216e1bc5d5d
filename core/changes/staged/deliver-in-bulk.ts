import { EnrichmentError } from '../../errors';
import { jobPageUrl } from '../../salesforce/ingest';
import type { IngestJob } from '../../salesforce/ingest-jobs';
import { mayHaveBeenApplied } from '../../salesforce/network-error';
import type { RemoteJob } from '../../store/contract/remote-jobs';
import { collectResults } from './collect-results';
import { type Delivery, type RowGroup, isUnsent, stagedFrom } from './delivery';
import { uploadPieces, type UploadExtent } from './upload-pieces';

const callsPerJob = ['create', 'upload', 'close', 'poll'].length;
const uploadAttempts = 2;

/** Sends so many of the group's rows in as many jobs as their size asks for, one after the other; a stopped brake holds the rest back. Gives the number of the next part. */
export async function deliverInBulk(
	delivery: Delivery,
	group: RowGroup,
	rows: number,
	firstPart: number,
): Promise<number> {
	let position = 0;
	let left = rows;
	let part = firstPart;
	for (; left > 0; part += 1) {
		if (delivery.brake.reason !== undefined) {
			await holdBack(delivery, group, position);
			return part;
		}
		const extent = await deliverPart(delivery, group, part, position);
		if (extent.rows === 0) return part;
		position += extent.passed;
		left -= extent.rows;
	}
	return part;
}

async function holdBack(delivery: Delivery, group: RowGroup, position: number): Promise<void> {
	for await (const rows of stagedFrom(delivery, position)) {
		for (const row of rows) if (isUnsent(delivery, group, row)) delivery.results.holdBack(row.recordId);
	}
}

/** Goes on with jobs that an earlier attempt left: what was closed is waited for, what was not is taken out. Gives the number of the next part. */
export async function resumeJobs(delivery: Delivery): Promise<number> {
	const { store, run } = delivery.context;
	const jobs = await store.readRemoteJobs(run.runId);
	for (const job of jobs.filter(({ step }) => step !== 'collected')) await resumeJob(delivery, job);
	return jobs.reduce((next, { part }) => Math.max(next, part + 1), 0);
}

async function resumeJob(delivery: Delivery, job: RemoteJob): Promise<void> {
	const { store, run } = delivery.context;
	await delivery.books.plan(['find'].length);
	const found = await findJob(delivery, job);
	if (!found || (found.state === 'Open' && job.step === 'created')) {
		// Whether all rows had arrived is not known, or not any more; what is still staged is sent again.
		await discard(delivery, job);
		return;
	}
	if (found.state === 'Open') await closeJob(delivery, job);
	await store.recordRemoteJob(run.runId, { ...job, step: 'closed' });
	await finishJob(delivery, { ...job, step: 'closed' });
}

/** `undefined` when Salesforce has forgotten the job, as it does after seven days. */
async function findJob({ client, signal }: Delivery, { jobId }: RemoteJob): Promise<IngestJob | undefined> {
	try {
		return await client.ingest.find(jobId, false, signal);
	} catch (error) {
		if (error instanceof EnrichmentError && error.details.statusCode === 404) return undefined;
		throw error;
	}
}

async function deliverPart(delivery: Delivery, group: RowGroup, part: number, position: number): Promise<UploadExtent> {
	const { store, run } = delivery.context;
	await delivery.books.plan(callsPerJob);
	const extent: UploadExtent = { rows: 0, changing: 0, passed: 0 };
	const job = await upload(delivery, group, part, position, extent);
	if (job) {
		await closeJob(delivery, job);
		await store.recordRemoteJob(run.runId, { ...job, step: 'closed' });
		await finishJob(delivery, job, extent);
	}
	return extent;
}

/** The job with its rows, or `undefined` when there were none to send. A broken upload is not repeated in the same job. */
async function upload(
	delivery: Delivery,
	group: RowGroup,
	part: number,
	position: number,
	extent: UploadExtent,
): Promise<RemoteJob | undefined> {
	const { client, signal } = delivery;
	const { store, run } = delivery.context;
	const { keyField: externalIdField } = group;
	const operation = externalIdField === undefined ? 'update' : 'upsert';
	for (let attempt = 1; ; attempt += 1) {
		await delivery.context.keepLease();
		const again = attempt > 1 ? client.calls.repeating.bind(client.calls) : <T>(work: () => Promise<T>) => work();
		// Creating the job is the authenticated call right before the upload: a token that has run out shows here.
		const { jobId } = await again(() =>
			client.ingest.create({ sObject: run.sObject, operation, externalIdField }, signal),
		);
		const job: RemoteJob = { jobId, step: 'created', operation, part, rows: 0 };
		await store.recordRemoteJob(run.runId, job);
		try {
			await again(() => client.ingest.upload(jobId, () => uploadPieces(delivery, group, position, extent), signal));
		} catch (error) {
			await discard(delivery, job);
			if (
				!(error instanceof EnrichmentError) ||
				!error.retryable ||
				error.code === 'canceled' ||
				attempt >= uploadAttempts
			)
				throw error;
			continue;
		}
		if (extent.rows === 0) {
			await discard(delivery, job);
			return undefined;
		}
		const uploaded: RemoteJob = { ...job, step: 'uploaded', rows: extent.rows };
		await store.recordRemoteJob(run.runId, uploaded);
		return uploaded;
	}
}

/** A reply that is lost leaves open whether the job is closed; asking tells. */
async function closeJob({ client }: Delivery, { jobId }: RemoteJob): Promise<void> {
	try {
		await client.ingest.close(jobId);
	} catch (error) {
		if (!mayHaveBeenApplied(error)) throw error;
		await client.calls.repeating(async () => {
			const { state } = await client.ingest.find(jobId);
			if (state === 'Open') await client.ingest.close(jobId);
		});
	}
}

/** `sent` is `undefined` for a job of an earlier attempt. */
async function finishJob(delivery: Delivery, job: RemoteJob, sent?: UploadExtent): Promise<void> {
	const { client, context, signal, jobs } = delivery;
	const done: IngestJob = await client.ingest.untilFinal(job.jobId, () => context.keepLease(), signal);
	await collectResults(delivery, job, done, sent);
	jobs.push({ jobId: job.jobId, url: jobPageUrl(client.org.instanceUrl, job.jobId), rows: job.rows });
}

/** Takes a job out that was never closed, so that nothing of it is ever worked on. */
async function discard({ client, context: { store, run } }: Delivery, job: RemoteJob): Promise<void> {
	try {
		await client.calls.repeating(() => client.ingest.abort(job.jobId));
	} catch {
		// An open job does nothing, and Salesforce deletes it after seven days.
	}
	await store.recordRemoteJob(run.runId, { ...job, step: 'collected', rows: 0 });
}
