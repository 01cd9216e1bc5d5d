import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { dayOf } from '../../core/run/run-store';
import { aCall, someQuestions } from '../../core/store/contract/ledger.builders';
import type { SeedRecord } from '../../emulators/salesforce/org/seed';
import type { ExecutionResult } from '../../nodes/execute-functions.builders';
import { SalesforceBulkWrite } from '../../nodes/SalesforceBulkWrite/SalesforceBulkWrite.node';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { SalesforceScore } from '../../nodes/SalesforceScore/SalesforceScore.node';
import { changed, errorOf, itemsOf, NodeOrg } from '../nodes/node-org';
import { orgNow } from '../salesforce/enrichment-org';

let org: NodeOrg;
beforeAll(async () => {
	const leads = ['Novak', 'Okafor'].map((LastName): SeedRecord => changed({ LastName, Company: 'Northwind' }));
	org = await NodeOrg.open({ records: { Lead: leads } });
});
afterAll(() => org.close());
beforeEach(() => org.begin());

async function run(
	parameters: IDataObject,
	executionId = 'exec-1',
	items?: INodeExecutionData[],
): Promise<ExecutionResult> {
	const all = { operation: 'start', pipeline: 'hourly', ...parameters };
	return await org.execute(new SalesforceEnrichmentRun(), { parameters: all, executionId, ...(items && { items }) });
}

/** Fetches, scores and writes all Leads in a run; gives its id. */
async function scoreAll(executionId = 'exec-1'): Promise<string> {
	const started = await run({}, executionId);
	const fetched = await org.execute(new SalesforceFetchModified(), { items: itemsOf(started) });
	const scored = await org.execute(new SalesforceScore(), { items: itemsOf(fetched) });
	await org.execute(new SalesforceBulkWrite(), { items: itemsOf(scored) });
	await run({ operation: 'finish' }, executionId);
	return String(started.outputs[0][0].runId);
}

function novak(): Record<string, unknown> {
	return org.find('Lead', 'LastName', 'Novak');
}

describe('Start', () => {
	it('starts no run at the ceiling, and says why and what to do', async () => {
		await org.store.addDailyCalls(org.emulator.identity.id, dayOf(orgNow), 9);
		const error = await errorOf(run({ startOptions: { maxCallsPerDay: 9 } }));
		expect(error).toMatchObject({
			message: expect.stringContaining('No run is started: Runs of the pack have used 9 API calls today'),
			description: expect.stringContaining('raise'),
		});
		await expect(org.store.findRunByExecution('exec-1')).resolves.toBeUndefined();
	});

	it('warns near the ceiling and goes on with less', async () => {
		await org.store.addDailyCalls(org.emulator.identity.id, dayOf(orgNow), 96);
		const { outputs, hints } = await run({ startOptions: { maxCallsPerDay: 100 } });
		expect(outputs[0]).toHaveLength(1);
		expect(hints[1].message).toContain('nothing is matched across objects');
	});

	it('asks nobody when the check is off', async () => {
		await run({ startOptions: { checkAllowance: false } });
		expect(org.emulator.calls.byKind.limits ?? 0).toBe(0);
	});

	it('refuses a share of the calls that is none', async () => {
		await expect(run({ startOptions: { maxPercentOfDailyLimit: 0 } })).rejects.toThrow('0 %');
	});
});

describe('Finish', () => {
	it('reports how near the run came to its ceilings, and counts its calls of the day', async () => {
		await run({ startOptions: { maxCallsPerDay: 1000 } });
		const [[summary]] = (await run({ operation: 'finish' })).outputs;
		const used = (summary.calls as { used: number }).used;
		expect(summary.ceilings).toEqual([
			expect.objectContaining({ kind: 'org', ceiling: org.emulator.identity.dailyApiRequests * 0.7 }),
			{ kind: 'own', ceiling: 1000, used },
		]);
		expect(summary.text).toContain(`the pack has used today ${used} of 1,000`);
		await expect(org.store.readDailyCalls(org.emulator.identity.id, dayOf(orgNow))).resolves.toBe(used);
	});

	it('delivers what was kept for it over its own credential', async () => {
		const started = await run({});
		const fetched = await org.execute(new SalesforceFetchModified(), { items: itemsOf(started) });
		const stored = await org.store.findRun(String(started.outputs[0][0].runId));
		const id = String(novak().Id);
		const ids = fetched.outputs[0].map(({ Id }) => String(Id));
		await org.store.settleWork(
			stored!,
			ids.map((recordId) => ({ recordId, outcome: 'staged', retryable: true })),
		);
		await org.store.stageRows(stored!.runId, [{ recordId: id, values: { City: 'Oslo' } }]);

		const error = await errorOf(run({ operation: 'finish' }));
		expect(error).toMatchObject({ description: expect.stringContaining('Deliver and Finish') });
		const [[summary]] = (await run({ operation: 'deliverAndFinish' })).outputs;

		expect(novak().City).toBe('Oslo');
		expect(summary).toMatchObject({ status: 'Success', delivery: { rows: 1, refused: 0, failed: 0 } });
	});

	it('marks one batch as done and counts the others', async () => {
		const started = await run({});
		const planned = await org.execute(new SalesforceFetchModified(), {
			items: itemsOf(started),
			parameters: { operation: 'plan', batchSize: 1 },
		});
		const claimed = await org.execute(new SalesforceFetchModified(), {
			items: itemsOf(planned),
			parameters: { operation: 'claim' },
		});
		const { outputs } = await run({ operation: 'finishBatch' }, 'exec-of-the-batch', itemsOf(claimed));
		expect(outputs[0]).toEqual([expect.objectContaining({ batches: { open: 1, claimed: 0, finished: 1 } })]);
	});

	it('says so when the input belongs to no batch of a run', async () => {
		await expect(run({ operation: 'finishBatch' }, 'exec-1', [{ json: {} }])).rejects.toThrow('belongs to no run');
	});
});

describe('Undo', () => {
	it('shows first what it would restore, and restores it when the dry run is off', async () => {
		const runId = await scoreAll();
		const score = novak().Enrichment_Score__c;
		expect(score).not.toBeNull();

		const shown = await run({ operation: 'undo', runId });
		expect(shown.outputs[0][0]).toMatchObject({ isDryRun: true, undoneRunId: runId });
		expect(novak().Enrichment_Score__c).toBe(score);

		const undone = await run({ operation: 'undo', runId, undoDryRun: false });
		expect(undone.outputs[0][0]).toMatchObject({ isDryRun: false, status: 'Success' });
		expect(undone.hints[0].message).toContain(`of run ${runId}`);
		expect(novak().Enrichment_Score__c).toBeNull();
	});

	it('gives a flat summary, and a row per field beside it', async () => {
		const runId = await scoreAll();
		const { outputs } = await org.execute(new SalesforceEnrichmentRun(), {
			typeVersion: 2,
			parameters: { operation: 'undo', runId },
		});
		const [[summary], rows] = outputs;
		expect(Object.values(summary).every((value) => ['string', 'number', 'boolean'].includes(typeof value))).toBe(true);
		expect(summary).toMatchObject({
			undoneRunId: runId,
			isDryRun: true,
			fieldsRestored: rows.length,
			text: expect.stringContaining('Would restore'),
		});
		expect(rows).toContainEqual({
			link: `${org.emulator.url}/${String(novak().Id)}`,
			record: 'Novak',
			Id: novak().Id,
			field: 'Enrichment Score',
			apiName: 'Enrichment_Score__c',
			before: novak().Enrichment_Score__c,
			after: '',
			result: 'Would be given back',
			reason: '',
		});
	});

	it.each([
		['no id', ' ', 'Run ID is empty'],
		['an unknown id', 'nowhere', 'Run nowhere is not in the store'],
	])('refuses %s', async (_what, runId, message) => {
		await expect(run({ operation: 'undo', runId })).rejects.toThrow(message);
	});
});

describe('Get', () => {
	it('gives the last runs of the org, newest first', async () => {
		const first = await scoreAll('exec-1');
		org.passMinutes(60);
		const second = await scoreAll('exec-2');

		const { outputs } = await run({ operation: 'get' });
		expect(outputs[0].map(({ runId }) => runId)).toEqual([second, first]);
		expect(outputs[0][1]).toMatchObject({
			status: 'Success',
			counts: { read: 2 },
			executionId: 'exec-1',
			unsettled: 0,
			jobs: [],
		});
		expect((await run({ operation: 'get', limit: 1 })).outputs[0]).toHaveLength(1);
	});

	it('tells of a run that no record came through what it has carried over', async () => {
		const started = await run({});
		await org.execute(new SalesforceFetchModified(), { items: itemsOf(started) });
		const [[finished]] = (await run({ operation: 'finish' })).outputs;
		expect(finished).toMatchObject({ status: 'Failed', counts: { carriedOver: 2 } });
		const [[details]] = (await run({ operation: 'get', runs: 'byId', runId: started.outputs[0][0].runId as string }))
			.outputs;
		expect(details.counts).toEqual(finished.counts);
	});

	it('gives one run while it is under way, with links to its jobs', async () => {
		const { outputs } = await run({});
		const runId = String(outputs[0][0].runId);
		await org.store.recordRemoteJob(runId, {
			jobId: '7505g00000ABCDE',
			step: 'uploaded',
			operation: 'update',
			part: 0,
			rows: 10,
		});

		const [[details]] = (await run({ operation: 'get', runs: 'byId', runId })).outputs;
		expect(details).toMatchObject({
			runId,
			status: 'Running',
			jobs: [{ link: `${org.emulator.url}/lightning/setup/AsyncApiJobStatus/page?address=%2F7505g00000ABCDE` }],
		});
		expect(details).not.toHaveProperty('finishedAt');
	});

	it('says so when there is no such run', async () => {
		await expect(run({ operation: 'get', runs: 'byId', runId: 'nowhere' })).rejects.toThrow('Run nowhere');
	});
});

describe('Explain', () => {
	it('tells in dated sentences what became of a record', async () => {
		const runId = await scoreAll();
		await run({ operation: 'undo', runId, undoDryRun: false });

		const [[told]] = (await run({ operation: 'explain', recordId: String(novak().Id).slice(0, 15) })).outputs;
		expect(told).toMatchObject({ recordId: novak().Id, link: `${org.emulator.url}/${String(novak().Id)}` });
		expect(told.text).toContain(`Run ${runId} (hourly Lead) selected it`);
		expect(told.text).toContain('Enrichment_Score__c: wrote');
		expect(told.text).toContain('Enrichment_Score__c: undone');
		expect(told.text).toContain('is not written to it again');
		expect(told.tombstones).not.toEqual([]);
		expect(told.lastWritten).toEqual([]);
	});

	it("tells why nothing was written: only previewed, refused, another run's", async () => {
		const texts = async (id: unknown) =>
			String((await run({ operation: 'explain', recordId: String(id) })).outputs[0][0].text);
		const okafor = org.find('Lead', 'LastName', 'Okafor').Id;
		const preview = await run({ dryRun: true }, 'exec-0');
		const scored = await org.execute(new SalesforceScore(), {
			items: itemsOf(await org.execute(new SalesforceFetchModified(), { items: itemsOf(preview) })),
		});
		await org.execute(new SalesforceBulkWrite(), { items: itemsOf(scored) });
		await run({ operation: 'finish' }, 'exec-0');
		const previewed = await texts(novak().Id);
		expect(previewed).toContain('(hourly Lead, dry run) selected it');
		expect(previewed).toMatch(/Enrichment_Score__c: would have written .* \(from score:/);
		expect(previewed).toContain('it would have been written: the run was a dry run');

		const orgId = org.emulator.identity.id;
		await org.store.createRun({
			orgId,
			pipeline: 'instant',
			sObject: 'Lead',
			runId: 'another',
			status: 'Running',
			isDryRun: false,
			leaseMs: 60_000,
			startedAt: orgNow,
		});
		await org.store.claimRecords(orgId, [String(okafor)], 'another', orgNow, 60_000);
		const started = await run({});
		const fetched = await org.execute(new SalesforceFetchModified(), { items: itemsOf(started) });
		const mapping = {
			values: 'mapping',
			columns: { mappingMode: 'defineBelow', value: { NumberOfEmployees: 'many' } },
		};
		await org.execute(new SalesforceBulkWrite(), { items: itemsOf(fetched), parameters: mapping });
		await run({ operation: 'finish' });
		expect(await texts(novak().Id)).toContain(
			'it was refused: NumberOfEmployees: Attempting to set int field value with string many',
		);
		expect(await texts(okafor)).toMatch(
			/it was left alone: in use by another run.*It waits for a later run of hourly/s,
		);
	});

	it('tells of a record that a run has created', async () => {
		const started = await run({});
		const columns = { mappingMode: 'defineBelow', value: { LastName: 'New', Company: 'Acme' } };
		const created = await org.execute(new SalesforceBulkWrite(), {
			items: itemsOf(started),
			parameters: { operation: 'create', values: 'mapping', columns },
		});
		await run({ operation: 'finish' });
		const [[told]] = (await run({ operation: 'explain', recordId: String(created.outputs[0][0].Id) })).outputs;
		expect(told.text).toContain('(hourly Lead) created it');
		expect(told.text).toContain('LastName: wrote "New" over nothing (from mapping');
	});

	it('tells that it waits for a later run', async () => {
		const started = await run({});
		await org.execute(new SalesforceFetchModified(), { items: itemsOf(started) });
		await run({ operation: 'finish' });

		const [[told]] = (await run({ operation: 'explain', recordId: String(novak().Id) })).outputs;
		expect(told.text).toContain('never came back to be written');
		expect(told.text).toContain('It waits for a later run of hourly');
	});

	it('says so when no run has touched the record', async () => {
		const [[told]] = (await run({ operation: 'explain', recordId: String(novak().Id) })).outputs;
		expect(told.steps).toEqual([
			{ at: orgNow.toISOString(), text: 'No run that is still remembered has taken it on (20 looked through)' },
		]);
	});

	it('refuses what is no record ID', async () => {
		await expect(run({ operation: 'explain', recordId: 'Novak' })).rejects.toThrow(
			'"Novak" is not a Salesforce record ID',
		);
	});
});

describe('Resolve Unclear Credits', () => {
	const resolve = async (parameters: IDataObject, items?: INodeExecutionData[]) => {
		const all = { resource: 'org', operation: 'resolveCredits', ...parameters };
		return await org.execute(new SalesforceEnrichmentRun(), {
			typeVersion: 2,
			parameters: all,
			...(items && { items }),
		});
	};
	const aLostCall = async (inputHash: string) => {
		const call = aCall({ orgId: org.emulator.identity.id, records: someQuestions(1, { inputHash }) });
		await org.store.reserveCredits(call, []);
		await org.store.markUnknown(call.callId, 'timed out');
		return call.callId;
	};

	it('lists them, resolves one by its row, and the others alike', async () => {
		const [first, second, third] = [await aLostCall('a'), await aLostCall('b'), await aLostCall('c')];
		const listed = await resolve({});
		expect(listed.outputs[0].map(({ callId, state }) => [callId, state])).toEqual(
			[first, second, third].map((callId) => [callId, 'unclear']),
		);
		expect(listed.hints[0].message).toBe('3 calls for 3 records may have cost 3 credits at most');
		const one = { unclearCalls: 'one', callId: second, charged: 'part', creditsCharged: 0.25 };
		expect((await resolve(one)).outputs[0]).toMatchObject([{ callId: second, creditsCharged: 0.25 }]);
		const rest = await resolve({ unclearCalls: 'all', charged: 'nothing' });
		expect(rest.outputs[0]).toMatchObject([first, third].map((callId) => ({ callId, creditsCharged: 0 })));
		expect((await resolve({})).outputs[0]).toEqual([]);
	});

	it('refuses a call that is not unclear, and an empty ID', async () => {
		await expect(resolve({ unclearCalls: 'one', callId: 'none' })).rejects.toThrow('"none" is no call');
		await expect(resolve({ unclearCalls: 'one', callId: ' ' })).rejects.toThrow('Call ID is empty');
	});
});

describe('Enrichment Run, version 2', () => {
	const flat = async (parameters: IDataObject) =>
		(await org.execute(new SalesforceEnrichmentRun(), { typeVersion: 2, parameters })).outputs[0];
	const isFlat = (row: Record<string, unknown>) =>
		Object.values(row).every((value) => ['string', 'number', 'boolean'].includes(typeof value));

	it.each<[string, IDataObject, string]>([
		['Get', { operation: 'get' }, 'subject'],
		['Explain', { operation: 'explain' }, 'text'],
		['Check', { resource: 'org', operation: 'checkOrg' }, 'whatToDo'],
	])('gives flat rows for %s, the sentence first', async (_name, parameters, first) => {
		await scoreAll();
		const rows = await flat({ recordId: String(novak().Id), ...parameters });
		expect(rows.length).toBeGreaterThan(0);
		expect(rows.every(isFlat)).toBe(true);
		expect(Object.keys(rows[0])[0]).toBe(first);
		expect(JSON.stringify(rows.map(({ details: _details, ...row }) => row))).not.toMatch(/undefined|null/);
	});

	it('finds the record by the address of its page, one row per event', async () => {
		await scoreAll();
		const rows = await flat({
			operation: 'explain',
			recordId: `https://acme.example/lightning/r/Lead/${String(novak().Id)}/view`,
		});
		expect(rows.length).toBeGreaterThan(2);
		expect(rows.map(({ recordId }) => recordId)).toEqual(rows.map(() => novak().Id));
	});
});
