import { randomUUID } from 'node:crypto';
import { sortBy } from 'lodash';
import type { IDataObject, IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { assertHostOf } from '../../../core/run/org-host';
import { recordLink } from '../../../core/run/review-row';
import { formatCount } from '../../../core/run/verdict';
import { scanObject, type ScanReport } from '../../../core/stages/dedupe/scan/scan-object';
import { mostReviewed, type ReviewRow } from '../../../core/stages/dedupe/scan/review-pairs';
import { groupRecords, groupRows } from '../../../core/stages/dedupe/scan/scan-rows';
import type { OrgIdentity } from '../../../core/salesforce/org-identity';
import { fetchRecords } from '../../../core/stages/fetch/fetch';
import { FetchTally } from '../../../core/stages/fetch/fetch-tally';
import { systemClock } from '../../wiring/clock';
import { readSObject } from '../../wiring/object-parameter';
import { asItem } from '../../wiring/record-items';
import { showNotes } from '../../wiring/show-notes';
import { instanceStore } from '../../wiring/store';
import { connectToMerge } from '../connection-parameters';
import { readScanSelection, scanFilterOptions, scanFilterParameters, selectionText } from '../scan-selection';

const displayOptions = { show: { operation: ['scanObject'] } };
/** Comparing a million records takes minutes in which no call is made. */
const leaseMs = 15 * 60_000;

export const description: INodeProperties[] = [
	{
		displayName:
			'Reads all records of the object once, finds who is there twice, and keeps an index, by which Match Against Salesforce knows new records without reading the object again. Nothing is written to Salesforce.',
		name: 'scanNotice',
		type: 'notice',
		default: '',
		displayOptions,
	},
	...scanFilterParameters('scanObject'),
	{
		displayName: 'Give',
		name: 'scanGives',
		type: 'options',
		options: [
			{
				name: 'One Item per Group',
				value: 'groups',
				description: 'For a person to look at: the records of the group by name and ID',
			},
			{
				name: 'One Item per Record of a Group',
				value: 'records',
				description: 'For Plan Merges, which takes them as they are, by the duplicates found or by the column group',
			},
		],
		default: 'records',
		description:
			'What the first output has; the second has one item with the counts of the scan, the third one item per pair that a person should look at',
		displayOptions,
	},
	{
		displayName: 'Most Groups',
		name: 'mostScannedGroups',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 1000,
		description: 'Groups that leave the node; the index has all of them',
		displayOptions,
	},
	{
		displayName: 'Options',
		name: 'scanOptions',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: sortBy(
			[
				...scanFilterOptions,
				{
					displayName: 'Most Records',
					name: 'mostRecords',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: 1_000_000,
					description: 'With more than these nothing is scanned; about 1 GB of memory is needed for 400,000',
				} satisfies INodeProperties,
				{
					displayName: 'Most Pairs to Review',
					name: 'mostReviewed',
					type: 'number',
					typeOptions: { minValue: 0, maxValue: mostReviewed },
					default: mostReviewed,
					description:
						'Pairs in doubt that leave by the output To Review, the likeliest first, at most 10,000; the summary counts all. What Remember Decision keeps does not come again, so that the next scan gives the ones behind.',
				} satisfies INodeProperties,
			],
			'displayName',
		),
		displayOptions,
	},
];

/** Groups by the first output, the counts by the second, pairs in doubt by the third. However many items come in, the object is scanned once. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const sObject = readSObject.call(this, items);
	const [client, store] = [await connectToMerge.call(this), await instanceStore()];
	await assertHostOf(store, client.org, systemClock());
	const { mostRecords = 1_000_000, mostReviewed: mostPairs = mostReviewed } = this.getNodeParameter(
		'scanOptions',
		0,
		{},
	) as ScanOptions;
	const selection = await readScanSelection.call(this, client, sObject, mostRecords);
	const signal = this.getExecutionCancelSignal();
	const report = await scanObject(
		{ client, store, clock: systemClock, newRunId: randomUUID },
		{
			sObject,
			pages: () => fetchRecords(client, selection, undefined, new FetchTally(), signal),
			selection: selectionText(selection.filter),
			mostGroups: this.getNodeParameter('mostScannedGroups', 0) as number,
			mostReviewed: mostPairs,
			executionId: this.getExecutionId(),
			workflowId: this.getWorkflow().id,
			leaseMs,
		},
	);
	showNotes.call(this, [report.text, ...cutNotes(report)]);
	const rows = this.getNodeParameter('scanGives', 0) === 'groups' ? groupRows : groupRecords;
	const summary = { sObject, ...report.counts, runId: report.runId, text: report.text };
	const { orgId } = client.org;
	return [
		rows(report.groups, sObject, client.org).map((row) => asItem(row, 0)),
		[asItem(summary, 0)],
		report.review.map((row) => asItem({ ...row, ...links(row, client.org), _enrichment: { orgId, sObject } }, 0)),
	];
}

/** The pages of both records. */
function links({ Id, otherId }: ReviewRow, org: Pick<OrgIdentity, 'instanceUrl'>): IDataObject {
	return { link: Id === null ? '' : recordLink(org, Id), otherLink: otherId === null ? '' : recordLink(org, otherId) };
}

interface ScanOptions {
	readonly mostRecords?: number;
	readonly mostReviewed?: number;
}

function cutNotes({ groups, review, counts }: ScanReport): string[] {
	const notes: string[] = [];
	if (groups.length < counts.groups)
		notes.push(
			`The first ${formatCount(groups.length)} of ${formatCount(counts.groups)} groups are given; Most Groups says how many.`,
		);
	if (review.length < counts.reviewPairs)
		notes.push(
			`The likeliest ${formatCount(review.length)} of ${formatCount(counts.reviewPairs)} pairs to look at are given; those that somebody has decided do not come again.`,
		);
	return notes;
}
