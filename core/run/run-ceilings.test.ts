import { EnrichmentError } from '../errors';
import type { DailyAllowance, SalesforceClient } from '../salesforce/client';
import { openSqliteStore } from '../store/sqlite/sqlite-store';
import type { Run, Store } from '../store/store';
import { runContext } from './lease';
import { inMinutes, key, noon, TestPipeline } from './run.builders';
import { callsOfStages, fetchCeilings, loadCeilings, saveCeilings } from './run-ceilings';

let store: Store;
let run: Run;

beforeEach(async () => {
	store = await openSqliteStore(':memory:');
	run = await new TestPipeline(store).start();
});

afterEach(() => store.close());

const used = (calls: number) => ({ planned: calls, used: calls, retries: 0 });

describe('a run with ceilings', () => {
	it('counts its own calls on top of what others had used when it began', async () => {
		await store.addCalls(run.runId, 'connect', used(3));
		await saveCeilings(store, run, [{ kind: 'org', ceiling: 1_000, used: 100 }]);
		await store.addCalls(run.runId, 'fetch', used(7));
		expect(await loadCeilings(store, run, noon)).toEqual([{ kind: 'org', ceiling: 1_000, used: 107 }]);
	});

	it('takes new ceilings when it resumes, or none', async () => {
		await saveCeilings(store, run, [{ kind: 'org', ceiling: 1_000, used: 100 }]);
		await store.addCalls(run.runId, 'fetch', used(7));
		await saveCeilings(store, run, [{ kind: 'org', ceiling: 900, used: 500 }]);
		expect(await loadCeilings(store, run, noon)).toEqual([{ kind: 'org', ceiling: 900, used: 500 }]);
		await saveCeilings(store, run, []);
		expect(await loadCeilings(store, run, noon)).toEqual([]);
	});

	it('counts the calls of all runs of the day against the cap of our own, from midnight anew', async () => {
		await saveCeilings(store, run, [{ kind: 'own', ceiling: 50, used: 0 }]);
		await runContext(store, run, () => noon).store.addCalls(run.runId, 'fetch', used(7));
		await store.addDailyCalls(run.orgId, '2026-11-21', 20);
		expect(await loadCeilings(store, run, noon)).toEqual([{ kind: 'own', ceiling: 50, used: 27 }]);
		expect(await loadCeilings(store, run, inMinutes(12 * 60))).toEqual([{ kind: 'own', ceiling: 50, used: 0 }]);
	});

	it('keeps its ceilings out of its calls', async () => {
		await saveCeilings(store, run, [{ kind: 'org', ceiling: 1_000, used: 100 }]);
		await store.addCalls(run.runId, 'fetch', used(7));
		expect(callsOfStages(await store.readCalls(run.runId))).toEqual({ fetch: used(7) });
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
		await expect(fetched).rejects.toMatchObject({ code: 'request_limit_exceeded', retryable: true, message: expect.stringContaining('7,500 API calls') });
		expect(await store.readDailyCalls(key.orgId, '2026-11-21')).toBe(3);
	});

	it('knows no ceiling of the org when the user may not see it', async () => {
		const hidden = new EnrichmentError('salesforce_refused', 'hidden');
		expect(await fetchCeilings(aClient(hidden), store, {}, noon)).toEqual([]);
		expect(await fetchCeilings(aClient(hidden), store, { ownCalls: 10 }, noon)).toEqual([{ kind: 'own', ceiling: 10, used: 0 }]);
	});

	it('passes on any other failure', async () => {
		await expect(fetchCeilings(aClient(new EnrichmentError('auth_failed', 'no')), store, {}, noon)).rejects.toThrow('no');
	});
});

describe('allowance of a run context', () => {
	it('is full without a ceiling', async () => {
		expect(await runContext(store, run, () => noon).allowance?.()).toBe('full');
	});

	it('tells the run to stop at the ceiling, and gives it no further batch', async () => {
		await saveCeilings(store, run, [{ kind: 'org', ceiling: 100, used: 90 }]);
		await store.planBatches(run.runId, [{ batchId: 0, recordIds: ['00Q1'] }]);
		const context = runContext(store, run, () => noon);
		expect(await context.allowance?.()).toBe('skip_owner_look_up');
		await context.store.addCalls(run.runId, 'fetch', used(10));
		expect(await context.allowance?.()).toBe('stop');
		expect(await store.findRun(run.runId)).toMatchObject({ status: 'Running', reason: expect.stringContaining('100 API calls in 24 hours') });
		expect(await context.store.claimBatch(run.runId, 'first', noon, 60_000)).toBeUndefined();
	});
});
