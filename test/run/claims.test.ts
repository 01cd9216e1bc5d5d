import type { INodeExecutionData } from 'n8n-workflow';
import { runContext } from '../../core/run/lease';
import type { ExecutionResult } from '../../nodes/execute-functions.builders';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { changed, itemsOf, NodeOrg } from '../nodes/node-org';

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		records: { Lead: ['Novak', 'Okafor'].map((LastName) => changed({ LastName, Company: 'Northwind' })) },
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

/** Starts a pipeline with a lease of three minutes. */
async function start(pipeline: string): Promise<INodeExecutionData[]> {
	return itemsOf(
		await org.execute(new SalesforceEnrichmentRun(), { parameters: { pipeline }, executionId: `exec of ${pipeline}` }),
	);
}

/** Fetches what was never enriched, whenever it changed. */
async function fetchFor(items: INodeExecutionData[]): Promise<ExecutionResult> {
	return await org.execute(new SalesforceFetchModified(), { items, parameters: { selection: 'neverEnriched' } });
}

/** Works for so long, with a sign of life every two minutes, as every node of the pack gives. */
async function workFor(items: INodeExecutionData[], minutes: number): Promise<void> {
	const run = await org.store.findRun(String(items[0].json.runId));
	const { keepLease } = runContext(org.store, run!, () => new Date());
	for (let passed = 0; passed < minutes; passed += 2) {
		org.passMinutes(2);
		await keepLease();
	}
}

describe('records of a run', () => {
	it('stay its own while it works, however long that takes', async () => {
		const slow = await start('slow');
		expect((await fetchFor(slow)).outputs[0]).toHaveLength(2);
		await workFor(slow, 90);

		const { outputs, hints } = await fetchFor(await start('other'));
		expect(outputs[0]).toEqual([]);
		expect(hints[0].message).toContain('2 in use by another run');
	});

	it('are free for others half an hour after they were taken, once it has fallen silent', async () => {
		const slow = await start('slow');
		await fetchFor(slow);
		await workFor(slow, 60);
		org.passMinutes(4);
		expect((await fetchFor(await start('other'))).outputs[0]).toHaveLength(2);
	});

	it('are free for others as soon as it is finished', async () => {
		const slow = await start('slow');
		await fetchFor(slow);
		await org.execute(new SalesforceEnrichmentRun(), {
			parameters: { operation: 'finish' },
			executionId: 'exec of slow',
		});
		expect((await fetchFor(await start('other'))).outputs[0]).toHaveLength(2);
	});
});
