import { randomUUID } from 'node:crypto';
import { partition } from 'lodash';
import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { EnrichmentError } from '../../../core/errors';
import { assertHostOf } from '../../../core/run/org-host';
import { recordLink } from '../../../core/run/review-row';
import { findRunDetails } from '../../../core/run/run-details';
import { mergeGroups, usualMostGroups } from '../../../core/stages/dedupe/merge/merge-groups';
import type { MergedGroup, MergeReport } from '../../../core/stages/dedupe/merge/merge-report';
import { type ApprovedPlan, approvedPlan } from '../../../core/stages/dedupe/merge/plan-rows';
import type { Store } from '../../../core/store/store';
import { recordInOrg } from '../../SalesforceEnrichmentRun/record-in-org';
import { systemClock } from '../../wiring/clock';
import { asItem } from '../../wiring/record-items';
import { readSwitch } from '../../wiring/read-switch';
import { showNotes } from '../../wiring/show-notes';
import { instanceStore } from '../../wiring/store';
import { connectToMerge } from '../connection-parameters';

const displayOptions = { show: { operation: ['merge'] } };
const leaseMs = 3 * 60_000;

export const description: INodeProperties[] = [
	{
		displayName:
			'Every row of Plan Merges that comes in counts as approved. Losers go to the recycle bin, where Salesforce keeps them for 15 days: so long the merge can be undone.',
		name: 'mergeNotice',
		type: 'notice',
		default: '',
		displayOptions,
	},
	{
		displayName: 'Also Groups to Look At',
		name: 'mergesReviewed',
		type: 'boolean',
		default: false,
		description:
			'Whether groups are merged for which the plan wants a person to look, because a person let them through. Converted leads, and pairs that somebody called different, are never merged.',
		displayOptions,
	},
	{
		displayName: 'Most Groups',
		name: 'mostGroups',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: usualMostGroups,
		description: 'In one run; further rows leave by the second output and can be merged next',
		displayOptions,
	},
	{
		displayName: 'Options',
		name: 'mergeOptions',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Record the Run in Salesforce',
				name: 'recordRun',
				type: 'boolean',
				default: false,
				description:
					'Whether a record of Enrichment Run tells in the org what this run merged, for one API call; an org without that object gets none, and no merge fails for it',
			},
		],
		displayOptions,
	},
];

/** Merged groups leave by the first output, all others with the reason by the second, and always one item with the numbers by the third. */
export async function execute(this: IExecuteFunctions, items: INodeExecutionData[]): Promise<INodeExecutionData[][]> {
	const plans = items.map((item, index) => approvedPlan(item.json.plan, index));
	const sObject = oneObject(items);
	const [client, store] = [await connectToMerge.call(this), await instanceStore()];
	await assertHostOf(store, client.org, systemClock());
	const means = { client, store, clock: systemClock, newRunId: randomUUID, signal: this.getExecutionCancelSignal() };
	const report = await mergeGroups(means, {
		sObject,
		groups: plans,
		rules: oneRules(plans),
		approved: plans.map(({ digest }) => digest),
		mergesReviewed: readSwitch.call(this, 'mergesReviewed', 'Also Groups to Look At', 0),
		mostGroups: this.getNodeParameter('mostGroups', 0) as number,
		executionId: this.getExecutionId(),
		workflowId: this.getWorkflow().id,
		leaseMs,
	});
	const note = await recordOf.call(this, store, report);
	showNotes.call(this, [report.text, ...(note ? [note] : [])]);
	const position = new Map(plans.map(({ groupId }, index) => [groupId, index]));
	const toItem = (group: MergedGroup) =>
		asItem(
			{
				group: group.groupId,
				status: group.status,
				message: group.message ?? '',
				keepId: group.masterId,
				keepLink: recordLink(client.org, group.masterId),
				mergedAway: group.loserIds.join(', '),
				relatedRecords: group.relatedRecords,
				runId: report.runId,
			},
			position.get(group.groupId) ?? 0,
		);
	const isMerged = ({ status }: MergedGroup) => status === 'merged';
	const [merged, others] = partition(report.groups, isMerged);
	const summary = {
		...{ sObject, runId: report.runId, status: report.status, reason: report.reason ?? '' },
		...{ groupsMerged: merged.length, groupsNotMerged: others.length, recordsMergedAway: report.merged },
		text: report.text,
	};
	return [merged.map(toItem), others.map(toItem), [asItem(summary, 0)]];
}

/** Keeps a record of the run in the org where that was asked for; a sentence where the org refuses. */
async function recordOf(this: IExecuteFunctions, store: Store, report: MergeReport): Promise<string | undefined> {
	const { recordRun = false } = this.getNodeParameter('mergeOptions', 0, {}) as { recordRun?: boolean };
	const run = recordRun ? await store.findRun(report.runId) : undefined;
	if (!run) return undefined;
	const now = systemClock();
	const details = await findRunDetails(store, run.runId, run.settings?.instanceUrl ?? '', now);
	if (!details) return undefined;
	const { finishedAt = now.toISOString() } = details;
	return await recordInOrg.call(this, store, run, { ...details, finishedAt, text: report.text }, { recordRun });
}

function oneObject(items: readonly INodeExecutionData[]): string {
	const objects = new Set(items.map(({ json }) => String(json.sObject)));
	const [sObject] = objects;
	if (objects.size === 1 && sObject !== 'undefined') return sObject;
	throw new EnrichmentError(
		'invalid_input',
		`The rows are about ${objects.size} objects; one run merges records of one.`,
		{
			remedy: 'Merge the rows of each Plan Merges in a node of their own.',
		},
	);
}

/** All rows of one plan have the same rules. */
function oneRules(plans: readonly ApprovedPlan[]): ApprovedPlan['rules'] {
	const rules = new Set(plans.map((plan) => JSON.stringify(plan.rules)));
	if (rules.size === 1) return plans[0].rules;
	throw new EnrichmentError('invalid_input', 'The rows come from plans with different rules.', {
		remedy: 'Merge the rows of each Plan Merges in a node of their own.',
	});
}
