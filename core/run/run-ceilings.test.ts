import { EnrichmentError } from '../errors';
import type { RunCeilings } from '../record/run-settings';
import type { SalesforceClient } from '../salesforce/client';
import type { DailyAllowance } from '../salesforce/org-identity';
import { openSqliteStore } from '../store/sqlite/sqlite-store';
import type { Run } from '../store/contract/runs';
import type { Store } from '../store/store';
import { runContext } from './lease';
import { inMinutes, key, leaseMs, noon, TestPipeline } from './run.builders';
import { fetchCeilings, loadCeilings } from './run-ceilings';
import { startRun } from './start-run';

let store: Store;
let run: Run;

beforeEach(async () => {
	store = await openSqliteStore(':memory:');
	run = await new TestPipeline(store).start();
});

afterEach(() => store.close());

/** Starts the run anew, which resumes it. */
async function startWith(ceilings: RunCeilings | undefined): Promise<Run> {
	const request = { ...key, executionId: 'first', isDryRun: false, leaseMs, settings: ceilings && { ceilings } };
	const started = await startRun(store, request, noon, () => 'another run');
	if (started.status === 'held') throw new Error('held');
	return started.run;
}

const used = (calls: number) => ({ planned: calls, used: calls, retries: 0 });

describe('a run with ceilings', () => {
	it('counts its own calls on top of what others had used when it began', async () => {
		run = await startWith({ org: { ceiling: 1_000, usedByOthers: 97 } });
		await store.addCalls(run.runId, 'connect', used(3));
		await store.addCalls(run.runId, 'fetch', used(7));
		expect(await loadCeilings(store, run, noon)).toEqual([{ kind: 'org', ceiling: 1_000, used: 107 }]);
	});

	it('takes new ceilings when it resumes, or none, and counts its earlier calls once', async () => {
		run = await startWith({ org: { ceiling: 1_000, usedByOthers: 100 } });
		await store.addCalls(run.runId, 'fetch', used(7));
		run = await startWith({ org: { ceiling: 900, usedByOthers: 500 }, ownDaily: 50 });
		expect(await loadCeilings(store, run, noon)).toEqual([
			{ kind: 'org', ceiling: 900, used: 500 },
			{ kind: 'own', ceiling: 50, used: 0 },
		]);
		expect(await store.findRun(run.runId)).toEqual(run);
		run = await startWith(undefined);
		expect(await loadCeilings(store, run, noon)).toEqual([]);
	});

	it.each([
		['more, because others have made calls since', 1_200, 1_200],
		['less, because it is of earlier or calls have run out', 3, 105],
	])('goes by the larger of its own sum and what Salesforce says: %s', async (_what, said, expected) => {
		run = await startWith({ org: { ceiling: 1_000, usedByOthers: 100 } });
		await store.addCalls(run.runId, 'fetch', used(5));
		const known = { max: 5_000, remaining: 5_000 - said };
		expect(await loadCeilings(store, run, noon, known)).toEqual([{ kind: 'org', ceiling: 1_000, used: expected }]);
	});

	it('counts the calls of all runs of the day against the cap of our own, from midnight anew', async () => {
		run = await startWith({ ownDaily: 50 });
		await runContext(store, run, () => noon).store.addCalls(run.runId, 'fetch', used(7));
		await store.addDailyCalls(run.orgId, '2026-11-21', 20);
		expect(await loadCeilings(store, run, noon)).toEqual([{ kind: 'own', ceiling: 50, used: 27 }]);
		expect(await loadCeilings(store, run, inMinutes(12 * 60))).toEqual([{ kind: 'own', ceiling: 50, used: 0 }]);
	});
});

describe('fetchCeilings', () => {
	function aClient(answer: DailyAllowance | EnrichmentError): SalesforceClient {
		const fetchDailyAllowance = async () => {
			if (answer instanceof EnrichmentError) throw answer;
			return answer;
		};
		return { org: { orgId: key.orgId }, calls: { used: 3 }, fetchDailyAllowance } as unknown as SalesforceClient;
	}

	it('refuses a run when the org has used its share, and counts the calls that asking has cost', async () => {
		const fetched = fetchCeilings(aClient({ max: 15_000, remaining: 7_500 }), store, {}, noon);
		await expect(fetched).rejects.toMatchObject({
			code: 'request_limit_exceeded',
			retryable: true,
			message: expect.stringContaining('7,500 API calls'),
		});
		expect(await store.readDailyCalls(key.orgId, '2026-11-21')).toBe(3);
	});

	it('takes what the client has used for calls of the run', async () => {
		const fetched = await fetchCeilings(aClient({ max: 100_000, remaining: 99_900 }), store, { ownCalls: 10 }, noon);
		expect(fetched).toEqual({ org: { ceiling: 70_000, usedByOthers: 97 }, ownDaily: 10 });
	});

	it('knows no ceiling of the org when the user may not see it', async () => {
		const hidden = new EnrichmentError('salesforce_refused', 'hidden');
		expect(await fetchCeilings(aClient(hidden), store, {}, noon)).toEqual({});
		expect(await fetchCeilings(aClient(hidden), store, { ownCalls: 10 }, noon)).toEqual({ ownDaily: 10 });
	});

	it('passes on any other failure', async () => {
		await expect(fetchCeilings(aClient(new EnrichmentError('auth_failed', 'no')), store, {}, noon)).rejects.toThrow(
			'no',
		);
	});
});

describe('allowance of a run context', () => {
	it('is full without a ceiling', async () => {
		expect(await runContext(store, run, () => noon).allowance?.()).toBe('full');
	});

	it('asks what the client has been told last', async () => {
		run = await startWith({ org: { ceiling: 100, usedByOthers: 10 } });
		let remaining = 930;
		const { allowance } = runContext(store, run, () => noon, { knownAllowance: () => ({ max: 1_000, remaining }) });
		expect(await allowance?.()).toBe('full');
		remaining = 880;
		expect(await allowance?.()).toBe('stop');
		expect(await store.findRun(run.runId)).toMatchObject({
			stop: { why: expect.stringContaining('The org has used 120 API calls') },
		});
	});

	it('tells the run to stop at the ceiling, and gives it no further batch', async () => {
		run = await startWith({ org: { ceiling: 100, usedByOthers: 90 } });
		await store.planBatches(run.runId, [{ batchId: 0, recordIds: ['00Q1'] }]);
		const context = runContext(store, run, () => noon);
		expect(await context.allowance?.()).toBe('skip_owner_look_up');
		await context.store.addCalls(run.runId, 'fetch', used(10));
		expect(await context.allowance?.()).toBe('stop');
		expect(await store.findRun(run.runId)).toMatchObject({
			status: 'Running',
			stop: { why: expect.stringContaining('100 API calls in 24 hours') },
		});
		expect(await context.store.claimBatch(run.runId, 'first', noon, 60_000)).toBeUndefined();
	});
});
