import type { SalesforceClient } from '../../../salesforce/client';
import type { SObjectDescription } from '../../../salesforce/schema';
import { counted, formatCount } from '../../../run/verdict';
import type { DecisionStore } from '../../../store/contract/decisions';
import type { HistoryStore } from '../../../store/contract/history';
import { digestOfPlans, type PlannedMerge, planMerge } from '../survivorship/plan-merge';
import type { MergeGroup } from '../survivorship/group-record';
import type { Review } from '../survivorship/review-reasons';
import type { SurvivorshipRules } from '../survivorship/survivorship-rules';
import { type GroupOfIds, type ReadGroups, readGroups } from './read-groups';

/** What a plan remembers by. */
export type PlanStore = Pick<HistoryStore, 'loadLastWritten'> & Pick<DecisionStore, 'loadDecisions'>;

export interface MergePlanRequest {
	readonly sObject: string;
	readonly groups: readonly GroupOfIds[];
	readonly rules: SurvivorshipRules;
}

/** What merging the groups would do. */
export interface MergePlans {
	readonly description: SObjectDescription;
	readonly read: ReadGroups;
	/** One for each group that is still there, in the order given. */
	readonly plans: readonly PlannedMerge[];
	/** Stands for all that can be merged without a person's look. */
	readonly digest: string;
}

/** Decides every group and sends nothing. */
export async function planMerges(
	client: SalesforceClient,
	{ sObject, groups, rules }: MergePlanRequest,
	store?: PlanStore,
	signal?: AbortSignal,
): Promise<MergePlans> {
	const description = await client.describe(sObject);
	const read = await readGroups(client, description, groups, store, signal);
	const apart = await decidedApart(client, read, store);
	const plans = read.groups.map((group) => planMerge(group, rules, description, apart(group)));
	return { description, read, plans, digest: digestOfPlans(plans.filter(({ reviews }) => reviews.length === 0)) };
}

/** Pairs of a group that somebody said are not the same, as reasons to look at it. */
async function decidedApart(
	client: SalesforceClient,
	{ groups }: ReadGroups,
	store: PlanStore | undefined,
): Promise<(group: MergeGroup) => readonly Review[]> {
	const ids = groups.flatMap(({ records }) => records.map(({ id }) => id));
	const decisions = store && ids.length > 0 ? await store.loadDecisions(client.org.orgId, ids) : [];
	const apart = decisions.filter(({ verdict }) => verdict === 'different');
	return ({ records }) => {
		const own = new Set<string>(records.map(({ id }) => id));
		return apart
			.filter(({ ids: [one, other] }) => own.has(one) && own.has(other))
			.map(({ ids: [one, other], decidedBy }) => ({
				reason: 'decided_different',
				sentence: `${decidedBy ?? 'Somebody'} said that ${one} and ${other} are not the same.`,
			}));
	};
}

/** What would be done, in one sentence with numbers. */
export function planSentence({ plans, read }: Pick<MergePlans, 'plans' | 'read'>): string {
	const ready = plans.filter(({ reviews }) => reviews.length === 0);
	const sum = (figure: (plan: PlannedMerge) => number) => ready.reduce((total, plan) => total + figure(plan), 0);
	const parts = [
		`${counted(ready.length, 'group')} would be merged: ${formatCount(sum(({ loserIds }) => loserIds.length))} records into ${formatCount(ready.length)}, ${counted(
			sum(({ chosen }) => chosen.length),
			'value',
		)} taken over, ${counted(
			sum(({ relatedRecords }) => relatedRecords),
			'related record',
		)} moved`,
		plans.length > ready.length ? `${counted(plans.length - ready.length, 'group')} for a person to look at` : '',
		read.dissolved.length > 0 ? `${counted(read.dissolved.length, 'group')} with fewer than two records left` : '',
		read.unseen.length > 0
			? `what points to them from ${read.unseen.join(', ')} cannot be seen and would not come back by an undo`
			: '',
	];
	return `${parts.filter(Boolean).join('; ')}.`;
}
