import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { RunSummary } from '../../core/run/run-summary';
import type { SeedRecord } from '../../emulators/salesforce/org/seed';
import type { ExecutionResult } from '../../nodes/execute-functions.builders';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { SalesforceScore } from '../../nodes/SalesforceScore/SalesforceScore.node';
import { changed, itemsOf, NodeOrg } from '../nodes/node-org';

const ceiling = 7_000;

let org: NodeOrg;
beforeAll(async () => {
	const leads = ['Novak', 'Okafor', 'Petrov'].map(
		(LastName): SeedRecord => changed({ LastName, Company: 'Northwind' }),
	);
	org = await NodeOrg.open(
		{ records: { Lead: leads } },
		{ org: { kind: 'production', dailyApiRequests: 10_000, dailyApiRequestsUsed: 6_900 } },
	);
});
afterAll(() => org.close());
beforeEach(() => org.begin());

async function run(operation: string, parameters: IDataObject = {}): Promise<ExecutionResult> {
	const startOptions = { maxPercentOfDailyLimit: 70 };
	return await org.execute(new SalesforceEnrichmentRun(), {
		parameters: { operation, pipeline: 'hourly', startOptions, ...parameters },
		executionId: 'exec-1',
	});
}

async function startAndScore(): Promise<{ started: Record<string, unknown>; scored: INodeExecutionData[] }> {
	const start = await run('start');
	const fetched = await org.execute(new SalesforceFetchModified(), { items: itemsOf(start) });
	const scored = await org.execute(new SalesforceScore(), { items: itemsOf(fetched) });
	return { started: start.outputs[0][0], scored: itemsOf(scored) };
}

const write = (items: INodeExecutionData[], delivery = 'immediate') =>
	org.execute(new SalesforceBulkWrite(), { items, parameters: { delivery } });

async function finish(parameters: IDataObject = {}): Promise<RunSummary> {
	const { outputs } = await run('finish', parameters);
	return outputs[0][0] as unknown as RunSummary;
}

/** Somebody else's integration makes so many calls; a negative number of them runs out of the last 24 hours. */
function othersUse(calls: number): void {
	org.emulator.calls.total += calls;
}

const scoredLeads = () =>
	org.emulator.org.rows('Lead').filter(({ Enrichment_Score__c: score }) => score !== null && score !== undefined)
		.length;

describe('a run in an org at 69 % of its API calls', () => {
	it('pauses at its ceiling when others use up the rest meanwhile, and goes on with the next start', async () => {
		const { started, scored } = await startAndScore();
		othersUse(200);
		await write(scored.slice(0, 1));
		const held = await write(scored.slice(1));

		expect(held.outputs[0]).toEqual([]);
		expect(held.outputs[1]).toHaveLength(2);
		expect(scoredLeads()).toBe(1);
		const paused = await finish();
		expect(paused).toMatchObject({
			status: 'Paused',
			reason: expect.stringMatching(
				/^The org has used 7,1\d\d API calls in 24 hours, and this run may go on until 7,000$/,
			),
		});
		expect(paused.text).not.toContain('API allowance');
		expect(paused.calls.used - paused.calls.retries).toBe(paused.calls.planned);

		othersUse(-400);
		const again = await startAndScore();
		expect(again.started).toMatchObject({ status: 'resumed', runId: started.runId });
		await write(again.scored);
		const done = await finish();
		expect(done).toMatchObject({ status: 'Success', runId: started.runId, counts: { read: 3, written: 3 } });
		expect(done.calls.used - done.calls.retries).toBe(done.calls.planned);
		expect(scoredLeads()).toBe(3);
	});

	it('goes on when nobody else makes calls', async () => {
		const { scored } = await startAndScore();
		await write(scored);
		expect(await finish()).toMatchObject({
			status: 'Success',
			ceilings: [{ kind: 'org', ceiling, used: expect.any(Number) }],
		});
	});

	it('does not deliver at finish what others have left no calls for', async () => {
		const { scored } = await startAndScore();
		await write(scored, 'at_finish');
		othersUse(200);
		await org.execute(new SalesforceFetchModified(), { items: [scored[0]], parameters: { operation: 'count' } });
		const paused = (await run('deliverAndFinish')).outputs[0][0] as unknown as RunSummary;

		expect(paused).toMatchObject({ status: 'Paused', delivery: { rows: 3, heldBack: 3, jobs: [] } });
		expect(scoredLeads()).toBe(0);
	});
});
