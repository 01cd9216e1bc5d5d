import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { assertHostOf } from '../../../core/run/org-host';
import { groupsOfColumn, groupsOfMatches } from '../../../core/stages/dedupe/merge/groups-of-items';
import { planFigures, planMerges, planSentence } from '../../../core/stages/dedupe/merge/plan-merges';
import { planRows, takenRows } from '../../../core/stages/dedupe/merge/plan-rows';
import type { GroupOfIds } from '../../../core/stages/dedupe/merge/read-groups';
import { systemClock } from '../../wiring/clock';
import { readSObject } from '../../wiring/object-parameter';
import { asItem, recordsOf } from '../../wiring/record-items';
import { showNotes } from '../../wiring/show-notes';
import { instanceStore } from '../../wiring/store';
import { connectToMerge } from '../connection-parameters';
import { readSurvivorship, survivorshipParameters } from '../survivorship-parameters';

const displayOptions = { show: { operation: ['planMerges'] } };

export const description: INodeProperties[] = [
	{
		displayName: 'Groups',
		name: 'groupsFrom',
		type: 'options',
		options: [
			{
				name: 'A Column Says the Group',
				value: 'column',
				description: 'Items with the same value in it are the same person or company',
			},
			{
				name: 'The Duplicates That Were Found',
				value: 'matches',
				description: 'By Find Duplicates, before this node; let its duplicates leave by the same output as all records',
			},
		],
		default: 'matches',
		description: 'How the items tell which records are the same',
		displayOptions,
	},
	{
		displayName: 'At a Match Probability From',
		name: 'leastProbability',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 1, numberPrecision: 3 },
		default: 0.9,
		description: 'Duplicates below it are not planned; 0 to 1',
		displayOptions: { show: { ...displayOptions.show, groupsFrom: ['matches'] } },
	},
	{
		displayName: 'Group Column',
		name: 'groupColumn',
		type: 'string',
		default: '',
		placeholder: 'e.g. cluster',
		description: 'Name of the column',
		displayOptions: { show: { ...displayOptions.show, groupsFrom: ['column'] } },
	},
	{
		displayName: 'Most Groups',
		name: 'mostPlanned',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: 'How many groups are read and planned, the first ones; the summary counts the others. 0 means all.',
		displayOptions,
	},
	...survivorshipParameters,
];

/**
 * Nothing is written: one row per group on the first output, one per value that would be taken over on the second, and always
 * one with the numbers on the third.
 */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const sObject = readSObject.call(this, items);
	const groups = readGroups.call(this, items, sObject);
	const rules = readSurvivorship.call(this);
	const [client, store] = [await connectToMerge.call(this), await instanceStore()];
	await assertHostOf(store, client.org, systemClock());
	const signal = this.getExecutionCancelSignal();
	const most = this.getNodeParameter('mostPlanned', 0, 0) as number;
	const mostPlanned = most > 0 ? most : undefined;
	const planned = await planMerges(client, { sObject, groups, rules, mostPlanned }, store, signal);
	const text = planSentence(planned);
	showNotes.call(this, [text]);
	const settings = { description: planned.description, org: client.org };
	const positions = new Map(items.map((item, index) => [String(item.json.Id).slice(0, 15), index]));
	const positionOf = (id: string) => positions.get(id.slice(0, 15)) ?? 0;
	return [
		planRows(planned, rules, settings).map((row) => asItem({ sObject, ...row }, positionOf(row.keepId))),
		takenRows(planned, settings).map((row) => asItem(row, positionOf(row.Id))),
		[asItem({ sObject, ...planFigures(planned), groupsNotPlanned: planned.leftOut, text }, 0)],
	];
}

function readGroups(this: IExecuteFunctions, items: INodeExecutionData[], sObject: string): GroupOfIds[] {
	if (this.getNodeParameter('groupsFrom', 0) === 'column')
		return groupsOfColumn(recordsOf(items), (this.getNodeParameter('groupColumn', 0) as string).trim());
	return groupsOfMatches(recordsOf(items), sObject, this.getNodeParameter('leastProbability', 0) as number);
}
