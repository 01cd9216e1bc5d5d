import { countBy, groupBy, partition } from 'lodash';
import { counted, formatCount } from '../../../run/verdict';
import type { KeptMerge } from '../../../store/contract/merges';
import type { Run, RunStatus } from '../../../store/contract/runs';
import type { PlannedMerge } from '../survivorship/plan-merge';
import type { MergePlans } from './plan-merges';

/** A group that was left alone, and why. */
export interface NotMerged {
	readonly plan: PlannedMerge;
	readonly why: 'review' | 'not_approved' | 'over_limit' | 'claimed_elsewhere';
}

/** What became of one group. */
export interface MergedGroup {
	readonly groupId: string;
	readonly masterId: string;
	readonly loserIds: readonly string[];
	readonly status: 'merged' | 'partly_merged' | 'refused' | 'unknown' | NotMerged['why'];
	/** Why it is not merged, or not whole; absent otherwise. */
	readonly message?: string;
	readonly relatedRecords: number;
}

export interface MergeReport {
	readonly runId: string;
	readonly status: RunStatus;
	readonly reason: string | undefined;
	/** Whether it went on where an earlier attempt had been broken off. */
	readonly isResumed: boolean;
	readonly groups: readonly MergedGroup[];
	/** Records that were merged into others. */
	readonly merged: number;
	/** In one sentence with numbers. */
	readonly text: string;
}

const whyWords: Readonly<Record<NotMerged['why'], string>> = {
	review: 'a person has to look at it first',
	not_approved: 'its plan was not approved, or the records have changed since: plan it again',
	over_limit: 'the run has its most groups already: merge again for the rest',
	claimed_elsewhere: 'another run works on one of its records',
};

/** What a run of merges did, group by group. */
export function reportMerges(facts: {
	readonly run: Run;
	readonly merges: readonly KeptMerge[];
	readonly notMerged: readonly NotMerged[];
	readonly plans: MergePlans;
	readonly isResumed: boolean;
}): MergeReport {
	const groups = [
		...Object.values(groupBy(facts.merges, ({ groupId, masterId }) => `${groupId} ${masterId}`)).map(mergedGroup),
		...facts.notMerged.map(leftGroup),
	];
	const merged = facts.merges
		.filter(({ state }) => state === 'merged')
		.reduce((sum, { loserIds }) => sum + loserIds.length, 0);
	const isWhole = groups.every(({ status }) => status === 'merged');
	const text = sentence(groups, merged, facts);
	return {
		runId: facts.run.runId,
		status: isWhole ? 'Success' : 'Partial Success',
		reason: isWhole ? undefined : 'Not every group was merged',
		isResumed: facts.isResumed,
		groups,
		merged,
		text,
	};
}

function mergedGroup(merges: readonly KeptMerge[]): MergedGroup {
	const [done, open] = partition(merges, ({ state }) => state === 'merged');
	const message = open.map((merge) => merge.message).find((each) => each !== undefined);
	return {
		groupId: merges[0].groupId,
		masterId: merges[0].masterId,
		loserIds: merges.flatMap(({ loserIds }) => loserIds),
		status:
			open.length === 0
				? 'merged'
				: done.length > 0
					? 'partly_merged'
					: open[0].state === 'unknown'
						? 'unknown'
						: 'refused',
		...(message !== undefined && { message }),
		relatedRecords: done.reduce((sum, { children }) => sum + children.length, 0),
	};
}

function leftGroup({ plan, why }: NotMerged): MergedGroup {
	const reviews = plan.reviews.map(({ sentence: said }) => said).join(' ');
	return {
		groupId: plan.groupId,
		masterId: plan.masterId,
		loserIds: plan.loserIds,
		status: why,
		message: why === 'review' ? reviews : `Left alone: ${whyWords[why]}.`,
		relatedRecords: 0,
	};
}

function sentence(
	groups: readonly MergedGroup[],
	merged: number,
	{ plans: { read }, isResumed }: { readonly plans: MergePlans; readonly isResumed: boolean },
): string {
	const counts = countBy(groups, ({ status }) => status);
	const done = groups.filter(({ status }) => status === 'merged' || status === 'partly_merged');
	const related = groups.reduce((sum, { relatedRecords }) => sum + relatedRecords, 0);
	const left = (Object.keys(whyWords) as Array<NotMerged['why']>).filter((why) => counts[why]);
	const parts = [
		`${counted(merged, 'record')} merged into ${formatCount(done.length)}, ${counted(related, 'related record')} moved with them`,
		counts.refused || counts.partly_merged
			? `${counted((counts.refused ?? 0) + (counts.partly_merged ?? 0), 'group')} refused by Salesforce, wholly or partly`
			: '',
		counts.unknown ? `${counted(counts.unknown, 'group')} without a reply` : '',
		...left.map((why) => `${counted(counts[why], 'group')} left: ${whyWords[why]}`),
		read.dissolved.length > 0 ? `${counted(read.dissolved.length, 'group')} with fewer than two records left` : '',
		isResumed ? 'went on where an earlier attempt had been broken off' : '',
	];
	return `${parts.filter(Boolean).join('; ')}.`;
}
