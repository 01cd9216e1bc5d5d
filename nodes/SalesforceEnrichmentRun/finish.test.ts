import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { startRun } from '../../core/run/start-run';
import type { Run } from '../../core/store/contract/runs';
import { executeNode } from '../execute-functions.builders';
import { instanceStore } from '../wiring/store';
import { SalesforceEnrichmentRun } from './SalesforceEnrichmentRun.node';

const orgId = '00D000000000001EAA';
const folder = mkdtempSync(path.join(tmpdir(), 'finish-'));

beforeAll(() => {
	process.env.SALESFORCE_ENRICHMENT_STORE = path.join(folder, 'store.sqlite');
});

afterAll(async () => {
	await (await instanceStore()).close();
	rmSync(folder, { recursive: true });
});

let pipelines = 0;

async function aRun(executionId: string): Promise<Run> {
	pipelines += 1;
	const request = { orgId, pipeline: `pipeline-${pipelines}`, sObject: 'Lead', isDryRun: false, leaseMs: 60_000 };
	const result = await startRun(
		await instanceStore(),
		{ ...request, executionId, workflowId: 'w1' },
		new Date(),
		() => `run-${pipelines}`,
	);
	if (result.status !== 'started') throw new Error(`The run is ${result.status}`);
	return result.run;
}

async function finish(json: IDataObject, executionId: string, options: IDataObject = {}) {
	return await executeNode(new SalesforceEnrichmentRun(), {
		items: [{ json }, { json: {} }],
		...(json.workflow !== undefined && { errorReport: [{ json }] }),
		parameters: { operation: options.runId === undefined ? 'finish' : 'deliverAndFinish', options },
		executionId,
		workflowId: 'w1',
	});
}

function errorReport(executionId: string, execution: IDataObject = {}): IDataObject {
	return {
		execution: {
			id: executionId,
			error: { message: 'Login refused' },
			lastNodeExecuted: 'Fetch Modified',
			...execution,
		},
		workflow: { id: 'w1', name: 'Hourly' },
	};
}

const death = { name: 'WorkflowCrashedError', message: 'Workflow did not finish, possible out-of-memory issue' };

describe('Finish', () => {
	it('finishes the run of its own execution, and reports once whatever the number of items', async () => {
		const run = await aRun('exec-own');
		const { outputs, items } = await finish({}, 'exec-own');
		expect(outputs).toEqual([[expect.objectContaining({ runId: run.runId, status: 'Success' })]]);
		expect(items[0][0].pairedItem).toEqual({ item: 0 });
	});

	it('emits nothing when the run has been finished before', async () => {
		await aRun('exec-twice');
		await finish({}, 'exec-twice');
		expect((await finish({}, 'exec-twice')).outputs).toEqual([[]]);
	});

	it('fails the run of the execution that an Error Trigger reports', async () => {
		const run = await aRun('exec-broken');
		const [[summary]] = (await finish(errorReport('exec-broken'), 'exec-error-handler')).outputs;
		expect(summary).toMatchObject({ runId: run.runId, status: 'Failed' });
		expect(summary.reason).toContain('Login refused (in node Fetch Modified)');
	});

	it('reports an execution that broke before its run began', async () => {
		const { outputs } = await finish(errorReport('exec-never-started'), 'exec-error-handler');
		expect(outputs).toEqual([
			[expect.objectContaining({ runId: null, status: 'Failed', reason: 'Login refused (in node Fetch Modified)' })],
		]);
	});

	it('leaves a called execution that broke to the one that called it and started the run', async () => {
		const run = await aRun('exec-caller');
		const called = errorReport('exec-called', { executionContext: { parentExecutionId: 'exec-caller' } });
		expect((await finish(called, 'exec-error-handler')).outputs).toEqual([[]]);
		expect(await (await instanceStore()).findRun(run.runId)).toMatchObject({ status: 'Running' });

		const [summaries] = (await finish(errorReport('exec-caller'), 'exec-error-handler')).outputs;
		expect(summaries).toEqual([expect.objectContaining({ runId: run.runId, status: 'Failed' })]);
	});

	it('reports a called execution whose caller has started no run', async () => {
		const called = errorReport('exec-called', { executionContext: { parentExecutionId: 'exec-without-run' } });
		expect((await finish(called, 'exec-error-handler')).outputs).toEqual([
			[expect.objectContaining({ runId: null, status: 'Failed' })],
		]);
	});

	it('leaves the run of an execution that died to the next start, and says so', async () => {
		const run = await aRun('exec-dead');
		const [[note]] = (await finish(errorReport('exec-dead', { error: death }), 'exec-error-handler')).outputs;
		expect(note).toMatchObject({
			runId: run.runId,
			status: 'Running',
			text: expect.stringContaining('execution exec-dead'),
		});
		expect(await (await instanceStore()).findRun(run.runId)).toMatchObject({ status: 'Running' });
	});

	it.each(['exec-dead-batch', 'exec-dead-after-finish'])(
		'says nothing of %s, which left no run behind',
		async (executionId) => {
			await aRun('exec-dead-after-finish');
			await finish({}, 'exec-dead-after-finish');
			expect((await finish(errorReport(executionId, { error: death }), 'exec-error-handler')).outputs).toEqual([[]]);
		},
	);

	it('finishes the run that the option names, when this execution started it', async () => {
		const run = await aRun('exec-elsewhere');
		const { outputs } = await finish({}, 'exec-elsewhere', { runId: run.runId });
		expect(outputs[0][0]).toMatchObject({ runId: run.runId });
	});

	it('says so when the execution has started no run', async () => {
		await expect(finish({}, 'exec-without-run')).rejects.toThrow('Execution exec-without-run has started no run');
	});

	it('says so when the run that the option names is unknown', async () => {
		await expect(finish({}, 'exec-1', { runId: 'run-unknown' })).rejects.toThrow('Run run-unknown');
	});
});
