import type { INodeExecutionData } from 'n8n-workflow';
import { toRecordId } from '../../core/record/identity';
import type { SalesforceEmulator } from '../../emulators/salesforce/salesforce-emulator';
import type { Execution, ExecutionResult } from '../../nodes/execute-functions.builders';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { SalesforceFetchModified } from '../../nodes/SalesforceFetchModified/SalesforceFetchModified.node';
import { startEnrichmentOrg } from '../salesforce/enrichment-org';
import { changed, credentialFields, errorOf, itemsOf, NodeOrg } from '../nodes/node-org';

// The table "Who may do what to a run" of docs/guides/security.md, cell by cell.
const workflowId = 'the-run-s-own';
const ownExecution = 'execution-that-started-it';

let org: NodeOrg;
let another: SalesforceEmulator;
beforeAll(async () => {
	org = await NodeOrg.open({ records: { Lead: [changed({ LastName: 'Novak', Company: 'Northwind' })] } });
	another = await startEnrichmentOrg({ org: { kind: 'production', id: toRecordId('00D5e00000OTHER') } });
});
afterAll(async () => {
	await another.close();
	await org.close();
});

let runId = '';
let started: INodeExecutionData[] = [];
let claimed: INodeExecutionData[] = [];
beforeEach(async () => {
	await org.begin();
	const own = { workflowId, executionId: ownExecution };
	started = itemsOf(
		await org.execute(new SalesforceEnrichmentRun(), {
			parameters: { operation: 'start', pipeline: 'hourly' },
			...own,
		}),
	);
	runId = String(started[0].json.runId);
	const planned = await org.execute(new SalesforceFetchModified(), {
		parameters: { operation: 'plan' },
		items: started,
		...own,
	});
	claimed = itemsOf(
		await org.execute(new SalesforceFetchModified(), {
			parameters: { operation: 'claim' },
			items: itemsOf(planned),
			...own,
		}),
	);
});

const withCredential = () => ({ salesforceProductionServerApi: credentialFields(org.emulator) });
const withOthersCredential = () => ({ salesforceProductionServerApi: credentialFields(another) });
const report = (id: string, workflow: string): INodeExecutionData[] => [
	{
		json: {
			execution: { id, error: { message: 'Broken' }, lastNodeExecuted: 'Score' },
			workflow: { id: workflow, name: 'Hourly' },
		},
	},
];

/** Who comes: the workflow and execution, what it holds, and what arrives at the node. */
const comers: Record<string, () => Execution> = {
	'the execution that started it': () => ({ workflowId, executionId: ownExecution, credentials: {} }),
	'its workflow, in another execution': () => ({ workflowId, executionId: 'another', credentials: {} }),
	"its workflow's Error Trigger": () => ({
		workflowId,
		executionId: 'error-execution',
		errorReport: report(ownExecution, workflowId),
		credentials: {},
	}),
	"another workflow's Error Trigger": () => ({
		workflowId: 'another',
		executionId: 'e',
		errorReport: report(ownExecution, workflowId),
		credentials: {},
	}),
	"another workflow's Error Trigger, for itself": () => ({
		workflowId: 'another',
		executionId: 'e',
		errorReport: report(ownExecution, 'another'),
		credentials: {},
	}),
	'another workflow with a credential of the org': () => ({
		workflowId: 'another',
		executionId: 'e',
		credentials: withCredential(),
	}),
	'another workflow with a credential of another org': () => ({
		workflowId: 'another',
		executionId: 'e',
		credentials: withOthersCredential(),
	}),
	'another workflow without a credential': () => ({ workflowId: 'another', executionId: 'e', credentials: {} }),
	"an item like an Error Trigger's": () => ({
		workflowId: 'another',
		executionId: 'e',
		items: report(ownExecution, workflowId),
		fromOutside: true,
		credentials: {},
	}),
	"such an item in the run's own workflow": () => ({
		workflowId,
		executionId: 'e',
		items: report(ownExecution, workflowId),
		fromOutside: true,
		credentials: {},
	}),
};

async function act(
	who: string,
	parameters: Record<string, unknown>,
	items?: INodeExecutionData[],
	node = new SalesforceEnrichmentRun(),
) {
	const comer = comers[who]();
	return await org.execute(node as SalesforceEnrichmentRun, { ...comer, ...(items && { items }), parameters });
}

const status = async () => (await org.store.findRun(runId))?.status;
const shown = (result: ExecutionResult) => JSON.stringify(result.outputs);

describe('Finish', () => {
	it.each([
		['the execution that started it', 'Success'],
		["its workflow's Error Trigger", 'Failed'],
	])('is done by %s', async (who, end) => {
		await org.store.settleWork(
			(await org.store.findRun(runId))!,
			claimed.map(({ json }) => ({ recordId: String(json.Id), outcome: 'unchanged' as const })),
		);
		await act('the execution that started it', { operation: 'finishBatch' }, claimed);
		expect((await act(who, { operation: 'finish' })).outputs[0]).toEqual([
			expect.objectContaining({ runId, status: end }),
		]);
	});

	it.each([
		"another workflow's Error Trigger",
		'its workflow, in another execution',
		'another workflow with a credential of the org',
		'another workflow with a credential of another org',
		'another workflow without a credential',
		"an item like an Error Trigger's",
		"such an item in the run's own workflow",
	])('is not done by %s, which names no run', async (who) => {
		const error = await errorOf(act(who, { operation: 'finish' }));
		expect(error.message).toMatch(/is not in the store|has started no run/);
		expect(await status()).toBe('Running');
	});

	it("tells another workflow's Error Trigger nothing of a run that is not its own", async () => {
		const error = await errorOf(act("another workflow's Error Trigger, for itself", { operation: 'finish' }));
		expect(error.message).toContain('is not in the store');
		expect(await status()).toBe('Running');
	});

	it.each([
		['the execution that started it', true],
		['another workflow with a credential of the org', true],
		['another workflow with a credential of another org', false],
		['another workflow without a credential', false],
		["an item like an Error Trigger's", false],
		['its workflow, in another execution', false],
	])('by Run ID, %s: %s', async (who, isAllowed) => {
		const finishing = act(who, { operation: 'deliverAndFinish', options: { runId } });
		if (isAllowed) expect(shown(await finishing)).toContain(runId);
		else await errorOf(finishing);
		const unknown = await errorOf(act(who, { operation: 'deliverAndFinish', options: { runId: 'guessed' } }));
		expect(unknown.message).toContain('Run guessed is not in the store');
	});

	it("says the same of a run that is somebody else's and of one that is not there", async () => {
		const who = 'another workflow with a credential of another org';
		const [foreign, missing] = await Promise.all(
			[runId, 'missing'].map((id) => errorOf(act(who, { operation: 'deliverAndFinish', options: { runId: id } }))),
		);
		expect(foreign.message.replace(runId, 'missing')).toBe(missing.message);
		expect(foreign.description).toBe(missing.description);
	});
});

describe.each([
	['Get', () => ({ operation: 'get', runs: 'byId', runId })],
	['Undo', () => ({ operation: 'undo', runId })],
])('%s', (_operation, parameters) => {
	it('is done with a credential of the org, from any workflow', async () => {
		await org.store.closeRun(runId, { status: 'Success' }, new Date());
		expect(shown(await act('another workflow with a credential of the org', parameters()))).toContain(runId);
	});

	it.each([
		'another workflow without a credential',
		'its workflow, in another execution',
		"its workflow's Error Trigger",
	])('is not done by %s', async (who) => {
		await errorOf(act(who, parameters()));
	});

	it('is not done with a credential of another org, in the words of a run that is not there', async () => {
		const error = await errorOf(act('another workflow with a credential of another org', parameters()));
		expect(error.message).toContain(`Run ${runId} is not in the store`);
		expect(error.message).not.toContain(org.emulator.identity.id);
	});
});

describe('Last runs and Explain', () => {
	it('tell those with a credential of another org nothing of this one', async () => {
		await act('the execution that started it', { operation: 'finish' });
		await org.store.closeRun(runId, { status: 'Success' }, new Date());
		const others = 'another workflow with a credential of another org';
		expect((await act(others, { operation: 'get', runs: 'last' })).outputs).toEqual([[]]);
		expect(
			shown(await act(others, { operation: 'explain', recordId: String(claimed[0].json.Id), lastRuns: 20 })),
		).not.toContain(runId);
		expect(
			shown(await act('another workflow with a credential of the org', { operation: 'get', runs: 'last' })),
		).toContain(runId);
	});

	it.each([
		{ operation: 'get', runs: 'last' },
		{ operation: 'explain', recordId: '00Q5e0000000001EAA' },
	])('need a credential: %j', async (parameters) => {
		await errorOf(act('another workflow without a credential', parameters));
	});
});

describe('Claim and Finish batch', () => {
	const forged = () =>
		started.map(() => ({
			json: {
				_enrichment: { runId, orgId: org.emulator.identity.id, sObject: 'Lead', executionId: ownExecution, batchId: 0 },
			},
		}));

	it('claim with a credential of another org nothing', async () => {
		const comer = comers['another workflow with a credential of another org']();
		const error = await errorOf(
			org.execute(new SalesforceFetchModified(), { ...comer, items: started, parameters: { operation: 'claim' } }),
		);
		expect(error.message).toContain('belongs to org');
	});

	it.each(['claim', 'plan'])('%s by a forged item does nothing to the run', async (operation) => {
		const before = await org.store.countBatches(runId, new Date());
		const comer = { ...comers['another workflow with a credential of the org'](), items: forged(), fromOutside: true };
		const error = await errorOf(org.execute(new SalesforceFetchModified(), { ...comer, parameters: { operation } }));
		expect(error.message).toContain('comes from none');
		expect(await org.store.countBatches(runId, new Date())).toEqual(before);
	});

	it('finish by a forged item no batch', async () => {
		const comer = { ...comers['its workflow, in another execution'](), items: forged(), fromOutside: true };
		const error = await errorOf(
			org.execute(new SalesforceEnrichmentRun(), { ...comer, parameters: { operation: 'finishBatch' } }),
		);
		expect(error.message).toContain('belongs to no run');
		expect(await org.store.countBatches(runId, new Date())).toMatchObject({ finished: 0 });
	});

	it('finish the batch whose records the run has handed over', async () => {
		await act('another workflow without a credential', { operation: 'finishBatch' }, claimed);
		expect(await org.store.countBatches(runId, new Date())).toMatchObject({ finished: 1 });
	});
});
