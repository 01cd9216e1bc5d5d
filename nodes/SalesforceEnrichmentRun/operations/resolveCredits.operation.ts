import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import { assertHostOf } from '../../../core/run/org-host';
import {
	type ChargeFound,
	listUnclearCalls,
	resolveUnclearCalls,
	unclearSentence,
	type UnclearCallRow,
} from '../../../core/run/unclear-calls';
import type { Store } from '../../../core/store/store';
import { systemClock } from '../../wiring/clock';
import { forEachItem } from '../../wiring/failed-items';
import { asItem } from '../../wiring/record-items';
import { salesforceClient } from '../../wiring/salesforce-client';
import { showNotes } from '../../wiring/show-notes';
import { instanceStore } from '../../wiring/store';

const displayOptions = { show: { resource: ['org'], operation: ['resolveCredits'] } };
const forResolving = { show: { ...displayOptions.show, unclearCalls: ['all', 'one'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Unclear Calls',
		name: 'unclearCalls',
		type: 'options',
		options: [
			{ name: 'Only List Them', value: 'list', description: 'One row for each call; nothing is changed' },
			{ name: 'Resolve All', value: 'all', description: 'All unclear calls of the org were charged alike' },
			{ name: 'Resolve One', value: 'one', description: 'One call, by the ID that the list gives' },
		],
		default: 'list',
		description:
			'Calls to a provider that no reply came to, so that nobody knows whether they were charged; their records are not asked for again until this is resolved',
		displayOptions,
	},
	{
		displayName: 'Call ID',
		name: 'callId',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. {{ $json.callId }}',
		description: 'The call, as the list names it; an expression decides for each item',
		displayOptions: { show: { ...displayOptions.show, unclearCalls: ['one'] } },
	},
	{
		displayName: 'What the Provider Charged',
		name: 'charged',
		type: 'options',
		options: [
			{ name: 'As Much As …', value: 'part', description: 'So many credits for each call' },
			{ name: 'Everything', value: 'all', description: 'As many credits as the call can have cost at most' },
			{ name: 'Nothing', value: 'nothing', description: 'The call never reached the provider' },
		],
		default: 'all',
		description: 'What the usage page of the provider shows for the time of the call',
		displayOptions: forResolving,
	},
	{
		displayName: 'Credits Charged',
		name: 'creditsCharged',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 3 },
		default: 0,
		description: 'Credits that each of the calls has cost',
		displayOptions: { show: { ...forResolving.show, charged: ['part'] } },
	},
];

export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const store = await instanceStore();
	const { org } = await salesforceClient.call(this);
	await assertHostOf(store, org, systemClock());
	const which = this.getNodeParameter('unclearCalls', 0) as string;
	if (which === 'one') {
		const resolved: UnclearCallRow[] = [];
		const rows = await forEachItem.call(this, items, async (index) => {
			const found = await resolveOne.call(this, store, org.orgId, index);
			for (const row of found) resolved.push(row);
			return found.map((row) => asItem(row, index));
		});
		showNotes.call(this, [unclearSentence(resolved, org.name)]);
		return [rows];
	}
	const rows =
		which === 'all'
			? await resolveUnclearCalls(store, org.orgId, undefined, readCharge.call(this, 0))
			: await listUnclearCalls(store, org.orgId);
	showNotes.call(this, [unclearSentence(rows, org.name)]);
	return [rows.map((row) => asItem(row, 0))];
}

async function resolveOne(
	this: IExecuteFunctions,
	store: Store,
	orgId: string,
	index: number,
): Promise<UnclearCallRow[]> {
	const callId = String(this.getNodeParameter('callId', index) ?? '').trim();
	if (callId !== '') return await resolveUnclearCalls(store, orgId, callId, readCharge.call(this, index));
	throw new EnrichmentError('invalid_parameter', 'Call ID is empty.', {
		remedy: 'List the unclear calls first, and give the Call ID of one of the rows.',
		details: { itemIndex: index },
	});
}

function readCharge(this: IExecuteFunctions, index: number): ChargeFound {
	const charged = this.getNodeParameter('charged', index) as 'all' | 'nothing' | 'part';
	return charged === 'part' ? { credits: Number(this.getNodeParameter('creditsCharged', index)) } : charged;
}
