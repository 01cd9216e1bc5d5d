import { hash } from 'node:crypto';
import type { RecordId } from '../../../record/identity';
import { canonicalValue } from '../../../run/diff-digest';
import type { SObjectDescription } from '../../../salesforce/schema';
import { rankRecords } from './choose-master';
import { type ChosenValue, chooseValues, type LostValue } from './choose-values';
import type { GroupRecord, MergeGroup } from './group-record';
import { type Review, reviewGroup } from './review-reasons';
import type { SurvivorshipRules } from './survivorship-rules';

/** What a merge of one group would do; nothing is sent for it. */
export interface PlannedMerge {
	readonly groupId: string;
	readonly sObject: string;
	readonly masterId: RecordId;
	/** From the next best down. */
	readonly loserIds: readonly RecordId[];
	/** What the master takes over. */
	readonly chosen: readonly ChosenValue[];
	/** What is left behind with the losers; the history keeps it. */
	readonly lost: readonly LostValue[];
	/** How many records will point to the master instead of a loser. */
	readonly relatedRecords: number;
	/** Why a person has to look first; empty when the rules decide all. */
	readonly reviews: readonly Review[];
	/** Stands for exactly this merge; whatever changes it changes the digest. 16 characters of hex. */
	readonly digest: string;
}

/** Decides one group: who stays, with which values; `groupId` and order of the records do not matter to the outcome. */
export function planMerge(
	group: MergeGroup,
	rules: SurvivorshipRules,
	description: SObjectDescription,
	otherReviews: readonly Review[] = [],
): PlannedMerge {
	const ranked = rankRecords(group.records, rules.master, description);
	const [master, ...losers] = ranked;
	const { chosen, lost } = chooseValues(ranked, rules, description);
	const plan = {
		groupId: group.groupId,
		sObject: description.name,
		masterId: master.id,
		loserIds: losers.map(({ id }) => id),
		chosen,
		lost,
		relatedRecords: losers.reduce((sum, { relatedRecords }) => sum + relatedRecords, 0),
		reviews: [...reviewGroup(ranked, description), ...otherReviews],
	};
	return { ...plan, digest: digestOf(plan, ranked) };
}

/** One digest for many groups, whatever their order: what a person approves. 64 characters of hex. */
export function digestOfPlans(plans: ReadonlyArray<Pick<PlannedMerge, 'digest'>>): string {
	return hash(
		'sha256',
		plans
			.map(({ digest }) => digest)
			.sort()
			.join('\n'),
	);
}

/** Also the values that are lost count: who approves a merge approves what goes. */
function digestOf(
	{ masterId, loserIds, chosen, lost }: Pick<PlannedMerge, 'masterId' | 'loserIds' | 'chosen' | 'lost'>,
	ranked: readonly GroupRecord[],
): string {
	const lines = [
		['merge', masterId, ...[...loserIds].sort()],
		...chosen.map(({ field, after }) => [field, canonicalValue(after)]),
		...lost.map(({ field, from, value }) => ['lost', field, from, canonicalValue(value)]),
		...ranked.map(({ id, hasPortalUser }) => ['portal', id, hasPortalUser]),
	].map((line) => JSON.stringify(line));
	return hash('sha256', lines.sort().join('\n')).slice(0, 16);
}
