import { zipObject } from 'lodash';
import { EnrichmentError } from '../errors';
import type { ApiCall } from './api-calls';
import { type BulkQueryCalls, queryInBulk } from './bulk-query';
import type { BulkPageOptions } from './bulk-query-pages';

const jobId = '7505e0000000001';

interface Page {
	readonly rows: readonly string[];
	readonly next?: string;
	/** Breaks off behind so many characters, once. */
	readonly breaksAt?: number;
	readonly promised?: number | null;
}

/** Salesforce as the driver sees it: states of the job by poll, pages by locator. */
class FakeJob implements BulkQueryCalls {
	readonly sent: string[] = [];

	readonly pauses: number[] = [];

	private readonly broken = new Set<string>();

	constructor(
		private readonly states: string[],
		private readonly pages: Record<string, Page> = {},
	) {}

	async send<T>(call: ApiCall): Promise<T> {
		this.sent.push(`${call.method} ${call.url.replace(jobId, 'JOB')}${call.isRetry ? ' (again)' : ''}`);
		if (call.method === 'POST') return { id: jobId, state: 'UploadComplete' } as T;
		const state = this.states.length > 1 ? this.states.shift() : this.states[0];
		return { id: jobId, state, errorMessage: 'QUERY_TIMEOUT : too long' } as T;
	}

	async download(call: { url: string }, isRetry: boolean) {
		const locator = /locator=(\w+)/.exec(call.url)?.[1] ?? '';
		this.sent.push(`READ ${locator || 'first'}${isRetry ? ' (again)' : ''}`);
		const page = this.pages[locator];
		const text = `"Id","Name"\n${page.rows.join('\n')}${page.rows.length > 0 ? '\n' : ''}`;
		const headers = new Headers({ 'Sforce-Locator': page.next ?? 'null' });
		if (page.promised !== null) headers.set('Sforce-NumberOfRecords', String(page.promised ?? page.rows.length));
		const breaksAt = page.breaksAt !== undefined && !this.broken.has(locator) ? page.breaksAt : undefined;
		this.broken.add(locator);
		return { headers, body: pieces(text, breaksAt) };
	}

	readonly wait = async (ms: number) => {
		this.pauses.push(ms);
	};
}

async function* pieces(text: string, breaksAt: number | undefined): AsyncGenerator<Buffer> {
	const bytes = Buffer.from(text).subarray(0, breaksAt);
	for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
	if (breaksAt !== undefined) throw new TypeError('terminated');
}

/** The rows as objects by header. */
async function readAll(job: FakeJob, options?: BulkPageOptions): Promise<Array<Record<string, string>>> {
	const parts = await Array.fromAsync(queryInBulk(job, 'SELECT Id, Name FROM Lead', job.wait, options));
	return parts.flatMap(({ columns, rows }) => rows.map((row) => zipObject(columns, row)));
}

const rowsFrom = (first: number, count: number) =>
	Array.from({ length: count }, (_, index) => `"${first + index}","Näme, ""${first + index}""\n"`);
const numbers = (rows: ReadonlyArray<Record<string, string>>) => rows.map((row) => Number(row.Id));

describe('queryInBulk', () => {
	it('makes a job, polls with growing pauses, reads its pages, and deletes it', async () => {
		const job = new FakeJob(['UploadComplete', 'InProgress', 'JobComplete'], {
			'': { rows: rowsFrom(0, 3), next: 'abc' },
			abc: { rows: rowsFrom(3, 2) },
		});
		expect(numbers(await readAll(job))).toEqual([0, 1, 2, 3, 4]);
		expect(job.sent).toEqual([
			'POST /jobs/query',
			'GET /jobs/query/JOB',
			'GET /jobs/query/JOB (again)',
			'GET /jobs/query/JOB (again)',
			'READ first',
			'READ abc',
			'DELETE /jobs/query/JOB',
		]);
		expect(job.pauses).toEqual([1_000, 2_000, 4_000]);
	});

	it('reads quotes, commas and line ends in values, whatever pieces they come in', async () => {
		const job = new FakeJob(['JobComplete'], { '': { rows: rowsFrom(7, 1) } });
		expect(await readAll(job)).toEqual([{ Id: '7', Name: 'Näme, "7"\n' }]);
	});

	it('gives rows in parts of 2,000', async () => {
		const job = new FakeJob(['JobComplete'], { '': { rows: rowsFrom(0, 4_500) } });
		const parts = await Array.fromAsync(queryInBulk(job, 'SELECT Id FROM Lead', job.wait));
		expect(parts.map(({ rows }) => rows.length)).toEqual([2_000, 2_000, 500]);
	});

	it('gives nothing when nothing was found', async () => {
		expect(await readAll(new FakeJob(['JobComplete'], { '': { rows: [] } }))).toEqual([]);
	});

	it('reads a page that breaks off again, giving each row once', async () => {
		const job = new FakeJob(['JobComplete'], { '': { rows: rowsFrom(0, 5_000), breaksAt: 60_000 } });
		const rows = numbers(await readAll(job));
		expect(rows).toEqual(Array.from({ length: 5_000 }, (_, index) => index));
		expect(job.sent).toContain('READ first (again)');
	});

	it('reads a page again that ends before its promised rows', async () => {
		const job = new FakeJob(['JobComplete'], { '': { rows: rowsFrom(0, 3), promised: 4 } });
		await expect(readAll(job)).rejects.toMatchObject({
			code: 'salesforce_unavailable',
			message: expect.stringContaining('3 of 4 rows'),
		});
		expect(job.sent.filter((call) => call.startsWith('READ'))).toHaveLength(3);
	});

	it('trusts the end of the page when a proxy took the header away', async () => {
		expect(await readAll(new FakeJob(['JobComplete'], { '': { rows: rowsFrom(0, 3), promised: null } }))).toHaveLength(
			3,
		);
	});

	it('deletes the job whose rows could not be read, because nobody comes back for them', async () => {
		const job = new FakeJob(['JobComplete'], { '': { rows: rowsFrom(0, 3), promised: 4 } });
		await expect(readAll(job)).rejects.toMatchObject({ retryable: true });
		expect(job.sent.slice(-1)).toEqual(['DELETE /jobs/query/JOB']);
	});

	it.each(['Failed', 'Aborted'])('says why the job %s, and deletes it without aborting it', async (state) => {
		const job = new FakeJob(['InProgress', state]);
		await expect(readAll(job)).rejects.toMatchObject({
			code: 'query_timeout',
			message: `Salesforce ended the bulk query ${jobId} as ${state}: QUERY_TIMEOUT : too long.`,
			remedy: expect.stringContaining('Narrow the selection'),
		});
		expect(job.sent.slice(-2)).toEqual(['GET /jobs/query/JOB (again)', 'DELETE /jobs/query/JOB']);
	});

	it('gives up on a job that is stuck for two hours', async () => {
		const job = new FakeJob(['InProgress']);
		await expect(readAll(job)).rejects.toMatchObject({
			code: 'salesforce_unavailable',
			retryable: true,
			message: expect.stringContaining(jobId),
		});
		expect(job.pauses.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThan(7_200_000);
		expect(Math.max(...job.pauses)).toBe(60_000);
		expect(job.sent.slice(-2)).toEqual(['PATCH /jobs/query/JOB', 'DELETE /jobs/query/JOB']);
	});

	it('deletes the job when nobody wants more of its rows', async () => {
		const job = new FakeJob(['JobComplete'], { '': { rows: rowsFrom(0, 4_500) } });
		for await (const part of queryInBulk(job, 'SELECT Id FROM Lead', job.wait)) {
			expect(part.rows).toHaveLength(2_000);
			break;
		}
		expect(job.sent.at(-1)).toBe('DELETE /jobs/query/JOB');
	});

	it('stops between parts when it is canceled', async () => {
		const controller = new AbortController();
		const job = new FakeJob(['JobComplete'], { '': { rows: rowsFrom(0, 4_500) } });
		const reading = (async () => {
			for await (const _part of queryInBulk(job, 'SELECT Id FROM Lead', job.wait, { signal: controller.signal }))
				controller.abort();
		})();
		await expect(reading).rejects.toEqual(expect.any(EnrichmentError));
		await expect(reading).rejects.toMatchObject({ code: 'canceled' });
		expect(job.sent.at(-1)).toBe('DELETE /jobs/query/JOB');
	});

	it('tells what went wrong, also when the job cannot be cleared away', async () => {
		const job = new FakeJob(['InProgress']);
		jest.spyOn(job, 'send').mockImplementation(async (call: ApiCall) => {
			if (call.method !== 'POST')
				throw new EnrichmentError('salesforce_unavailable', `No answer to ${call.method}`, { retryable: true });
			return { id: jobId } as never;
		});
		await expect(readAll(job)).rejects.toMatchObject({ message: 'No answer to GET' });
	});
});
