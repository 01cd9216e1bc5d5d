import { setTimeout as pause } from 'node:timers/promises';
import type { BenchClient } from './bench-client';

/** So many rows in so much time. */
export interface Measurement {
	readonly name: string;
	readonly rows: number;
	readonly ms: number;
}

interface Page {
	readonly done: boolean;
	readonly nextRecordsUrl?: string;
	readonly records: ReadonlyArray<{ readonly Id: string; readonly SystemModstamp: string }>;
}

const fields = 'Id, FirstName, LastName, Company, Email, Title, SystemModstamp';
const pauseMs = 100;

/** Times some work that gives how many rows it handled. */
export async function measure(name: string, work: () => Promise<number>): Promise<Measurement> {
	const started = performance.now();
	const rows = await work();
	return { name, rows, ms: performance.now() - started };
}

/** Reads all Leads through one query's locator pages; gives their ids. */
export async function readByLocator(client: BenchClient): Promise<string[]> {
	const ids: string[] = [];
	let path: string | undefined = `query?q=${encodeURIComponent(`SELECT ${fields} FROM Lead`)}`;
	while (path) {
		const page: Page = (await client.send('GET', path)).json<Page>();
		for (const { Id } of page.records) ids.push(Id);
		path = page.nextRecordsUrl;
	}
	return ids;
}

/** Reads all Leads page by page along (SystemModstamp, Id), as a client that keeps a watermark does. */
export async function readByKeyset(client: BenchClient): Promise<number> {
	let rows = 0;
	let where = '';
	for (;;) {
		const soql = `SELECT ${fields} FROM Lead ${where} ORDER BY SystemModstamp, Id LIMIT 2000`;
		const { records } = (await client.send('GET', `query?q=${encodeURIComponent(soql)}`)).json<Page>();
		rows += records.length;
		const last = records.at(-1);
		if (!last || records.length < 2_000) return rows;
		const stamp = last.SystemModstamp.replace('+0000', 'Z');
		where = `WHERE (SystemModstamp = ${stamp} AND Id > '${last.Id}') OR SystemModstamp > ${stamp}`;
	}
}

/** Updates records 200 to a call. */
export async function updateByCollections(client: BenchClient, ids: readonly string[]): Promise<number> {
	for (let start = 0; start < ids.length; start += 200) {
		requireSaved(
			(await client.send('PATCH', 'composite/sobjects', collectionBody(ids.slice(start, start + 200)))).json<
				SaveReply[]
			>(),
		);
	}
	return ids.length;
}

/** Updates records 1,000 to a call: five collections of 200 in a composite request. */
export async function updateByComposite(client: BenchClient, ids: readonly string[]): Promise<number> {
	for (let start = 0; start < ids.length; start += 1_000) {
		const parts = Array.from({ length: 5 }, (_, part) =>
			ids.slice(start + part * 200, start + part * 200 + 200),
		).filter((part) => part.length > 0);
		const compositeRequest = parts.map((part, index) => ({
			method: 'PATCH',
			url: '/services/data/v68.0/composite/sobjects',
			referenceId: `part${index}`,
			body: JSON.parse(collectionBody(part)) as object,
		}));
		const reply = await client.send('POST', 'composite', JSON.stringify({ compositeRequest }));
		for (const { body } of reply.json<{ compositeResponse: Array<{ body: SaveReply[] }> }>().compositeResponse)
			requireSaved(body);
	}
	return ids.length;
}

interface SaveReply {
	readonly success: boolean;
}

function collectionBody(ids: readonly string[]): string {
	return JSON.stringify({
		records: ids.map((Id) => ({ attributes: { type: 'Lead' }, Id, Title: 'Updated', NumberOfEmployees: 7 })),
	});
}

function requireSaved(results: readonly SaveReply[]): void {
	if (!results.every((each) => each.success))
		throw new Error(`A save was refused: ${JSON.stringify(results.find((each) => !each.success))}`);
}

/** Updates records by one Bulk ingest job. */
export async function updateByIngest(client: BenchClient, ids: readonly string[]): Promise<number> {
	const job = { object: 'Lead', operation: 'update', contentType: 'CSV', lineEnding: 'LF' };
	const { id } = (await client.send('POST', 'jobs/ingest', JSON.stringify(job))).json<{ id: string }>();
	const csv = `Id,Title,NumberOfEmployees\n${ids.map((each) => `${each},Bulk,8`).join('\n')}\n`;
	await client.send('PUT', `jobs/ingest/${id}/batches`, csv, 'text/csv');
	await client.send('PATCH', `jobs/ingest/${id}`, JSON.stringify({ state: 'UploadComplete' }));
	const { numberRecordsFailed, numberRecordsProcessed } = await whenComplete(client, `jobs/ingest/${id}`);
	if (numberRecordsFailed !== 0 || numberRecordsProcessed !== ids.length) {
		throw new Error(
			`The ingest job processed ${numberRecordsProcessed} and failed ${numberRecordsFailed} of ${ids.length}`,
		);
	}
	return ids.length;
}

/** Reads all Leads by one Bulk query job; gives how many lines came. */
export async function readByBulkQuery(client: BenchClient): Promise<number> {
	const body = JSON.stringify({ operation: 'query', query: `SELECT ${fields} FROM Lead` });
	const { id } = (await client.send('POST', 'jobs/query', body)).json<{ id: string }>();
	await whenComplete(client, `jobs/query/${id}`);
	let rows = 0;
	let locator = '';
	for (;;) {
		const reply = await client.send(
			'GET',
			`jobs/query/${id}/results?maxRecords=50000${locator && `&locator=${locator}`}`,
		);
		rows += Number(reply.headers['sforce-numberofrecords']);
		locator = String(reply.headers['sforce-locator']);
		if (locator === 'null') return rows;
	}
}

interface JobState {
	readonly state: string;
	readonly numberRecordsFailed: number;
	readonly numberRecordsProcessed: number;
}

async function whenComplete(client: BenchClient, path: string): Promise<JobState> {
	for (;;) {
		const job = (await client.send('GET', path)).json<JobState>();
		if (job.state === 'JobComplete') return job;
		if (job.state === 'Failed' || job.state === 'Aborted') throw new Error(`${path} ended as ${job.state}`);
		await pause(pauseMs);
	}
}
