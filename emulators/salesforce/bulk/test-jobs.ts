import type { RawReply, SignedInClient } from '../test-org';

/** The parts of an ingest job that a test may want to say; the rest is the default. */
export type JobBody = Readonly<Record<string, unknown>>;

/** An ingest job brought to its end: its last status, and its results as rows of text. */
export interface FinishedJob {
	readonly id: string;
	readonly info: Record<string, unknown>;
	readonly successful: readonly string[];
	readonly failed: readonly string[];
	readonly unprocessed: readonly string[];
}

/** Creates an ingest job; gives its id. */
export async function createJob(client: SignedInClient, body: JobBody = {}): Promise<string> {
	const { body: created } = await client.request('POST', 'jobs/ingest', {
		object: 'Lead',
		operation: 'insert',
		...body,
	});
	return created.id as string;
}

/** Sends a job's CSV. */
export function upload(client: SignedInClient, id: string, csv: string): Promise<RawReply> {
	return client.request('PUT', `jobs/ingest/${id}/batches`, csv, { 'content-type': 'text/csv' });
}

/** Creates a job, uploads and closes it. */
export async function startJob(client: SignedInClient, csv: string, body: JobBody = {}): Promise<string> {
	const id = await createJob(client, body);
	await upload(client, id, csv);
	await client.request('PATCH', `jobs/ingest/${id}`, { state: 'UploadComplete' });
	return id;
}

/** Polls a job, of ingest or query, until nothing will happen to it any more. */
export async function awaitJob(client: SignedInClient, path: string): Promise<Record<string, unknown>> {
	for (let polls = 0; polls < 20; polls++) {
		const { body } = await client.request('GET', path);
		if (['JobComplete', 'Failed', 'Aborted'].includes(body.state)) return body;
	}
	throw new Error(`${path} does not come to an end`);
}

/** Runs a whole ingest job. */
export async function runJob(client: SignedInClient, csv: string, body: JobBody = {}): Promise<FinishedJob> {
	const id = await startJob(client, csv, body);
	const info = await awaitJob(client, `jobs/ingest/${id}`);
	const [successful, failed, unprocessed] = await Promise.all(
		['successfulResults', 'failedResults', 'unprocessedrecords'].map((name) =>
			readLines(client, `jobs/ingest/${id}/${name}`),
		),
	);
	return { id, info, successful, failed, unprocessed };
}

/** A CSV reply, one string per line. */
export async function readLines(client: SignedInClient, path: string): Promise<string[]> {
	const { body } = await client.request('GET', path);
	const text = String(body);
	return text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
}
