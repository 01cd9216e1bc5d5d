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
	/** Only so many groups are read and planned, the first ones; `undefined` means all. */
	readonly mostPlanned?: number;
}

/** What merging the groups would do. */
export interface MergePlans {
	readonly description: SObjectDescription;
	readonly read: ReadGroups;
	/** One for each group that is still there, in the order given. */
	readonly plans: readonly PlannedMerge[];
	/** Stands for all that can be merged without a person's look. */
	readonly digest: string;
	/** Groups beyond the most that were asked for: nothing was read of them. */
	readonly leftOut: number;
}

/** A plan in numbers; groups that a person has to look at are counted, and no others of their figures. */
export interface PlanFigures {
	readonly groups: number;
	/** Groups that nothing speaks against. */
	readonly readyGroups: number;
	readonly groupsToLookAt: number;
	/** Of the ready groups: records that go, values taken over, records that point to the survivor afterwards. */
	readonly recordsMergedAway: number;
	readonly valuesTakenOver: number;
	readonly relatedRecords: number;
}

/** Decides every group and sends nothing. */
export async function planMerges(
	client: SalesforceClient,
	{ sObject, groups, rules, mostPlanned = Infinity }: MergePlanRequest,
	store?: PlanStore,
	signal?: AbortSignal,
): Promise<MergePlans> {
	const description = await client.describe(sObject);
	const planned = groups.slice(0, mostPlanned);
	const read = await readGroups(client, description, planned, store, signal);
	const apart = await decidedApart(client, read, store);
	const plans = read.groups.map((group) => planMerge(group, rules, description, apart(group)));
	const digest = digestOfPlans(plans.filter(({ reviews }) => reviews.length === 0));
	return { description, read, plans, digest, leftOut: groups.length - planned.length };
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

/** What would be done, in numbers. */
export function planFigures({ plans }: Pick<MergePlans, 'plans'>): PlanFigures {
	const ready = plans.filter(({ reviews }) => reviews.length === 0);
	const sum = (figure: (plan: PlannedMerge) => number) => ready.reduce((total, plan) => total + figure(plan), 0);
	return {
		groups: plans.length,
		readyGroups: ready.length,
		groupsToLookAt: plans.length - ready.length,
		recordsMergedAway: sum(({ loserIds }) => loserIds.length),
		valuesTakenOver: sum(({ chosen }) => chosen.length),
		relatedRecords: sum(({ relatedRecords }) => relatedRecords),
	};
}

/** What would be done, in one sentence with numbers. */
export function planSentence({ plans, read, leftOut }: Pick<MergePlans, 'plans' | 'read' | 'leftOut'>): string {
	const figures = planFigures({ plans });
	const records = `${counted(figures.recordsMergedAway, 'record')} into ${formatCount(figures.readyGroups)}`;
	const values = counted(figures.valuesTakenOver, 'value');
	const related = counted(figures.relatedRecords, 'related record');
	const parts = [
		`${counted(figures.readyGroups, 'group')} would be merged: ${records}, ${values} taken over, ${related} moved`,
		figures.groupsToLookAt > 0 ? `${counted(figures.groupsToLookAt, 'group')} for a person to look at` : '',
		leftOut > 0 ? `${counted(leftOut, 'further group')} beyond the most that are planned at once` : '',
		read.dissolved.length > 0 ? `${counted(read.dissolved.length, 'group')} with fewer than two records left` : '',
		read.unseen.length > 0
			? `what points to them from ${read.unseen.join(', ')} cannot be seen and would not come back by an undo`
			: '',
	];
	return `${parts.filter(Boolean).join('; ')}.`;
}
