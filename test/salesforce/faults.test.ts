import { setImmediate } from 'node:timers/promises';
import type { SalesforceClient } from '../../core/salesforce/client';
import { connectSalesforce } from '../../core/salesforce/connect';
import { SessionCache } from '../../core/salesforce/session';
import { type FaultSettings, faultNames } from '../../emulators/salesforce/faults/fault-settings';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import { aRequest, before, commitWindow, day, fetchAll, lastNames, minute, modified } from '../fetch/fetch-org';
import { demoCredentials, impatient, orgNow, startEnrichmentOrg, startRunFor } from './enrichment-org';

const leads = 40;
/** So long a client waits in vain; enough for its call to be at work on a busy machine. */
const patience = 1_000;
const allNames = Array.from({ length: leads }, (_, index) => `L${index}`);

let org: SalesforceEmulator;
let client: SalesforceClient;
beforeAll(async () => {
	const Lead = allNames.map((LastName, index) => ({
		LastName,
		Company: 'Acme',
		SystemModstamp: before(day - index * minute),
	}));
	org = await startEnrichmentOrg({ records: { Lead } });
});
afterAll(() => org.close());
beforeEach(async () => {
	org.reset();
	org.clock.follow(() => orgNow);
	patienceMs.length = 0;
	client = await connectFor();
});

/** How long the next calls wait for their replies, one after the other; all others have a minute. */
const patienceMs: number[] = [];
const settings = {
	retryPausesMs: impatient.retryPausesMs,
	wait: async () => undefined,
	get timeoutMs() {
		return patienceMs.shift() ?? minute;
	},
};
const connectFor = () =>
	connectSalesforce(demoCredentials(org.url), new SessionCache(() => orgNow), undefined, settings);
const oneLead = () =>
	org.org
		.rows('Lead')
		.slice(0, 1)
		.map(({ Id }) => ({ Id: String(Id), Title: 'CTO' }));
const titled = () => org.org.count('Lead', { Title: 'CTO' });
const countLeads = () => org.org.count('Lead', { LastName: 'Once' });
const callsOf = (method: string) =>
	org.calls.log.filter((call) => call.method === method && call.path.includes('/jobs/query/')).length;

/** The names of all leads by a bulk query, in order. */
async function readInBulk(by = client, signal?: AbortSignal): Promise<string[]> {
	const parts = await Array.fromAsync(by.queryInBulk('SELECT LastName FROM Lead ORDER BY SystemModstamp', { signal }));
	return parts.flatMap(({ rows }) => rows.map(([name]) => name));
}

async function passSeconds(seconds: number): Promise<void> {
	org.clock.advance(seconds * 1_000);
	await client.fetchDailyAllowance();
}

/** Leads that come one a second, read by a window each second; gives what the windows brought. */
async function followWindows(selection: ReturnType<typeof modified>): Promise<string[]> {
	const context = await startRunFor(org);
	let taken: unknown[] = [];
	for (let second = 0; second < 20; second += 1) {
		if (second < 8) org.org.insert('Lead', { LastName: `New ${second}`, Company: 'Acme' });
		await passSeconds(second < 8 ? 1 : minute / 1_000);
		const request = aRequest({ selection, filter: { rawWhere: "LastName LIKE 'New%'" } });
		taken = taken.concat(lastNames(await fetchAll(client, request, context)));
		await commitWindow(context);
	}
	return taken.map(String).sort();
}

const newcomers = Array.from({ length: 8 }, (_, second) => `New ${second}`);
const window = { initialFrom: undefined, lookbackMs: 0, settleMs: 0 };

/** What the pack makes of each fault, by the fault's name; a new fault does not compile without an entry. */
const promises: Record<keyof FaultSettings, ReadonlyArray<readonly [string, () => Promise<void>]>> = {
	queryTimeout: [
		[
			'what takes too long is read in parts of the window, each record once',
			async () => {
				org.faults.set({ queryTimeout: { object: 'Lead', rows: 3 } });
				const items = await fetchAll(client, aRequest({ selection: modified({ window }) }));
				expect(lastNames(items).map(String).sort()).toEqual([...allNames].map(String).sort());
			},
		],
	],
	concurrentRequests: [
		[
			'a call that met too many others waits and goes on',
			async () => {
				org.faults.set({ concurrentRequests: { times: 2, path: 'query' } });
				expect(await fetchAll(client, aRequest({ selection: { kind: 'filter' } }))).toHaveLength(allNames.length);
				expect(client.calls.retries).toBe(2);
			},
		],
	],
	unavailable: [
		[
			'a result page that is refused for a while is read again, each row once',
			async () => {
				org.faults.set({ unavailable: { times: 2, path: 'results' } });
				expect(await readInBulk()).toEqual(allNames);
				expect(client.calls.retries).toBe(3);
			},
		],
		[
			'a create is not sent again, because the reply does not say that nothing was done',
			async () => {
				org.faults.set({ unavailable: { times: 1, path: 'composite' } });
				expect(await client.create('Lead', [{ LastName: 'Once', Company: 'Acme' }])).toMatchObject([
					{ status: 'unknown' },
				]);
				expect(client.calls.byKind.write).toBe(1);
			},
		],
	],
	unauthorized: [
		[
			'a session that ends in the middle of a bulk query is renewed, once',
			async () => {
				org.faults.set({ unauthorized: { afterCalls: 3 } });
				expect(await readInBulk()).toEqual(allNames);
				expect(client.calls.byKind.login).toBe(2);
			},
		],
		[
			'an org that ends every session is not asked for ever',
			async () => {
				org.faults.set({ unauthorized: { afterCalls: 0, times: 1_000 } });
				await expect(readInBulk()).rejects.toMatchObject({ code: 'auth_failed', retryable: false });
				expect(client.calls.used).toBeLessThan(10);
			},
		],
	],
	requestLimit: [
		[
			'a read at the limit stops without trying again, and loses no window',
			async () => {
				const context = await startRunFor(org);
				org.faults.set({ requestLimit: { afterCalls: 1 } });
				await expect(fetchAll(client, aRequest(), context)).rejects.toMatchObject({
					code: 'request_limit_exceeded',
					retryable: true,
				});
				expect(client.calls.retries).toBe(0);
				expect((await context.store.findRun('run-1'))?.window).toBeUndefined();
				org.faults.set({ requestLimit: null });
				expect(lastNames(await fetchAll(client, aRequest(), context))).toEqual(allNames);
			},
		],
	],
	dropBeforeCommit: [
		[
			'a read whose connection breaks is repeated',
			async () => {
				org.faults.set({ dropBeforeCommit: { times: 2, path: 'query' } });
				expect(lastNames(await fetchAll(client, aRequest()))).toEqual(allNames);
				expect(client.calls.retries).toBe(2);
			},
		],
		[
			'a write is not, because nobody knows that it was not done',
			async () => {
				org.faults.set({ dropBeforeCommit: 1 });
				expect(await client.update('Lead', oneLead())).toMatchObject([{ status: 'unknown' }]);
				expect([client.calls.byKind.write, titled()]).toEqual([1, 0]);
			},
		],
	],
	dropAfterCommit: [
		[
			'a create whose reply is lost is not sent a second time',
			async () => {
				org.faults.set({ dropAfterCommit: 1 });
				expect(await client.create('Lead', [{ LastName: 'Once', Company: 'Acme' }])).toMatchObject([
					{ status: 'unknown' },
				]);
				expect([client.calls.byKind.write, countLeads()]).toEqual([1, 1]);
			},
		],
	],
	slowReplies: [
		[
			'a read that is not answered in time is repeated',
			async () => {
				await client.describe('Lead');
				org.faults.set({ slowReplies: { times: 1, path: 'query', ms: minute } });
				patienceMs.push(patience);
				expect(lastNames(await fetchAll(client, aRequest()))).toEqual(allNames);
				expect(client.calls.retries).toBe(1);
			},
		],
		[
			'a write that is not answered in time is left open, and was done',
			async () => {
				org.faults.set({ slowReplies: { times: 1, path: 'composite', ms: minute } });
				patienceMs.push(patience);
				expect(await client.update('Lead', oneLead())).toMatchObject([{ status: 'unknown' }]);
				while (titled() === 0) await setImmediate();
				expect(client.calls.byKind.write).toBe(1);
			},
		],
		[
			'a read that is canceled does not wait for its reply',
			async () => {
				const canceling = new AbortController();
				org.faults.set({ slowReplies: { times: 1, path: 'query', ms: minute } });
				const reading = Array.fromAsync(client.query('SELECT Id FROM Lead', canceling.signal));
				const isRefused = expect(reading).rejects.toMatchObject({ code: 'canceled' });
				while (!client.calls.byKind.query) await setImmediate();
				canceling.abort();
				await isRefused;
			},
		],
	],
	latencyMs: [
		[
			'a slow network costs no further calls',
			async () => {
				org.faults.set({ latencyMs: 15 });
				const { used } = client.calls;
				expect(lastNames(await fetchAll(client, aRequest()))).toEqual(allNames);
				expect([client.calls.used - used, client.calls.retries]).toEqual([2, 0]);
			},
		],
	],
	shortPages: [
		[
			'pages shorter than asked for give every record once, in order',
			async () => {
				org.faults.set({ shortPages: 9 });
				expect(lastNames(await fetchAll(client, aRequest()))).toEqual(allNames);
				expect(lastNames(await fetchAll(client, aRequest({ maxRecords: 12 })))).toEqual(allNames.slice(0, 12));
			},
		],
	],
	lateVisibilityMs: [
		[
			'the settle time outwaits commits that show late',
			async () => {
				org.faults.set({ lateVisibilityMs: 5_000 });
				expect(await followWindows(modified({ window: { ...window, settleMs: 5_000 } }))).toEqual(newcomers);
			},
		],
		[
			'without it the lookback finds them',
			async () => {
				org.faults.set({ lateVisibilityMs: 5_000 });
				const taken = await followWindows(modified({ window: { ...window, lookbackMs: 10_000 } }));
				expect([...new Set(taken)]).toEqual(newcomers);
			},
		],
	],
	lockErrorPercent: [
		[
			'a locked record is refused as worth another attempt',
			async () => {
				org.faults.set({ lockErrorPercent: 100 });
				const locked = {
					status: 'refused',
					errors: [expect.objectContaining({ code: 'UNABLE_TO_LOCK_ROW', retryable: true })],
				};
				expect(await client.update('Lead', oneLead())).toEqual([locked]);
			},
		],
	],
	jobsStuckIn: [
		[
			'a bulk query that never ends is aborted and deleted after two hours',
			async () => {
				org.faults.set({ jobsStuckIn: 'InProgress' });
				await expect(readInBulk()).rejects.toMatchObject({
					code: 'salesforce_unavailable',
					message: expect.stringContaining('for two hours'),
				});
				expect([callsOf('PATCH'), callsOf('DELETE'), await queryJobs()]).toEqual([1, 1, 0]);
			},
		],
		[
			'a bulk query that is canceled meanwhile is aborted and deleted',
			async () => {
				org.faults.set({ jobsStuckIn: 'UploadComplete' });
				const canceling = new AbortController();
				const wait = async () => canceling.abort();
				const patient = await connectSalesforce(demoCredentials(org.url), new SessionCache(() => orgNow), undefined, {
					...impatient,
					wait,
				});
				await expect(readInBulk(patient, canceling.signal)).rejects.toMatchObject({ code: 'canceled' });
				expect([callsOf('PATCH'), callsOf('DELETE'), await queryJobs()]).toEqual([1, 1, 0]);
			},
		],
	],
	failJobsAfterBatches: [
		[
			'a job that fails tells why, and which rows it did not come to',
			async () => {
				org.faults.set({ failJobsAfterBatches: 0 });
				const { jobId } = await client.ingest.create({ sObject: 'Lead', operation: 'update' });
				const [{ Id }] = oneLead();
				await client.ingest.upload(jobId, async function* () {
					yield `Id,Title\n${Id},CTO\n`;
				});
				await client.ingest.close(jobId);
				expect(await client.ingest.untilFinal(jobId)).toMatchObject({
					state: 'Failed',
					message: expect.stringContaining('Batch failed'),
				});
				const unprocessed = (await Array.fromAsync(client.ingest.results(jobId, 'unprocessed'))).flat();
				expect(unprocessed).toMatchObject([{ id: '', row: { Id, Title: 'CTO' } }]);
			},
		],
	],
	clockSkewMs: [
		[
			'a Date header ahead of the stamps loses nothing where Salesforce says how far it is',
			async () => {
				org.faults.set({ clockSkewMs: 5 * minute });
				expect(await followWindows(modified({ useLatestDateCovered: true, window }))).toEqual(newcomers);
			},
		],
		[
			'nor where it does not, because the lookback is longer',
			async () => {
				org.faults.set({ clockSkewMs: 5 * minute });
				const taken = await followWindows(modified({ window: { ...window, lookbackMs: 10 * minute } }));
				expect([...new Set(taken)]).toEqual(newcomers);
			},
		],
		[
			'one behind them reads later and loses nothing either',
			async () => {
				org.faults.set({ clockSkewMs: -5 * minute });
				expect(await followWindows(modified({ window }))).toEqual(newcomers);
			},
		],
	],
	openTransaction: [
		[
			'no window closes over a transaction that is still open',
			async () => {
				org.faults.set({ openTransaction: 'saving' });
				org.org.insert('Lead', { LastName: 'Long', Company: 'Acme' });
				org.faults.set({ openTransaction: 'waiting' });
				const selection = modified({ useLatestDateCovered: true, window });
				expect(await followWindows(selection)).toEqual([]);
				org.faults.set({ openTransaction: null });
				expect(lastNames(await fetchAll(client, aRequest({ selection })))).toContain('Long');
			},
		],
	],
};

/** Bulk queries that the org still knows. */
async function queryJobs(): Promise<number> {
	const headers = { authorization: `Bearer ${org.issueToken()}` };
	const reply = await fetch(`${org.url}/services/data/v68.0/jobs/query`, { headers });
	return ((await reply.json()) as { records: unknown[] }).records.length;
}

describe('the faults of an org', () => {
	it('are all named here', () => {
		expect(Object.keys(promises).sort()).toEqual([...faultNames].sort());
	});

	describe.each(Object.entries(promises))('%s', (_fault, cases) => {
		it.each(cases)('%s', async (_promise, check) => {
			await check();
		});
	});
});
