import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Run } from '../../core/store/contract/runs';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { changed, enrichmentOf, errorOf, itemsOf, minutesAgo, NodeOrg } from '../nodes/node-org';
import { orgNow } from '../salesforce/enrichment-org';

const lead = (LastName: string, minutes: number, fields = {}) =>
	changed({ LastName, Company: 'Northwind', ...fields }, minutes);
const dayMinutes = 1_440;

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		customFields: [
			{ object: 'Lead', name: 'Candidate__c', label: 'Candidate', type: 'boolean' },
			{ object: 'Lead', name: 'Mintigo_Sent__c', label: 'Mintigo Sent', type: 'datetime' },
		],
		records: {
			Lead: [
				lead('A', 50, { Industry: 'Energy', AnnualRevenue: 100 }),
				lead('B', 40, {
					Industry: 'Retail',
					AnnualRevenue: 200,
					Candidate__c: true,
					Mintigo_Sent__c: minutesAgo(dayMinutes),
				}),
				lead('C', 30, { Industry: 'Energy', AnnualRevenue: 300 }),
				lead('Refresh', 20, {
					Enrichment_Last_Activity__c: minutesAgo(8 * dayMinutes),
					Enrichment_Outcome__c: 'written',
				}),
			],
		},
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

const execute = (parameters: IDataObject = {}, items: INodeExecutionData[] = [{ json: {} }]) =>
	org.execute(new SalesforceFetchModified(), { parameters, items });

async function names(parameters: IDataObject): Promise<unknown[]> {
	return (await execute(parameters)).outputs[0].map((record) => record.LastName);
}

async function startRun(): Promise<INodeExecutionData[]> {
	return itemsOf(
		await org.execute(new SalesforceEnrichmentRun(), { parameters: { pipeline: 'audience' }, executionId: 'exec-1' }),
	);
}

const hintsOf = ({ hints }: { hints: Array<{ message: string }> }) => hints.map(({ message }) => message).join(' ');

describe('Get', () => {
	it.each<[string, IDataObject, string[]]>([
		['never enriched', { selection: 'neverEnriched' }, ['C', 'B', 'A']],
		['due for refresh', { selection: 'dueForRefresh' }, ['C', 'B', 'A', 'Refresh']],
		['due for refresh only', { selection: 'dueForRefresh', options: { includeNeverEnriched: false } }, ['Refresh']],
		['not due yet', { selection: 'dueForRefresh', refreshAfterDays: 9, options: { includeNeverEnriched: false } }, []],
		[
			'by a filter in the order of change',
			{ selection: 'filter', options: { rawWhere: 'AnnualRevenue >= 200' } },
			['B', 'C'],
		],
		['newest created first', { options: { order: 'newest_created' } }, ['Refresh', 'C', 'B', 'A']],
		['candidates', { options: { candidateField: ' Candidate__c ' } }, ['B']],
		['with a preset filter', { selection: 'filter', options: { presetFilter: 'never_sent' } }, ['A', 'B', 'C']],
	])('selects %s', async (_name, parameters, expected) => {
		expect(await names(parameters)).toEqual(expected);
	});

	it('joins filter rows by their logic', async () => {
		const rows = [
			{ field: 'Industry', operator: 'equals', value: 'Energy' },
			{ field: 'AnnualRevenue', operator: 'greater', value: '150' },
		];
		expect(await names({ selection: 'filter', filters: { rows } })).toEqual(['C']);
		expect(await names({ selection: 'filter', filters: { rows }, filterLogic: '1 AND NOT 2' })).toEqual(['A']);
	});

	it('says where the filter logic is wrong', async () => {
		const rows = [{ field: 'Industry', operator: 'equals', value: 'Energy' }];
		const error = await errorOf(execute({ selection: 'filter', filters: { rows }, filterLogic: '1 AND 2' }));
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringContaining('at position 7, row 2, but there is 1 row'),
		});
	});

	it('takes Ids as a list or as text', async () => {
		const ids = ['C', 'A'].map((name) => String(org.find('Lead', 'LastName', name).Id));
		expect(await names({ selection: 'ids', ids: ids.join(', ') })).toEqual(['C', 'A']);
		expect(await names({ selection: 'ids', ids })).toEqual(['C', 'A']);
	});

	it('reads what people have said on their Individual, unless told not to', async () => {
		const read = async (options: IDataObject) => (await execute({ options })).outputs[0][0];
		expect(await read({})).toMatchObject({ LastName: 'A', Individual: null });
		expect(await read({ optOutFields: false })).not.toHaveProperty('Individual');
	});

	it('states what the first run of a pipeline reads', async () => {
		expect(hintsOf(await execute({}, await startRun()))).toContain(
			'The first run of this pipeline: it reads changes from 2026-11-21T15:29:17.000Z to 2026-11-21T16:27:17.000Z',
		);
		expect(hintsOf(await execute())).not.toContain('first run');
	});

	it('states what lies beyond the limit, or stops', async () => {
		expect(hintsOf(await execute({ selection: 'neverEnriched', limit: 1 }))).toContain(
			'2 more records are selected than the limit allows',
		);
		const error = await errorOf(execute({ limit: 1, options: { beyondLimit: 'stop' } }));
		expect(error.message).toBe('4 records of Lead are selected; 1 is the most for one run.');
	});
});

describe('Count', () => {
	it('gives the number for one call, whatever the limit', async () => {
		await names({});
		org.emulator.calls.clear();
		const { outputs } = await execute({ operation: 'count', selection: 'neverEnriched', limit: 2 });
		expect(outputs).toEqual([[{ sObject: 'Lead', records: 3, beyondLimit: 1, _enrichment: {} }], []]);
		expect(org.emulator.calls.byKind).toEqual({ query: 1 });
	});
});

describe('Plan and Claim', () => {
	it('work a selection off batch by batch, until nothing is due', async () => {
		const plan = await execute({ operation: 'plan', selection: 'neverEnriched', batchSize: 2 }, await startRun());
		expect(plan.outputs[0]).toHaveLength(2);
		expect(plan.outputs[0][0]).toMatchObject({
			sObject: 'Lead',
			records: 3,
			open: 2,
			_enrichment: { runId: expect.any(String) },
		});

		const [doorbell] = itemsOf(plan);
		const first = await execute({ operation: 'claim' }, [doorbell]);
		expect(first.outputs[0].map((record) => record.LastName)).toEqual(['C', 'B']);
		expect(enrichmentOf(first.outputs[0][0])).toMatchObject({ batchId: 0, sObject: 'Lead' });
		const second = await execute({ operation: 'claim' }, itemsOf(first));
		expect(second.outputs[0].map((record) => record.LastName)).toEqual(['A']);
		const none = await execute({ operation: 'claim' }, itemsOf(second));
		expect(none.outputs).toEqual([[], [expect.objectContaining({ records: 0, open: 0, claimed: 0, finished: 2 })]]);
		expect(enrichmentOf(none.outputs[1][0])).not.toHaveProperty('batchId');
	});

	it('leave by the second output when nothing is selected', async () => {
		const { outputs } = await execute(
			{ operation: 'plan', selection: 'filter', options: { rawWhere: "LastName = 'Nobody'" } },
			await startRun(),
		);
		expect(outputs).toEqual([[], [expect.objectContaining({ records: 0, open: 0 })]]);
	});

	it.each(['plan', 'claim'])('%s says that it needs a run', async (operation) => {
		expect(await errorOf(execute({ operation }))).toMatchObject({
			message: expect.stringContaining('works within a run'),
			description: expect.stringContaining('Run: Start'),
		});
	});
});

describe('Skip Unchanged', () => {
	it('needs to know what matters', async () => {
		const error = await errorOf(execute({ sObject: 'Opportunity', options: { skipUnchanged: true } }));
		expect(error.message).toBe('Nobody knows which fields of Opportunity matter.');
	});

	it('reads the important fields along', async () => {
		const parameters = { importantFields: { country: 'PostalCode' }, options: { skipUnchanged: true } };
		expect((await execute(parameters)).outputs[0][0]).toHaveProperty('PostalCode', null);
	});
});

describe('Technical Field Names', () => {
	const inOption = { options: { fieldNames: { names: { lastActivity: ' Mintigo_Sent__c ' } } } };
	const shipped = { options: { fieldNames: { names: { lastActivity: '' } } } };

	/** An item of a run that Start has given names, or none. */
	async function itemOfRun(lastActivity?: string): Promise<INodeExecutionData> {
		const settings = lastActivity ? { fieldNames: { lastActivity } } : undefined;
		const run: Run = {
			...{
				orgId: org.emulator.identity.id,
				pipeline: 'audience',
				sObject: 'Lead',
				runId: 'run-1',
				status: 'Running',
				executionId: 'exec-1',
			},
			...{ isDryRun: false, leaseMs: 60_000, startedAt: orgNow, settings },
		};
		await org.store.createRun(run);
		await org.store.acquireLease(run, 'exec-1', orgNow, 60_000);
		return { json: { _enrichment: { runId: 'run-1', executionId: 'exec-1' } } };
	}

	it.each([
		['the option without a run', inOption, ['Refresh', 'C', 'A']],
		['the pack where the option is empty', shipped, ['C', 'B', 'A']],
	])('are those of %s', async (_whose, parameters, expected) => {
		expect(await names({ selection: 'neverEnriched', ...parameters })).toEqual(expected);
	});

	it("are those of the run where it has any, and the option's where it has none", async () => {
		const ofRun = await execute(
			{ selection: 'neverEnriched', options: { fieldNames: { names: { lastActivity: 'Candidate__c' } } } },
			[await itemOfRun('Mintigo_Sent__c')],
		);
		expect(ofRun.outputs[0].map((record) => record.LastName)).toEqual(['Refresh', 'C', 'A']);
		await org.begin();
		const ofOption = await execute({ selection: 'neverEnriched', ...inOption }, [await itemOfRun()]);
		expect(ofOption.outputs[0].map((record) => record.LastName)).toEqual(['Refresh', 'C', 'A']);
	});

	it.each(['count', 'plan'])('hold for %s too', async (operation) => {
		const { outputs } = await execute({ operation, selection: 'neverEnriched' }, [await itemOfRun('Mintigo_Sent__c')]);
		expect(outputs[0][0]).toMatchObject({ records: 3 });
	});

	it('hold for Claim, which reads those fields along', async () => {
		const item = await itemOfRun('Mintigo_Sent__c');
		await org.store.planBatches('run-1', [{ batchId: 0, recordIds: [String(org.find('Lead', 'LastName', 'B').Id)] }]);
		const { outputs } = await execute({ operation: 'claim' }, [item]);
		expect(outputs[0][0]).toMatchObject({ LastName: 'B', Mintigo_Sent__c: expect.any(String) });
	});
});
