import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Run } from '../../core/store/contract/runs';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { changed, enrichmentOf, errorOf, itemsOf, minutesAgo, NodeOrg } from '../nodes/node-org';
import { orgNow } from '../salesforce/enrichment-org';

const lead = (LastName: string, minutes: number, fields = {}) =>
	changed({ LastName, Company: 'Northwind', ...fields }, minutes);
const attempted = { Enrichment_Last_Activity__c: minutesAgo(10), Enrichment_Outcome__c: 'no_match' };

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		records: {
			Lead: [
				lead('Ancient', 90_000),
				lead('Old', 1_500),
				lead('Older', 600, attempted),
				lead('Three', 180),
				lead('Half', 30),
				lead('Late', 5),
				lead('Became', 40, { IsConverted: true }),
			],
		},
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

const execute = (parameters: IDataObject = {}, items: INodeExecutionData[] = [{ json: {} }]) =>
	org.execute(new SalesforceFetchModified(), { parameters, items });

async function said(parameters: IDataObject = {}, items?: INodeExecutionData[]): Promise<string[]> {
	return (await execute(parameters, items)).hints.map(({ message }) => message);
}

async function startRun(executionId = 'exec-1'): Promise<INodeExecutionData[]> {
	return itemsOf(await org.execute(new SalesforceEnrichmentRun(), { parameters: { pipeline: 'hourly' }, executionId }));
}

const idOf = (LastName: string) => String(org.find('Lead', 'LastName', LastName).Id);

describe('Modified in the Last N Hours', () => {
	const names = async (parameters: IDataObject, items?: INodeExecutionData[]) =>
		(await execute({ selection: 'modifiedInLastHours', ...parameters }, items)).outputs[0].map(
			({ LastName }) => LastName,
		);

	it.each([
		[24, ['Older', 'Three', 'Half', 'Late']],
		[1, ['Half', 'Late']],
		[0.25, ['Late']],
		[100_000, ['Ancient', 'Old', 'Older', 'Three', 'Half', 'Late']],
	])('takes the changes of %d hours, the oldest first, without converted leads', async (lastHours, expected) => {
		expect(await names({ lastHours })).toEqual(expected);
	});

	it('joins filters, the limit and Only Never Enriched', async () => {
		expect(await names({ onlyNeverEnriched: true })).toEqual(['Three', 'Half', 'Late']);
		expect(await names({ limit: 1 })).toEqual(['Older']);
		expect(await names({ limit: 1, returnAll: true })).toHaveLength(4);
		expect(await names({ filters: { rows: [{ field: 'LastName', operator: 'in', value: 'Half,Ancient' }] } })).toEqual([
			'Half',
		]);
	});

	it('remembers nothing, in a run either', async () => {
		await names({}, await startRun());
		const run = await org.store.findRunByExecution('exec-1');
		expect(await org.store.loadWatermark(run!)).toBeUndefined();
		expect(await names({}, await startRun())).toHaveLength(4);
	});

	it.each([-1, Number.NaN])('refuses %d hours', async (lastHours) => {
		expect(await errorOf(execute({ selection: 'modifiedInLastHours', lastHours }))).toMatchObject({
			message: 'Hours is no number of zero or more.',
		});
	});

	it('says since when', async () => {
		expect(await said({ selection: 'modifiedInLastHours', lastHours: 1 })).toEqual([
			'2 records of Lead modified since 2026-11-21T15:29:17.000Z.',
		]);
	});
});

describe('the first run', () => {
	it('says how many older records its window leaves out, for one call that was planned', async () => {
		const start = await startRun();
		const notes = await said({ selection: 'modified' }, start);
		expect(notes.join('\n')).toContain('4 older records were left out by the first run');
		expect(notes.join('\n')).toContain('Never Enriched');
		const { used, retries, planned } = await callsOfFetch();
		expect(used - retries).toBe(planned);
	});

	it('counts what the filter lets through, and nothing where it reads from the beginning', async () => {
		const filters = { rows: [{ field: 'LastName', operator: 'equals', value: 'Ancient' }] };
		expect((await said({ selection: 'modified', filters }, await startRun())).join()).toContain(
			'1 older record was left out',
		);
		await org.begin();
		expect((await said({ selection: 'modified', firstRunHours: 0 }, await startRun())).join()).not.toContain('older');
	});

	it('is the only one that counts them', async () => {
		const node = new SalesforceEnrichmentRun();
		const first = await execute({ selection: 'modified' }, await startRun());
		expect(first.outputs[0]).toHaveLength(2);
		const run = await org.store.findRunByExecution('exec-1');
		for await (const page of org.store.readWork(run!))
			await org.store.settleWork(
				run!,
				page.map(({ recordId }) => ({ recordId, outcome: 'written' })),
			);
		await org.execute(node, { parameters: { operation: 'finish' }, executionId: 'exec-1' });
		org.passMinutes(60);
		expect(await said({ selection: 'modified' }, await startRun('exec-2'))).toEqual([
			'1 record of Lead modified since the last run (from 2026-11-21T16:17:17.000Z to 2026-11-21T17:27:17.000Z).',
		]);
	});

	it('is nothing without a run', async () => {
		expect((await said({ selection: 'modified' })).join()).not.toContain('older');
	});

	async function callsOfFetch() {
		const run = await org.store.findRunByExecution('exec-1');
		const calls = await org.store.readCalls(run!.runId);
		return calls.fetch!;
	}
});

describe('what Get says', () => {
	it.each<[string, IDataObject, string]>([
		['never enriched', { selection: 'neverEnriched' }, '5 records of Lead never enriched.'],
		[
			'filter',
			{ selection: 'filter', filters: { rows: [{ field: 'LastName', operator: 'equals', value: 'Half' }] } },
			'1 record of Lead that the filter lets through.',
		],
		[
			'due',
			{ selection: 'dueForRefresh', options: { includeNeverEnriched: false } },
			'No records of Lead due for a refresh.',
		],
	])('is one sentence: %s', async (_what, parameters, expected) => {
		expect(await said(parameters)).toEqual([expected]);
	});

	it('tells what another run works on', async () => {
		const [start] = await startRun();
		const other: Run = {
			...{
				orgId: org.emulator.identity.id,
				pipeline: 'other',
				sObject: 'Lead',
				runId: 'run-2',
				status: 'Running',
				executionId: 'exec-2',
			},
			...{ isDryRun: false, leaseMs: 60_000, startedAt: orgNow },
		};
		await org.store.createRun(other);
		await org.store.claimRecords(other.orgId, [idOf('Half')], other.runId, orgNow, 600_000);
		expect((await said({ selection: 'ids', ids: ['Half', 'Late'].map(idOf).join() }, [start]))[0]).toBe(
			'1 record of Lead listed by ID; left out: 1 in use by another run, to be taken up later.',
		);
	});

	it('names the usual fields that could not be read', async () => {
		const bare = await NodeOrg.open({ records: { Account: [changed({ Name: 'Northwind' })] } });
		await bare.begin();
		const parameters = {
			selection: 'filter',
			sObject: 'Account',
			options: { fieldNames: { names: { score: 'Gone__c' } } },
		};
		const { hints } = await bare.execute(new SalesforceFetchModified(), { parameters });
		await bare.close();
		expect(hints.map(({ message }) => message)).toContainEqual(
			expect.stringMatching(/^Not read, because the object has no such field or this user may not see it: .*Gone__c/),
		);
	});
});

describe('what the other operations say', () => {
	it('is how many there are, and how many beyond the limit', async () => {
		expect(await said({ operation: 'count', selection: 'neverEnriched' })).toEqual([
			'5 records of Lead never enriched.',
		]);
		expect(await said({ operation: 'count', selection: 'neverEnriched', limit: 1 })).toEqual([
			'5 records of Lead never enriched; 4 beyond the limit of 1.',
		]);
		expect(await said({ operation: 'count', selection: 'neverEnriched', limit: 1, returnAll: true })).toEqual([
			'5 records of Lead never enriched.',
		]);
	});

	it('is how many batches there are, which one this is, and when none is left', async () => {
		const plan = await execute({ operation: 'plan', selection: 'neverEnriched', batchSize: 4 }, await startRun());
		expect(plan.hints.map(({ message }) => message)[0]).toBe('5 records prepared in 2 batches.');
		const first = await execute({ operation: 'claim' }, itemsOf(plan).slice(0, 1));
		expect(first.hints[0].message).toBe('Batch 1 of 2: 4 records of Lead; 1 batch to come.');
		const second = await execute({ operation: 'claim' }, itemsOf(first));
		expect(second.hints[0].message).toBe('Batch 2 of 2: 1 record of Lead; it is the last one.');
		const again = await execute({ operation: 'plan', selection: 'neverEnriched' }, [
			{ json: { _enrichment: { ...enrichmentOf(plan.outputs[0][0]) } } } as never,
		]);
		expect(again.hints.map(({ message }) => message)).toEqual([
			'This run had been prepared before: 0 batches open, 1 in work, 1 done.',
		]);
		const none = await execute({ operation: 'claim' }, itemsOf(second));
		expect(none.hints[0].message).toBe('No batch is left: 2 of 2 done.');
	});
});
