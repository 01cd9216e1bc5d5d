import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { RunSummary } from '../../core/run/run-summary';
import type { ExecutionResult } from '../../nodes/execute-functions.builders';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { SalesforceScore } from '../../nodes/SalesforceScore/SalesforceScore.node';
import { orgNow } from '../salesforce/enrichment-org';
import { changed, errorOf, itemsOf, minutesAgo, NodeOrg } from './node-org';

/** What arrives at Finish does not matter to it, unless an Error Trigger sent it. */
const anything: INodeExecutionData[] = [{ json: {} }];

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({
		records: { Lead: ['Novak', 'Okafor', 'Prohibited'].map((LastName) => changed({ LastName, Company: 'Northwind' })) },
		validationRules: [
			{ object: 'Lead', when: { field: 'LastName', op: '=', value: 'Prohibited' }, message: 'This lead is locked' },
		],
	});
});
afterAll(() => org.close());
beforeEach(() => org.begin());

async function start(executionId = 'exec-1', parameters: IDataObject = {}): Promise<ExecutionResult> {
	return await org.execute(new SalesforceEnrichmentRun(), {
		parameters: { pipeline: 'hourly', ...parameters },
		executionId,
	});
}

async function fetchLeads(started: ExecutionResult): Promise<ExecutionResult> {
	return await org.execute(new SalesforceFetchModified(), { items: itemsOf(started) });
}

/** Scores and writes, as the nodes behind Fetch Modified do. */
async function write(items: INodeExecutionData[]): Promise<ExecutionResult> {
	const scored = await org.execute(new SalesforceScore(), { items });
	return await org.execute(new SalesforceBulkWrite(), { items: itemsOf(scored) });
}

async function finish(
	items: INodeExecutionData[],
	executionId = 'exec-1',
	options: IDataObject = {},
): Promise<RunSummary[]> {
	const { outputs } = await org.execute(new SalesforceEnrichmentRun(), {
		items,
		...(items[0]?.json.execution !== undefined && { errorReport: items }),
		parameters: { operation: options.runId === undefined ? 'finish' : 'deliverAndFinish', options },
		// A run that is named may be another's, so its Finish has one.
		...(options.runId === undefined && { credentials: {} }),
		executionId,
	});
	return outputs[0] as unknown as RunSummary[];
}

const prohibited = () => String(org.find('Lead', 'LastName', 'Prohibited').Id);

function errorReport(executionId: string): INodeExecutionData[] {
	const execution = {
		id: executionId,
		error: { message: 'Connection lost' },
		lastNodeExecuted: 'Score',
		mode: 'trigger',
	};
	return [{ json: { execution, workflow: { id: 'workflow-1', name: 'Hourly' } } }];
}

describe('Finish', () => {
	it('reports what the nodes of its execution did, without a credential of its own', async () => {
		const fetched = await fetchLeads(await start());
		const { items } = await write(itemsOf(fetched));
		const [summary] = await finish(items[0]);

		expect(summary).toMatchObject({
			pipeline: 'hourly',
			sObject: 'Lead',
			orgId: org.emulator.identity.id,
			status: 'Partial Success',
			isDryRun: false,
			counts: { read: 3, written: 2, rejected: 1 },
			reasons: [
				{
					outcome: 'rejected',
					records: 1,
					message: expect.stringContaining('This lead is locked'),
					link: `${org.emulator.url}/${prohibited()}`,
				},
			],
			jobs: [],
			window: { from: minutesAgo(60), until: minutesAgo(2), stoppedAtLimit: false },
			watermark: minutesAgo(2),
			journal: expect.stringContaining(org.store.location),
		});
		expect(summary.text).toContain('Written 2');
		expect(summary.text).toContain(`e.g. ${org.emulator.url}/${prohibited()}`);
	});

	it('counts what was created and updated by a key although no fetch took it on', async () => {
		const started = await start();
		const columns = {
			mappingMode: 'autoMapInputData',
			value: null,
			schema: ['Enrichment_Key__c', 'LastName', 'Company'].map((id) => ({ id })),
		};
		const lead = (key: string, LastName: string) => ({
			json: { ...itemsOf(started)[0].json, Enrichment_Key__c: key, LastName, Company: 'Acme' },
		});
		const upsert = async (...items: INodeExecutionData[]) =>
			await org.execute(new SalesforceBulkWrite(), {
				items,
				parameters: {
					operation: 'upsert',
					externalIdField: 'Enrichment_Key__c',
					values: 'mapping',
					policy: 'always',
					columns,
				},
			});
		await upsert(lead('a', 'First'));
		await upsert(lead('b', 'Second'), lead('c', 'Prohibited'));

		const [summary] = await finish(anything);
		expect(summary).toMatchObject({ status: 'Partial Success', counts: { read: 3, written: 2, rejected: 1 } });
		expect(summary.text).toContain('Read 3');
		expect(summary.text).toContain('Written 2');
		expect(summary.reasons).toEqual([
			expect.objectContaining({ outcome: 'rejected', recordId: 'Enrichment_Key__c=c' }),
		]);
		expect(summary.reasons[0]).not.toHaveProperty('link');
	});

	it('has planned the calls that were used', async () => {
		const fetched = await fetchLeads(await start());
		await write(itemsOf(fetched));
		const [{ calls }] = await finish(anything);
		expect(calls.used - calls.retries).toBe(calls.planned);
		expect(calls.used).toBe(org.emulator.calls.log.length);
	});

	it('emits its summary to the branch that gets there first, and nothing to the others', async () => {
		await fetchLeads(await start());
		expect(await finish([{ json: {} }, { json: {} }])).toHaveLength(1);
		expect(await finish([{ json: {} }])).toEqual([]);
		expect(await finish(errorReport('exec-1'), 'exec-of-the-error-workflow')).toEqual([]);
	});

	it('leaves the lease to the next run', async () => {
		await start('exec-1');
		await finish(anything);
		expect((await start('exec-2')).outputs[0][0]).toMatchObject({ status: 'started' });
	});

	it('judges by the store and not by its input, so that a lost branch shows', async () => {
		const fetched = await fetchLeads(await start());
		await write(itemsOf(fetched).slice(0, 1));
		const [summary] = await finish(anything);
		expect(summary).toMatchObject({
			status: 'Partial Success',
			reason: expect.stringContaining('2 never came back'),
			counts: { carriedOver: 2 },
		});

		const next = await fetchLeads(await start('exec-2'));
		expect(next.outputs[0].map((record) => record.Id).slice(0, 2)).toEqual(
			fetched.outputs[0].slice(1).map((record) => record.Id),
		);
	});

	it('finds the run of the execution that an Error Trigger reports, and leaves its watermark', async () => {
		await fetchLeads(await start('exec-1'));
		const [summary] = await finish(errorReport('exec-1'), 'exec-2');
		expect(summary).toMatchObject({
			status: 'Failed',
			reason: 'Connection lost (in node Score)',
			counts: { read: 3, written: 0 },
		});
		expect(summary).not.toHaveProperty('watermark');
		expect((await start('exec-3')).outputs[0][0]).toMatchObject({ status: 'started' });
	});

	it('reports an execution that failed before its run began', async () => {
		const summaries = await finish(errorReport('exec-1'), 'exec-2');
		expect(summaries).toEqual([
			{
				runId: null,
				workflow: 'Hourly',
				status: 'Failed',
				reason: 'Connection lost (in node Score)',
				text: expect.stringContaining('Failed before a run was started'),
			},
		]);
	});

	it('finishes the run that its option names, whoever started it', async () => {
		const { outputs } = await start('exec-1');
		const runId = String(outputs[0][0].runId);
		expect(await finish(anything, 'exec-by-hand', { runId })).toEqual([
			expect.objectContaining({ runId, status: 'Success' }),
		]);
	});

	it('says that nothing was started, and what to do', async () => {
		const error = await errorOf(finish(anything, 'exec-without-run'));
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message: expect.stringContaining('Execution exec-without-run has started no run'),
			description: expect.stringContaining('Run: Start'),
		});
	});

	it('does not end a run that another execution has taken over', async () => {
		const { outputs } = await start('exec-1');
		org.passMinutes(10);
		await start('exec-2');
		await expect(finish(anything, 'exec-1')).rejects.toThrow('Execution exec-1 has started no run');
		await expect(org.store.findRun(String(outputs[0][0].runId))).resolves.toMatchObject({ status: 'Running' });
	});

	it('keeps the watermark where it is after a dry run', async () => {
		const fetched = await fetchLeads(await start('exec-1', { dryRun: true }));
		await write(itemsOf(fetched));
		const [summary] = await finish(anything);
		expect(summary).toMatchObject({
			isDryRun: true,
			status: 'Success',
			counts: { read: 3, wouldWrite: 3, written: 0 },
		});
		expect(summary).not.toHaveProperty('watermark');
	});

	it('does not move on when Bulk Write was dry and Start was not, and says which switch to use', async () => {
		const fetched = await fetchLeads(await start('exec-1'));
		await org.execute(new SalesforceBulkWrite(), {
			items: itemsOf(await org.execute(new SalesforceScore(), { items: itemsOf(fetched) })),
			parameters: { dryRun: true },
		});
		const [summary] = await finish(anything);
		expect(summary).toMatchObject({
			status: 'Stopped',
			isDryRun: false,
			reason: expect.stringMatching(/3 records were only tried.*Dry Run in Start/),
		});
		expect(summary).not.toHaveProperty('watermark');

		const next = await fetchLeads(await start('exec-2'));
		expect(next.outputs[0].map(({ Id }) => Id)).toEqual(fetched.outputs[0].map(({ Id }) => Id));
	});

	it('reads all of them again when only some were dry, and what was written stays', async () => {
		const fetched = await fetchLeads(await start('exec-1'));
		const scored = itemsOf(await org.execute(new SalesforceScore(), { items: itemsOf(fetched) })).slice(0, 2);
		await org.execute(new SalesforceBulkWrite(), {
			items: scored,
			parameters: { dryRun: (index: number) => index === 1 },
		});
		const [summary] = await finish(anything);
		expect(summary).toMatchObject({
			status: 'Stopped',
			counts: { written: 1, wouldWrite: 1, carriedOver: 0 },
			reason: expect.stringContaining('1 record was only tried'),
		});
		expect(summary).not.toHaveProperty('watermark');
	});

	it('gives one row with the sentence first, and tells a second branch where it is', async () => {
		await write(itemsOf(await fetchLeads(await start('exec-1', { dryRun: true }))));
		const again = async () =>
			await org.execute(new SalesforceEnrichmentRun(), {
				typeVersion: 2,
				items: anything,
				parameters: { operation: 'finish' },
				credentials: {},
				executionId: 'exec-1',
			});
		const first = await again();
		const [[row]] = first.outputs;
		expect(Object.keys(row)[0]).toBe('subject');
		expect(row.subject).toMatch(
			/^hourly Lead \(dry run\) in .* \(production\): Success; 3 records read, 3 would be written$/,
		);
		expect(Object.values(row).every((value) => ['string', 'number', 'boolean'].includes(typeof value))).toBe(true);
		expect(JSON.parse(String(row.details))).toMatchObject({ counts: { wouldWrite: 3 } });
		expect(first.hints[0].message).toBe(row.subject);
		const second = await again();
		expect(second.outputs).toEqual([[]]);
		expect(second.hints[0].message).toContain('3 would be written');
	});

	it('gives a dry run and the real run after it the same digest', async () => {
		const accepted = (fetched: ExecutionResult) =>
			itemsOf(fetched).filter(({ json }) => json.LastName !== 'Prohibited');
		await write(accepted(await fetchLeads(await start('exec-1', { dryRun: true }))));
		const [preview] = await finish(anything);
		await write(accepted(await fetchLeads(await start('exec-2'))));
		const [real] = await finish(anything, 'exec-2');
		expect(real).toMatchObject({ isDryRun: false, counts: { written: 2 }, digest: preview.digest });
		expect(preview.text).toContain(`would change: ${String(preview.digest).slice(0, 16)}`);
	});
});

describe('Finish of a run, with old runs in the store', () => {
	const finishedAt = new Date(orgNow.getTime() - 91 * 24 * 60 * 60_000);

	async function finishBesideAnOldRun(executionId: string, keepDays?: string): Promise<ExecutionResult> {
		const orgId = org.emulator.identity.id;
		await org.store.createRun({
			orgId,
			pipeline: 'hourly',
			sObject: 'Lead',
			runId: 'old',
			status: 'Success',
			isDryRun: false,
			leaseMs: 1,
			startedAt: finishedAt,
			finishedAt,
		});
		await start(executionId);
		const before = process.env.SALESFORCE_ENRICHMENT_KEEP_DAYS;
		if (keepDays !== undefined) process.env.SALESFORCE_ENRICHMENT_KEEP_DAYS = keepDays;
		try {
			return await org.execute(new SalesforceEnrichmentRun(), {
				items: anything,
				parameters: { operation: 'finish' },
				credentials: {},
				executionId,
			});
		} finally {
			if (before === undefined) delete process.env.SALESFORCE_ENRICHMENT_KEEP_DAYS;
			else process.env.SALESFORCE_ENRICHMENT_KEEP_DAYS = before;
		}
	}

	it('forgets those of more than 90 days ago, and undo then says so', async () => {
		await finishBesideAnOldRun('exec-1');
		await expect(org.store.findRun('old')).resolves.toBeUndefined();
		const error = await errorOf(
			org.execute(new SalesforceEnrichmentRun(), { parameters: { operation: 'undo', runId: 'old' } }),
		);
		expect(error).toMatchObject({
			message: expect.stringContaining('Run old is not in the store'),
			description: expect.stringContaining('one that was pruned'),
		});
	});

	it.each([
		['0', []],
		['a year', [expect.objectContaining({ message: expect.stringContaining('KEEP_DAYS is "a year"') })]],
	])('keeps them with %j, and reports its run all the same', async (keepDays, hints) => {
		const result = await finishBesideAnOldRun('exec-1', keepDays);
		expect(result.outputs[0]).toMatchObject([{ status: 'Success' }]);
		expect(result.hints.filter(({ message }) => !/^hourly Lead/.test(message))).toEqual(hints);
		await expect(org.store.findRun('old')).resolves.toBeDefined();
	});
});
