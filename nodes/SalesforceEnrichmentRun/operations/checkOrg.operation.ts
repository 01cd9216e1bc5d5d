import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { PlannedWrite } from '../../../core/org/check-access';
import { checkOrg, type OrgCheckReport } from '../../../core/org/check-org';
import { checkRows, checkSentence } from '../../../core/org/check-rows';
import type { Finding } from '../../../core/org/finding';
import { fieldNamesFor } from '../../wiring/field-names-parameter';
import { readSObject } from '../../wiring/object-parameter';
import { asItem } from '../../wiring/record-items';
import { salesforceClient } from '../../wiring/salesforce-client';
import { showNotes } from '../../wiring/show-notes';
import { fieldNamesParameter } from '../field-names-options';

const displayOptions = { show: { resource: ['org'], operation: ['checkOrg'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Planned Writes',
		name: 'plannedWrites',
		type: 'multiOptions',
		options: [
			{ name: 'Create', value: 'create', description: 'New records are created' },
			{ name: 'Merge', value: 'merge', description: 'Duplicates are merged, which deletes all but one' },
			{ name: 'Update', value: 'update', description: 'Existing records are changed' },
		],
		default: ['update'],
		description: 'What is going to be done to the object; decides which rights are needed and which automation counts',
		displayOptions,
	},
	fieldNamesParameter(displayOptions),
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const client = await salesforceClient.call(this);
	const report = await checkOrg(
		client,
		{
			sObject: readSObject.call(this, items),
			fieldNames: fieldNamesFor(undefined, this.getNodeParameter('options', 0, {}) as IDataObject),
			plannedWrites: this.getNodeParameter('plannedWrites', 0) as PlannedWrite[],
		},
		this.getExecutionCancelSignal(),
	);
	tell.call(this, report);
	if (this.getNode().typeVersion >= 2) return [checkRows(report).map((row) => asItem(row, 0))];
	return [[asItem(summaryOf(report), 0), ...report.findings.map((finding) => asItem(itemOf(finding), 0))]];
}

function tell(this: IExecuteFunctions, report: OrgCheckReport): void {
	const missing = report.findings.filter(({ state }) => state === 'missing');
	if (missing.length === 0) return showNotes.call(this, [checkSentence(report)]);
	const message = `Something is missing in ${report.org.name}: ${missing.map(({ what }) => what).join(' ')}`;
	this.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
}

/** The first item of version 1; it has the findings' keys, so that a table of the output reads as one. */
function summaryOf({ org, sObject, states, isReady, calls }: OrgCheckReport) {
	const counts = Object.entries(states).map(([state, count]) => `${count} ${state}`);
	return {
		check: 'summary',
		state: isReady ? 'ok' : 'missing',
		what: `${sObject} in ${org.name}: ${counts.join(', ')}; ${calls} API calls.`,
		orgId: org.orgId,
		isSandbox: org.isSandbox,
		sObject,
		states,
		isReady,
		calls,
	};
}

function itemOf({ check, state, what, whatToDo, names }: Finding) {
	return { check, state, what, whatToDo: whatToDo ?? '', ...(names && { names }) };
}
