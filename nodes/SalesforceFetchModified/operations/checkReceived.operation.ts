import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import { checkReceived, type ReceivedCheck } from '../../../core/stages/fetch/check-received';
import { systemClock } from '../../wiring/clock';
import { readSObject } from '../../wiring/object-parameter';
import { asItem } from '../../wiring/record-items';
import { salesforceClient } from '../../wiring/salesforce-client';
import { showNotes } from '../../wiring/show-notes';
import { instanceStore } from '../../wiring/store';
import { number } from '../fetch-notes';

export const description: INodeProperties[] = [
	{
		displayName: 'Pipeline Name',
		name: 'pipeline',
		type: 'string',
		required: true,
		default: 'instant',
		placeholder: 'e.g. instant',
		description: 'Name under which the records wait; the same as in the Salesforce Change Trigger and in Run: Start',
		displayOptions: { show: { operation: ['checkReceived'] } },
	},
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const { org } = await salesforceClient.call(this);
	const pipeline = String(this.getNodeParameter('pipeline', 0)).trim();
	if (pipeline === '') {
		throw new EnrichmentError('invalid_parameter', 'Pipeline Name is empty.', {
			remedy: 'Name the pipeline, e.g. instant.',
		});
	}
	const key = { orgId: org.orgId, pipeline, sObject: readSObject.call(this, items) };
	const check = await checkReceived(await instanceStore(), key, systemClock());
	showNotes.call(this, [checkNote(check)]);
	const item = asItem({ ...key, ...check }, 0);
	const isDue = !check.isDraining && check.waiting + check.dueAgain > 0;
	return isDue ? [[item], []] : [[], [item]];
}

function checkNote({ waiting, dueAgain, isDraining }: ReceivedCheck): string {
	const counted = `${number(waiting)} ${waiting === 1 ? 'record waits' : 'records wait'}, ${number(dueAgain)} ${dueAgain === 1 ? 'is' : 'are'} to be tried again`;
	return isDraining ? `${counted}; an execution is at work on them, or about to begin.` : `${counted}.`;
}
