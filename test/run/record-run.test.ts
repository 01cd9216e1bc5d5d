import type { IDataObject } from 'n8n-workflow';
import { runCustomObject } from '../../demo/data/own-custom-fields';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { changed, itemsOf, NodeOrg } from '../nodes/node-org';

const records = { Lead: ['Novak', 'Okafor'].map((LastName) => changed({ LastName, Company: 'Northwind' })) };

async function run(org: NodeOrg, options: IDataObject = {}) {
	const started = await org.execute(new SalesforceEnrichmentRun(), { parameters: { pipeline: 'hourly' } });
	const fetched = await org.execute(new SalesforceFetchModified(), { items: itemsOf(started) });
	const parameters = { values: 'mapping', columns: { mappingMode: 'defineBelow', value: { City: 'Oslo' } } };
	await org.execute(new SalesforceBulkWrite(), { items: itemsOf(fetched), parameters });
	org.emulator.calls.clear();
	const finished = await org.execute(new SalesforceEnrichmentRun(), {
		parameters: { operation: 'deliverAndFinish', options },
	});
	return { summary: finished.outputs[0][0] as Record<string, unknown>, hints: finished.hints };
}

const runsIn = (org: NodeOrg) => org.emulator.org.find('Enrichment_Run__c', {});
const upsertsIn = (org: NodeOrg) =>
	org.emulator.calls.log.filter(({ method, path }) => method === 'PATCH' && path.includes('Enrichment_Run__c'));

describe('in an org that has the list of runs', () => {
	let org: NodeOrg;
	beforeAll(async () => {
		org = await NodeOrg.open({ records, customObjects: [runCustomObject()] });
	});
	afterAll(() => org.close());
	beforeEach(() => org.begin());

	it('keeps one record of the run, with one call that is on the books', async () => {
		const { summary } = await run(org);
		expect(upsertsIn(org)).toHaveLength(1);
		expect(runsIn(org)).toMatchObject([
			{
				Run_Id__c: summary.runId,
				Name: expect.stringMatching(/^hourly Lead \d{4}-\d\d-\d\d \d\d:\d\d$/),
				Status__c: 'Success',
				Kind__c: 'Run',
				Object__c: 'Lead',
				Records_Read__c: 2,
				Written__c: 2,
				Spent__c: 0,
				Summary__c: summary.text,
				Link__c: 'https://n8n.example/workflow/workflow-1/executions/execution-1',
			},
		]);
		const { outputs } = await org.execute(new SalesforceEnrichmentRun(), { parameters: { operation: 'get' } });
		const told = (outputs[0] as Array<Record<string, never>>).find(({ runId }) => runId === summary.runId);
		expect(told?.calls).toMatchObject({ byStage: { record: { planned: 1, used: 1, retries: 0 } } });
	});

	it('keeps none when told so', async () => {
		await run(org, { recordRun: false });
		expect(upsertsIn(org)).toEqual([]);
	});

	it('ends the run well when the record is refused, and says why', async () => {
		org.emulator.org.insert('Enrichment_Run__c', { Name: 'x', Run_Id__c: 'other' });
		org.emulator.faults.set({ unavailable: { path: '/composite/sobjects/Enrichment_Run__c', times: 20 } } as never);
		const { summary, hints } = await run(org);
		expect(summary.status).toBe('Success');
		expect(JSON.stringify(hints)).toContain('Salesforce keeps no record of this run');
	});
});

it('says nothing where the org has no list of runs', async () => {
	const org = await NodeOrg.open({ records });
	org.begin();
	try {
		const { summary, hints } = await run(org);
		expect(summary.status).toBe('Success');
		expect(upsertsIn(org)).toHaveLength(1);
		expect(JSON.stringify(hints)).not.toContain('record of this run');
	} finally {
		await org.close();
	}
});
