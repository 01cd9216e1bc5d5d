import { EnrichmentError } from '../../../errors';
import { toRecordId } from '../../../record/identity';
import {
	fieldLabel,
	recordLink,
	recordName,
	type ReviewRow,
	reviewRow,
	type ReviewSettings,
} from '../../../run/review-row';
import type { PlannedMerge } from '../survivorship/plan-merge';
import type { SurvivorshipRules } from '../survivorship/survivorship-rules';
import type { MergePlans } from './plan-merges';
import type { GroupOfIds } from './read-groups';
import { sideBySide } from './side-by-side';

/** A planned merge as a line that a person decides on. */
export interface PlanRow {
	readonly group: string;
	/** Who stays. */
	readonly keep: string;
	readonly keepLink: string;
	readonly keepId: string;
	/** Who goes, by name and Id. */
	readonly mergeAway: string;
	readonly takesOver: string;
	readonly leavesBehind: string;
	readonly relatedRecords: number;
	/** Why a person has to look; empty when nothing speaks against it. */
	readonly lookAt: string;
	/** The records side by side with what holds afterwards, as HTML for a form or a mail. */
	readonly sideBySide: string;
	/** What *Merge* needs to do exactly this, as JSON text. */
	readonly plan: string;
}

/** A value that the master takes over. */
export interface TakenRow extends ReviewRow {
	readonly group: string;
	/** Whose value it is. */
	readonly from: string;
	readonly rule: string;
}

/** What `plan` of a row says. */
export interface ApprovedPlan extends GroupOfIds {
	readonly digest: string;
	readonly rules: SurvivorshipRules;
}

const longestCell = 300;

/** One row for each group. */
export function planRows({ plans, read }: MergePlans, rules: SurvivorshipRules, settings: ReviewSettings): PlanRow[] {
	const nameById = new Map(
		read.groups.flatMap(({ records }) => records.map(({ id, values }) => [id, recordName(values)] as const)),
	);
	const recordsByGroup = new Map(read.groups.map(({ groupId, records }) => [groupId, records]));
	const named = (id: PlannedMerge['masterId']) => [nameById.get(id), id].filter(Boolean).join(' ');
	const said = (field: string, value: unknown) => `${fieldLabel(field, settings.description)}: ${String(value)}`;
	return plans.map((plan) => ({
		group: plan.groupId,
		keep: nameById.get(plan.masterId) ?? '',
		keepLink: recordLink(settings.org, plan.masterId),
		keepId: plan.masterId,
		mergeAway: plan.loserIds.map(named).join(', '),
		takesOver: cut(plan.chosen.map(({ field, after }) => said(field, after ?? 'nothing')).join('; ')),
		leavesBehind: cut(plan.lost.map(({ field, value }) => said(field, value)).join('; ')),
		relatedRecords: plan.relatedRecords,
		lookAt: plan.reviews.map(({ sentence }) => sentence).join(' '),
		sideBySide: sideBySide(plan, recordsByGroup.get(plan.groupId) ?? [], settings),
		plan: JSON.stringify({
			groupId: plan.groupId,
			ids: [plan.masterId, ...plan.loserIds],
			digest: plan.digest,
			rules,
		} satisfies ApprovedPlan),
	}));
}

/** One row for each value that a master takes over. */
export function takenRows({ plans, read }: MergePlans, settings: ReviewSettings): TakenRow[] {
	const valuesById = new Map(
		read.groups.flatMap(({ records }) => records.map(({ id, values }) => [id, values] as const)),
	);
	return plans.flatMap(({ groupId, masterId, chosen }) =>
		chosen.map(({ field, before, after, from, rule }) => ({
			...reviewRow(
				{ recordId: masterId, name: recordName(valuesById.get(masterId) ?? {}), field, before, after },
				settings,
			),
			group: groupId,
			from,
			rule,
		})),
	);
}

/** What a row of *Plan Merges* asks for; throws `invalid_input` for anything else. */
export function approvedPlan(plan: unknown, itemIndex: number): ApprovedPlan {
	try {
		const { groupId, ids, digest, rules } = JSON.parse(String(plan)) as ApprovedPlan;
		if (typeof digest === 'string' && Array.isArray(rules.master) && typeof rules.fields === 'object')
			return { groupId: String(groupId), ids: ids.map((id) => toRecordId(id)), digest, rules };
	} catch {
		// Said below, whatever was wrong with it.
	}
	throw new EnrichmentError(
		'invalid_input',
		'The item is no row of Plan Merges: its column plan does not say what to merge.',
		{
			remedy: 'Let the rows of Plan Merges come through as they are; a person decides which of them.',
			details: { itemIndex },
		},
	);
}

function cut(text: string): string {
	return text.length > longestCell ? `${text.slice(0, longestCell)}…` : text;
}
