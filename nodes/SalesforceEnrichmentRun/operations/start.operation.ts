import { randomUUID } from 'node:crypto';
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import type { RunSettings } from '../../../core/record/run-settings';
import { explainLevel, levelUnder } from '../../../core/run/allowance';
import { runContext } from '../../../core/run/lease';
import { fetchCeilings, loadCeilings } from '../../../core/run/run-ceilings';
import { assertHostOf } from '../../../core/run/org-host';
import { connectRun } from '../../../core/run/run-connection';
import { startRun, type StartResult } from '../../../core/run/start-run';
import type { SalesforceClient } from '../../../core/salesforce/client';
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
			'Name under which the watermark, the leftovers and the lease are kept, per org and object. A workflow with another name starts from scratch.',
		displayOptions,
	},
	{
		displayName: 'Dry Run',
		name: 'dryRun',
		type: 'boolean',
		default: false,
		description: 'Whether the whole run sends nothing to Salesforce and leaves the watermark where it is; one for the run, whatever items come in',
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
		description: 'What to do when another execution is at work on the same pipeline',
		displayOptions,
	},
	{
		displayName: 'Lease',
		name: 'leaseMinutes',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 3,
		description:
			'For how many minutes without a sign of life the run keeps others away; the nodes of the pack prolong it while they work',
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

export async function execute(
	this: IExecuteFunctions,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[][]> {
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
	const nearCeiling = explainLevel(ceilings);
	if (nearCeiling) showNotes.call(this, [`${nearCeiling}; the run goes on with less (${levelUnder(ceilings)}).`]);
	const _enrichment = { orgId, sObject, runId, executionId };
	return [[asItem({ runId, status: result.status, pipeline, sObject, orgId, isDryRun, _enrichment }, 0)]];
}

async function readSettings(this: IExecuteFunctions, client: SalesforceClient, store: Store): Promise<RunSettings> {
	const options = this.getNodeParameter('startOptions', 0, {}) as IDataObject;
	const fieldNames = readFieldNames(options);
	const limits = readAllowanceLimits(options);
	return {
		instanceUrl: client.org.instanceUrl,
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
	throw new EnrichmentError('invalid_parameter', 'Pipeline Name is empty.', { remedy: 'Name the pipeline, e.g. hourly.' });
}

function readLease(this: IExecuteFunctions): number {
	const minutes = this.getNodeParameter('leaseMinutes', 0);
	if (Number(minutes) >= 1) return minutesAsMs(minutes);
	throw new EnrichmentError('invalid_parameter', `The lease is ${String(minutes)} minutes.`, { remedy: 'Set Lease to one minute or more.' });
}

function whenHeld(this: IExecuteFunctions, held: Held): INodeExecutionData[][] {
	const until = held.expiresAt.toISOString();
	const message = `Another execution (${held.holder}) is at work on this pipeline; its lease ends at ${until}.`;
	if (this.getNodeParameter('ifRunning', 0) === 'error') {
		throw new EnrichmentError('lease_held', message, {
			retryable: true,
			remedy: 'Wait for it, or choose Skip under If Already Running.',
		});
	}
	showNotes.call(this, [message]);
	return [[]];
}
