import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { assertHostOf } from '../../../core/run/org-host';
import { runColumns } from '../../../core/run/run-columns';
import { findRunDetails, listRunDetails, type RunDetails } from '../../../core/run/run-details';
import { runSentence } from '../../../core/run/run-sentence';
import { counted } from '../../../core/run/verdict';
import { systemClock } from '../../wiring/clock';
import { forEachItem } from '../../wiring/failed-items';
import { asItem } from '../../wiring/record-items';
import { salesforceClient } from '../../wiring/salesforce-client';
import { showNotes } from '../../wiring/show-notes';
import { instanceStore } from '../../wiring/store';
import { noSuchRun } from '../run-access';
import { readRunId, runIdParameter } from '../run-id-parameter';

const displayOptions = { show: { resource: ['run'], operation: ['get'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Runs',
		name: 'runs',
		type: 'options',
		options: [
			{ name: 'By ID', value: 'byId', description: 'One run, also while it is under way' },
			{ name: 'Last Runs', value: 'last', description: 'The newest ended runs of the org' },
		],
		default: 'last',
		displayOptions,
	},
	{ ...runIdParameter, required: true, displayOptions: { show: { ...displayOptions.show, runs: ['byId'] } } },
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { ...displayOptions.show, runs: ['last'] } },
	},
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const store = await instanceStore();
	const { org } = await salesforceClient.call(this);
	await assertHostOf(store, org, systemClock());
	if (this.getNodeParameter('runs', 0) === 'last') {
		const limit = this.getNodeParameter('limit', 0) as number;
		const runs = await listRunDetails(store, org.orgId, limit, org.instanceUrl, systemClock());
		showNotes.call(this, [
			runs.length === 0
				? `${org.name} has no ended runs in the store`
				: `${counted(runs.length, 'run')} of ${org.name}; the newest: ${runSentence(runs[0])}`,
		]);
		return [runs.map((run) => asItem(shaped.call(this, run), 0))];
	}
	const told = new Set<string>();
	const found = await forEachItem.call(this, items, async (index) => {
		const runId = readRunId.call(this, index);
		if (told.has(runId)) return [];
		told.add(runId);
		const details = await findRunDetails(store, runId, org.instanceUrl, systemClock());
		if (details?.orgId !== org.orgId) throw noSuchRun(store, runId);
		showNotes.call(this, [runSentence(details)]);
		return [asItem(shaped.call(this, details), index)];
	});
	return [found];
}

/** Version 1 gives the run as it is kept. */
function shaped(this: IExecuteFunctions, run: RunDetails): object {
	return this.getNode().typeVersion >= 2 ? runColumns(run) : run;
}
