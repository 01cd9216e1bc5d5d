import { randomUUID } from 'node:crypto';
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import type { RunSettings } from '../../../core/record/run-settings';
import { type CallCeiling, explainLevel, leftOutAt, levelUnder } from '../../../core/run/allowance';
import { runContext } from '../../../core/run/lease';
import { fetchCeilings, loadCeilings } from '../../../core/run/run-ceilings';
import { assertHostOf } from '../../../core/run/org-host';
import { connectRun } from '../../../core/run/run-connection';
import { startRun, type StartResult } from '../../../core/run/start-run';
import { nameOfRun } from '../../../core/run/run-sentence';
import type { SalesforceClient } from '../../../core/salesforce/client';
import type { OrgIdentity } from '../../../core/salesforce/org-identity';
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
import { allowanceOptions, readAllowanceLimits } from '../allowance-parameters';

const displayOptions = { show: { resource: ['run'], operation: ['start'] } };

type Begun = Exclude<StartResult, { status: 'held' }>;

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
			{ name: 'Skip', value: 'skip', description: 'End this execution quietly, with no items' },
			{ name: 'Stop With Error', value: 'error', description: 'Fail, naming the execution that is at work' },
		],
		default: 'error',
		description: 'What to do when another execution is at work on the same pipeline and object',
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
		options: [...allowanceOptions, fieldNamesOption],
		displayOptions,
	},
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	// First, because without it there is no run, whatever Salesforce says.
	const store = await instanceStore();
	const client = await salesforceClient.call(this);
	await assertHostOf(store, client.org, systemClock());
	const request = { orgId: client.org.orgId, ...readRequest.call(this, items) };
	const settings = await readSettings.call(this, client, store);
	const result = await startRun(store, { ...request, settings }, systemClock(), randomUUID);
	if (result.status === 'held') return whenHeld.call(this, result);

	const { runId, executionId, pipeline, sObject, orgId, isDryRun } = result.run;
	await connectRun(runContext(store, result.run, systemClock), client, systemClock());
	const ceilings = await loadCeilings(store, result.run, systemClock());
	showNotes.call(this, startNotes(result, client.org, ceilings));
	const _enrichment = { orgId, sObject, runId, executionId };
	return [[asItem({ runId, status: result.status, pipeline, sObject, orgId, isDryRun, _enrichment }, 0)]];
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
		executionId: this.getExecutionId(),
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

function whenHeld(this: IExecuteFunctions, held: Held): INodeExecutionData[][] {
	const until = held.expiresAt.toISOString();
	const message = `Another execution (${held.holder}) is at work on this pipeline; it counts as alive until ${until}.`;
	if (this.getNodeParameter('ifRunning', 0) === 'error') {
		throw new EnrichmentError('lease_held', message, {
			retryable: true,
			remedy: 'Wait for it, or choose Skip under If Already Running.',
		});
	}
	showNotes.call(this, [message]);
	return [[]];
}
