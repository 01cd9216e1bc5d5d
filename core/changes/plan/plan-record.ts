import { omit } from 'lodash';
import type { Outcome } from '../../record/outcome';
import type { RecordItem, SalesforceRecord } from '../../record/record-item';
import { shippedFieldNames } from '../../record/fields';
import type { RowError } from '../../salesforce/row-result';
import { unknownPlace } from '../../record/left-out';
import { leftOutMessage } from '../settle/left-out-message';
import { planChanges } from './plan-changes';
import type { FieldChange, PlanSettings, WriteTarget, RecordPlan } from './record-plan';
import { attemptOutcome, isEnrichmentAttempt, isRepeatedWord, isSelectedAsDue, stampValues } from './stamps';

/** Decides what to send for one record as it is in Salesforce now; `current` is `undefined` when it is gone. */
export function planRecord(
	target: WriteTarget,
	current: SalesforceRecord | undefined,
	settings: PlanSettings,
): RecordPlan {
	if (!current) {
		const message = 'The record was deleted or merged after it was fetched, or is hidden from this user';
		return { ...target, current: {}, changes: [], outcome: 'deleted', message, errors: [] };
	}
	if (current.IsConverted === true) {
		const message = 'The lead was converted after it was fetched';
		return { ...target, current, changes: [], outcome: 'converted', message, errors: [] };
	}
	const found = { ...target, current };
	const { changes, errors, conflicts, leftOut } = planChanges(target, current, settings);
	if (errors.length > 0) return planRefusal(found, [...errors, ...leftOut], settings);
	if (changes.length === 0) {
		if (conflicts.length > 0) return planRefusal(found, [...conflicts, ...leftOut], settings, 'conflict');
		return isAllLeftOut(target.item, leftOut)
			? planRefusal(found, leftOut, settings)
			: planUnchanged(found, settings, leftOut);
	}
	const row: SalesforceRecord = { Id: target.id };
	for (const { field, after } of changes) row[field] = after;
	if (settings.writeStamps) Object.assign(row, attemptStamps(found, changes, settings, leftOut));
	return {
		...found,
		row,
		changes,
		outcome: leftOut.length > 0 ? 'partly_written' : 'written',
		errors: [],
		conflicts,
		leftOut,
	};
}

/** The stamps of a record that was refused, so that it counts as attempted; `undefined` when there is nothing to write. */
export function planRefusal(
	target: WriteTarget & { readonly current: SalesforceRecord },
	errors: readonly RowError[],
	settings: PlanSettings,
	outcome: Extract<Outcome, 'rejected' | 'conflict' | 'duplicate' | 'no_access'> = 'rejected',
): RecordPlan {
	const message = errors.map((error) => error.message).join('; ');
	const base = { item: target.item, current: target.current, changes: [], outcome, message } as const;
	const stamps = settings.writeStamps
		? stampValues({ ...base, ...withStaged(target, settings), ...settings }, settings.description)
		: {};
	return { ...target, row: stampRow(target, stamps, settings), changes: [], outcome, message, errors };
}

/** Whether nothing else was proposed, so that the record is refused with its values; one whose spelling nobody knows says nothing. */
export function isAllLeftOut(item: RecordItem, leftOut: readonly RowError[]): boolean {
	const proposed = Object.keys(item._enrichment?.proposals ?? {}).length;
	return leftOut.length > 0 && leftOut.length === proposed && leftOut.some(({ code }) => code !== unknownPlace);
}

function planUnchanged(
	target: WriteTarget & { readonly current: SalesforceRecord },
	settings: PlanSettings,
	leftOut: readonly RowError[],
): RecordPlan {
	const enriched = target.item._enrichment?.outcome;
	const leavesStaged = settings.staged?.has(target.id) && { leavesStaged: true };
	const isLookedAt = isEnrichmentAttempt(target.item) || isSelectedAsDue(target.item);
	if (enriched === 'skipped_unchanged' && !isLookedAt)
		return { ...target, changes: [], outcome: 'skipped_unchanged', errors: [], leftOut, ...leavesStaged };

	const row = isLookedAt ? stampRow(target, attemptStamps(target, [], settings, leftOut), settings) : undefined;
	const outcome = enriched === 'skipped_unchanged' ? enriched : 'unchanged';
	return { ...target, row, changes: [], outcome: row ? 'stamped' : outcome, errors: [], leftOut, ...leavesStaged };
}

function attemptStamps(
	target: WriteTarget & { readonly current: SalesforceRecord },
	changes: readonly FieldChange[],
	settings: PlanSettings,
	leftOut: readonly RowError[],
): SalesforceRecord {
	if (!settings.writeStamps) return {};
	const { item, current } = withStaged(target, settings);
	const outcome = attemptOutcome(item, changes, leftOut.length > 0);
	const message = leftOut.length > 0 ? leftOutMessage(leftOut) : item._enrichment?.message;
	const stamps = stampValues({ item, current, changes, outcome, message, ...settings }, settings.description);
	const { fieldNames = shippedFieldNames, staged } = settings;
	// Nothing more to change is no news beside values that an earlier step of the run has staged.
	if (changes.length + leftOut.length === 0 && staged?.get(target.id)?.[fieldNames.outcome] !== undefined) {
		return omit(stamps, [fieldNames.outcome, fieldNames.message]);
	}
	return stamps;
}

/** As the record will be once what the run has staged is written; hashes are made over that. */
function withStaged(
	{ id, item, current }: WriteTarget & { readonly current: SalesforceRecord },
	{ staged }: PlanSettings,
) {
	const waiting = staged?.get(id);
	return { item: { ...item, ...waiting }, current: { ...current, ...waiting } };
}

function stampRow(
	{ id, item, current }: Pick<WriteTarget, 'id' | 'item'> & { readonly current: SalesforceRecord },
	stamps: SalesforceRecord,
	{ serverNow, fieldNames = shippedFieldNames }: PlanSettings,
): SalesforceRecord | undefined {
	const isRepeated = !isSelectedAsDue(item) && isRepeatedWord(stamps, current, serverNow, fieldNames);
	const isNews = Object.keys(stamps).length > 0 && !isRepeated;
	return isNews ? { Id: id, ...stamps } : undefined;
}
