import type { IDataObject } from 'n8n-workflow';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { changed, credentialFields, errorOf, itemsOf, minutesAgo, NodeOrg } from './node-org';

let org: NodeOrg;
beforeAll(async () => {
	org = await NodeOrg.open({ records: { Lead: [changed({ LastName: 'Novak', Company: 'Northwind' })] } });
});
afterAll(() => org.close());
beforeEach(() => org.begin());

async function start(executionId: string, parameters: IDataObject = {}) {
	return await org.execute(new SalesforceEnrichmentRun(), {
		parameters: { operation: 'start', pipeline: 'hourly', ...parameters },
		executionId,
	});
}

describe('Start', () => {
	it('puts out one item that tells the nodes behind it which run they belong to', async () => {
		const { outputs, items } = await start('exec-1');
		const orgId = org.emulator.identity.id;
		const runId = outputs[0][0].runId;
		expect(outputs).toEqual([
			[
				{
					runId: expect.stringMatching(/^[0-9a-f-]{36}$/),
					status: 'started',
					pipeline: 'hourly',
					sObject: 'Lead',
					orgId,
					isDryRun: false,
					_enrichment: {
						orgId,
						sObject: 'Lead',
						runId,
						executionId: 'exec-1',
						batchHolder: expect.stringMatching(/^exec-1@/),
					},
				},
			],
		]);
		expect(items[0][0].pairedItem).toEqual({ item: 0 });
	});

	it('counts what connecting has cost as calls of the run', async () => {
		const fresh = { salesforceProductionServerApi: credentialFields(org.emulator, { apiVersion: '67.0' }) };
		const { outputs } = await org.execute(new SalesforceEnrichmentRun(), {
			parameters: { pipeline: 'hourly' },
			credentials: fresh,
		});
		const runId = String(outputs[0][0].runId);
		await expect(org.store.readCalls(runId)).resolves.toMatchObject({ connect: { planned: 3, used: 3, retries: 0 } });
		expect(org.emulator.calls.byKind).toEqual({ token: 1, query: 1, limits: 1 });
	});

	it('stops with an error that names the execution at work', async () => {
		await start('exec-1');
		const error = await errorOf(start('exec-2'));
		expect(error).toMatchObject({
			name: 'NodeOperationError',
			message:
				'Another execution (exec-1) is at work on this pipeline; it counts as alive until 2026-11-21T16:32:17.000Z.',
			description: expect.stringContaining('choose Skip'),
		});
	});

	it('ends quietly when Skip was chosen, saying why', async () => {
		await start('exec-1');
		const { outputs, hints } = await start('exec-2', { ifRunning: 'skip' });
		expect(outputs).toEqual([[]]);
		expect(hints).toEqual([expect.objectContaining({ message: expect.stringContaining('exec-1') })]);
	});

	it.each([
		['another pipeline', { pipeline: 'instant' }],
		['another object', { sObject: 'Contact' }],
		["an object of one's own", { sObject: 'other', otherSObject: 'Opportunity' }],
	])('does not wait for %s', async (_what, parameters) => {
		await start('exec-1');
		const { outputs } = await start('exec-2', parameters);
		expect(outputs[0][0].status).toBe('started');
	});

	it('gives the same execution its own run back', async () => {
		const first = await start('exec-1');
		const second = await start('exec-1');
		expect(second.outputs[0][0]).toMatchObject({ status: 'resumed', runId: first.outputs[0][0].runId });
	});

	it('takes up the run of an execution that fell silent for longer than its lease', async () => {
		const dead = await start('exec-1', { leaseMinutes: 5 });
		org.passMinutes(4);
		expect((await start('exec-2', { ifRunning: 'skip' })).outputs).toEqual([[]]);

		org.passMinutes(2);
		const { outputs } = await start('exec-2');
		expect(outputs[0][0]).toMatchObject({ status: 'resumed', runId: dead.outputs[0][0].runId });
		await expect(org.store.findRunByExecution('exec-2')).resolves.toMatchObject({ runId: dead.outputs[0][0].runId });
	});

	it('keeps others away for as long as its nodes show signs of life', async () => {
		const running = await start('exec-1', { leaseMinutes: 5 });
		org.passMinutes(4);
		await org.execute(new SalesforceFetchModified(), { items: itemsOf(running), executionId: 'exec-1' });
		org.passMinutes(4);
		await expect(start('exec-2')).rejects.toThrow('exec-1');
	});

	it('does not continue a real run as a dry run', async () => {
		const real = await start('exec-1');
		org.passMinutes(10);
		const { outputs } = await start('exec-2', { dryRun: true });
		expect(outputs[0][0]).toMatchObject({ status: 'started', isDryRun: true });
		await expect(org.store.findRun(String(real.outputs[0][0].runId))).resolves.toMatchObject({ status: 'Failed' });
	});

	it('needs no more of its input than that something arrives', async () => {
		const { outputs } = await org.execute(new SalesforceEnrichmentRun(), {
			items: [{ json: { timestamp: minutesAgo(0) } }, { json: {} }],
			parameters: { pipeline: 'hourly' },
		});
		expect(outputs[0]).toHaveLength(1);
	});

	it.each([
		['no pipeline name', { pipeline: ' ' }, 'Pipeline Name is empty'],
		['a lease of no time', { leaseMinutes: 0 }, 'Run Counts as Alive For is 0 minutes'],
		['a lease that is no number', { leaseMinutes: 'soon' }, 'Run Counts as Alive For is soon minutes'],
		['an object left open', { sObject: 'other', otherSObject: ' ' }, 'Object API Name is empty'],
	])('refuses %s', async (_what, parameters, message) => {
		await expect(start('exec-1', parameters)).rejects.toThrow(message);
	});
});
