import type { Outcome } from '../../record/outcome';
import type { RecordItem, SalesforceRecord } from '../../record/record-item';
import { shippedFieldNames, type OwnFieldNames } from '../../record/fields';
import type { RowError } from '../../salesforce/client';
import { planChanges, type DecisionSettings, type FieldChange } from './plan-changes';
import { attemptOutcome, isEnrichmentAttempt, isRepeatedWord, isSelectedAsDue, stampValues } from './stamps';

/** A record that has an Id of its own and belongs to the org. */
export interface WriteTarget {
	readonly inputIndex: number;
	/** 18 characters; empty for a record that does not exist yet. */
	readonly id: string;
	readonly item: RecordItem;
}

/** What is known when a record is planned. */
export interface PlanSettings extends DecisionSettings {
	readonly writeStamps: boolean;
	/** Salesforce's clock. */
	readonly serverNow: Date;
	readonly runId?: string;
	/** What the org calls our own fields; the shipped names unless set. */
	readonly fieldNames?: OwnFieldNames;
}

/** What becomes of a record; `row` is absent when nothing is sent for it. */
export interface RecordPlan extends WriteTarget {
	readonly current: SalesforceRecord;
	/** What is sent: `Id`, changed fields, stamps. */
	readonly row?: SalesforceRecord;
	readonly changes: readonly FieldChange[];
	/** The record's outcome once the row is saved, or at once when there is none. */
	readonly outcome: Outcome;
	readonly message?: string;
	readonly errors: readonly RowError[];
	/** The record does not exist before the row is saved. */
	readonly isCreation?: boolean;
	/** Fields that are left alone because somebody else filled them in the meantime. */
	readonly conflicts?: readonly RowError[];
}

/** Decides what to send for one record as it is in Salesforce now; `current` is `undefined` when it is gone. */
export function planRecord(target: WriteTarget, current: SalesforceRecord | undefined, settings: PlanSettings): RecordPlan {
	if (!current) {
		const message = 'The record was deleted or merged after it was fetched, or is hidden from this user';
		return { ...target, current: {}, changes: [], outcome: 'deleted', message, errors: [] };
	}
	if (current.IsConverted === true) {
		const message = 'The lead was converted after it was fetched';
		return { ...target, current, changes: [], outcome: 'converted', message, errors: [] };
	}
	const { changes, errors, conflicts } = planChanges(target, current, settings);
	if (errors.length > 0) return planRefusal({ ...target, current }, errors, settings);
	if (changes.length === 0) {
		return conflicts.length > 0
			? planRefusal({ ...target, current }, conflicts, settings, 'conflict')
			: planUnchanged({ ...target, current }, settings);
	}
	const stamps = attemptStamps({ ...target, current }, changes, settings);
	const values = Object.fromEntries(changes.map((change) => [change.field, change.after]));
	const row = { Id: target.id, ...values, ...stamps };
	return { ...target, current, row, changes, outcome: 'written', errors: [], conflicts };
}

/** The stamps of a record that was refused, so that it counts as attempted; `undefined` when there is nothing to write. */
export function planRefusal(
	target: WriteTarget & { readonly current: SalesforceRecord },
	errors: readonly RowError[],
	settings: PlanSettings,
	outcome: 'rejected' | 'conflict' = 'rejected',
): RecordPlan {
	const message = errors.map((error) => error.message).join('; ');
	const base = { item: target.item, current: target.current, changes: [], outcome, message } as const;
	const stamps = settings.writeStamps ? stampValues({ ...base, ...settings }, settings.description) : {};
	return { ...target, row: stampRow(target, stamps, settings), changes: [], outcome, message, errors };
}

function planUnchanged(target: WriteTarget & { readonly current: SalesforceRecord }, settings: PlanSettings): RecordPlan {
	const enriched = target.item._enrichment?.outcome;
	const isLookedAt = isEnrichmentAttempt(target.item) || isSelectedAsDue(target.item);
	if (enriched === 'skipped_unchanged' && !isLookedAt) return { ...target, changes: [], outcome: 'skipped_unchanged', errors: [] };

	const row = isLookedAt ? stampRow(target, attemptStamps(target, [], settings), settings) : undefined;
	const outcome = enriched === 'skipped_unchanged' ? enriched : 'unchanged';
	return { ...target, row, changes: [], outcome: row ? 'stamped' : outcome, errors: [] };
}

function attemptStamps(
	{ item, current }: { readonly item: RecordItem; readonly current: SalesforceRecord },
	changes: readonly FieldChange[],
	settings: PlanSettings,
): SalesforceRecord {
	if (!settings.writeStamps) return {};
	const outcome = attemptOutcome(item, changes);
	const { message } = item._enrichment ?? {};
	return stampValues({ item, current, changes, outcome, message, ...settings }, settings.description);
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
