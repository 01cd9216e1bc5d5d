import { randomUUID } from 'node:crypto';
import { sortBy } from 'lodash';
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import type { RunSettings } from '../../../core/record/run-settings';
import { type CallCeiling, explainLevel, leftOutAt, levelUnder } from '../../../core/run/allowance';
import { batchHolder } from '../../../core/record/batch';
import { joinRun } from '../../../core/run/join-run';
import { leaseHolder, runContext } from '../../../core/run/lease';
import { fetchCeilings, loadCeilings } from '../../../core/run/run-ceilings';
import { assertHostOf } from '../../../core/run/org-host';
import { connectRun } from '../../../core/run/run-connection';
import { resumeBrokenOff, type StartResult } from '../../../core/run/start-run';
import { startWhenFree, type WaitPolicy } from '../../../core/run/start-when-free';
import { nameOfRun } from '../../../core/run/run-sentence';
import type { SalesforceClient } from '../../../core/salesforce/client';
import type { OrgIdentity } from '../../../core/salesforce/org-identity';
import type { Run } from '../../../core/store/contract/runs';
import type { Store } from '../../../core/store/store';
import { systemClock } from '../../wiring/clock';
import { fieldNamesOption, readFieldNames } from '../../wiring/field-names-parameter';
import { readSObject } from '../../wiring/object-parameter';
import { minutesAsMs } from '../../wiring/parameter-values';
import { asItem } from '../../wiring/record-items';
import { readSwitch } from '../../wiring/read-switch';
import { salesforceClient } from '../../wiring/salesforce-client';
import { showNotes } from '../../wiring/show-notes';
import { instanceStore } from '../../wiring/store';
import { thisWorker } from '../../wiring/this-worker';
import { allowanceOptions, readAllowanceLimits } from '../allowance-parameters';

const displayOptions = { show: { resource: ['run'], operation: ['start'] } };
/** Longer than a Finish takes. */
const mostWaitMs = 30_000;

/** Two executions of one worker share its memory and its processor. */
const perWorkerOption: INodeProperties = {
	displayName: 'Executions per Worker',
	name: 'perWorker',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 1,
	description:
		'How many executions of one n8n worker may share a run, with Help With Its Batches. More than one is worth it where a provider answers slowly; each holds a batch in memory.',
};

type Begun = Exclude<StartResult, { status: 'held' }>;

type Asked = ReturnType<typeof readRequest>;

type Held = Extract<StartResult, { status: 'held' }>;

export const description: INodeProperties[] = [
	{
		displayName: 'Pipeline Name',
		name: 'pipeline',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. hourly',
		description:
			'Name under which the pack remembers how far changes have been read and which records are to be tried again, per org and object. A workflow with another name starts from scratch.',
		displayOptions,
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		description:
			'Whether the whole run, Bulk Write too, sends nothing to Salesforce, and the next run reads the same changes again. This is the one switch of a run; Dry Run of Bulk Write is for use without a run.',
		displayOptions,
	},
	{
		displayName: 'If Already Running',
		name: 'ifRunning',
		type: 'options',
		options: [
			{
				name: 'Help With Its Batches',
				value: 'help',
				description:
					'Take batches of that run too, so that several workers share it; end quietly when it needs no help. For runs that Prepare Batches divides.',
			},
			{ name: 'Skip', value: 'skip', description: 'End this execution quietly, with no items' },
			{ name: 'Stop With Error', value: 'error', description: 'Fail, naming the execution that is at work' },
			{
				name: 'Wait, Then Skip',
				value: 'wait',
				description: 'Begin once the other execution has ended, or end quietly when it takes longer than half a minute',
			},
		],
		default: 'error',
		description: 'What to do when another execution is at work on the same pipeline and object',
		displayOptions,
	},
	{
		displayName: 'If None Is Running',
		name: 'ifNone',
		type: 'options',
		options: [
			{
				name: 'Start a Run',
				value: 'start',
				description: 'Start one, or go on with one that was broken off or pauses',
			},
			{
				name: 'Only Go On With One That Was Broken Off',
				value: 'resume',
				description:
					'Take up a run whose execution died, and otherwise end quietly, with no items: for a schedule that looks every minute whether there is something to help with. Looking costs no API call.',
			},
		],
		default: 'start',
		description: 'What to do when no other execution is at work on the same pipeline and object',
		displayOptions,
	},
	{
		displayName: 'Run Counts as Alive For (Minutes)',
		name: 'leaseMinutes',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 3,
		description:
			'How long the run counts as alive without a sign of life, and keeps other executions away; the nodes of the pack give signs while they work. Make it longer than the slowest node in between takes.',
		displayOptions,
	},
	{
		displayName: 'Options',
		name: 'startOptions',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: sortBy([...allowanceOptions, fieldNamesOption, perWorkerOption], 'displayName'),
		displayOptions,
	},
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	// First, because without it there is no run, whatever Salesforce says.
	const store = await instanceStore();
	const onlyBrokenOff = this.getNodeParameter('ifNone', 0, 'start') === 'resume';
	const asked = readRequest.call(this, items);
	if (onlyBrokenOff && !(await store.isUnderWay(String(asked.workflowId), asked.pipeline, asked.sObject)))
		return nothingToDo.call(this, 'No run is under way.');
	const client = await salesforceClient.call(this);
	await assertHostOf(store, client.org, systemClock());
	const settings = await readSettings.call(this, client, store);
	const request = { orgId: client.org.orgId, ...asked, settings };
	const result = onlyBrokenOff
		? await resumeBrokenOff(store, request, systemClock())
		: await startWhenFree(store, request, randomUUID, waitPolicy.call(this));
	if (result.status === 'none') return await help.call(this, store, request, client);
	if (result.status === 'held') return await whenHeld.call(this, store, request, client, result);
	return await begin.call(this, store, result, client);
}

/** Only where a person wants it; an instant pipeline would leave records to its next sweep otherwise. */
function waitPolicy(this: IExecuteFunctions): WaitPolicy {
	const waits = this.getNodeParameter('ifRunning', 0) === 'wait';
	return { waitMs: waits ? mostWaitMs : 0, clock: systemClock, signal: this.getExecutionCancelSignal() };
}

async function begin(
	this: IExecuteFunctions,
	store: Store,
	result: Begun,
	client: SalesforceClient,
): Promise<INodeExecutionData[][]> {
	const { run, status } = result;
	await connectRun(runContext(store, run, systemClock), client, systemClock());
	const ceilings = await loadCeilings(store, run, systemClock());
	showNotes.call(this, startNotes(result, client.org, ceilings));
	return [[startItem(run, status, batchHolder(leaseHolder(run), thisWorker()))]];
}

function startItem(run: Run, status: string, holder: string): INodeExecutionData {
	const { runId, executionId, pipeline, sObject, orgId, isDryRun } = run;
	const _enrichment = { orgId, sObject, runId, executionId, batchHolder: holder };
	return asItem({ runId, status, pipeline, sObject, orgId, isDryRun, _enrichment }, 0);
}

function startNotes(
	{ run, status }: Begun,
	{ name, isSandbox }: OrgIdentity,
	ceilings: readonly CallCeiling[],
): string[] {
	const kind = isSandbox ? 'sandbox' : 'production';
	const what = nameOfRun({ ...run, orgName: name, isSandbox });
	const began = status === 'resumed' ? `Goes on with the run that was broken off: ${what}` : `Started: ${what}`;
	const effect = run.isDryRun
		? 'nothing is sent to Salesforce, and the next run reads the same changes again'
		: `what Bulk Write writes goes to ${kind}`;
	const nearCeiling = explainLevel(ceilings);
	const left = leftOutAt(levelUnder(ceilings));
	return [
		`${began}; ${effect}.`,
		...(nearCeiling && left ? [`${nearCeiling}; until then the run goes on with less: ${left}.`] : []),
	];
}

async function readSettings(this: IExecuteFunctions, client: SalesforceClient, store: Store): Promise<RunSettings> {
	const options = this.getNodeParameter('startOptions', 0, {}) as IDataObject;
	const fieldNames = readFieldNames(options);
	const limits = readAllowanceLimits(options);
	return {
		instanceUrl: client.org.instanceUrl,
		orgName: client.org.name,
		isSandbox: client.org.isSandbox,
		...(fieldNames && { fieldNames }),
		...(limits && { ceilings: await fetchCeilings(client, store, limits, systemClock()) }),
	};
}

function readRequest(this: IExecuteFunctions, items: INodeExecutionData[]) {
	return {
		pipeline: readPipeline.call(this),
		sObject: readSObject.call(this, items),
		// An execution that is not saved has none, and what it started could not be told from what another one did.
		executionId: this.getExecutionId() || randomUUID(),
		workflowId: this.getWorkflow().id,
		isDryRun: readSwitch.call(this, 'dryRun', 'Dry Run', 0),
		leaseMs: readLease.call(this),
	};
}

/** n8n checks neither `required` nor `minValue` of what an expression gives. */
function readPipeline(this: IExecuteFunctions): string {
	const pipeline = String(this.getNodeParameter('pipeline', 0)).trim();
	if (pipeline) return pipeline;
	throw new EnrichmentError('invalid_parameter', 'Pipeline Name is empty.', {
		remedy: 'Name the pipeline, e.g. hourly.',
	});
}

function readLease(this: IExecuteFunctions): number {
	const minutes = this.getNodeParameter('leaseMinutes', 0);
	if (Number(minutes) >= 1) return minutesAsMs(minutes);
	throw new EnrichmentError(
		'invalid_parameter',
		`Run Counts as Alive For is ${minutes === undefined || minutes === null || minutes === '' ? 'empty' : `${String(minutes)} minutes`}.`,
		{ remedy: 'Set it to one minute or more.' },
	);
}

async function whenHeld(
	this: IExecuteFunctions,
	store: Store,
	request: Asked & { readonly orgId: string },
	client: SalesforceClient,
	held: Held,
): Promise<INodeExecutionData[][]> {
	const ifRunning = this.getNodeParameter('ifRunning', 0);
	if (ifRunning === 'help') return await help.call(this, store, request, client);
	const until = held.expiresAt.toISOString();
	const message = `Another execution (${held.holder}) is at work on this pipeline; it counts as alive until ${until}.`;
	if (ifRunning === 'error') {
		throw new EnrichmentError('lease_held', message, {
			retryable: true,
			remedy: 'Wait for it, or choose Skip or Help With Its Batches under If Already Running.',
		});
	}
	return nothingToDo.call(this, message);
}

/** Takes part in the run that another execution holds, where that has batches left for this worker. */
async function help(
	this: IExecuteFunctions,
	store: Store,
	request: Asked & { readonly orgId: string },
	client: SalesforceClient,
): Promise<INodeExecutionData[][]> {
	const { perWorker = 1 } = this.getNodeParameter('startOptions', 0, {}) as { readonly perWorker?: number };
	const joining = { ...request, worker: thisWorker(), perWorker };
	const joined = await joinRun(store, joining, systemClock());
	if (joined.status === 'not_needed') return nothingToDo.call(this, `No help is needed: ${joined.why}.`);
	const { name, isSandbox } = client.org;
	const what = nameOfRun({ ...joined.run, orgName: name, isSandbox });
	showNotes.call(this, [`Helps with a run that execution ${leaseHolder(joined.run)} holds: ${what}.`]);
	return [[startItem(joined.run, 'joined', joined.holder)]];
}

function nothingToDo(this: IExecuteFunctions, note: string): INodeExecutionData[][] {
	showNotes.call(this, [note]);
	return [[]];
}
