import { omit } from 'lodash';
import { shippedFieldNames } from '../../record/fields';
import type { RowError } from '../../salesforce/row-result';
import { leftOutMessage } from '../settle/left-out-message';
import type { PlanSettings } from './record-plan';
import { isGone } from '../settle/refusal-outcome';
import type { SendablePlan } from './record-plan';
import { isEnrichmentAttempt, stampValues } from './stamps';
import { isScore } from '../../record/record-item';

/** So often a record is sent without what Salesforce refused of it; leaving out a country may be the end of its state. */
export const mostReductions = 3;

/**
 * The plan without the values that Salesforce refused; `undefined` when the record is refused with them: an error that
 * names no field or one that was not proposed speaks of the record, as most validation rules do, and so does a lock.
 */
export function withoutRefused(
	plan: SendablePlan,
	errors: readonly RowError[],
	settings: PlanSettings,
): SendablePlan | undefined {
	const refused = refusedFields(
		errors,
		plan.changes.map(({ field }) => field),
	);
	if (errors.length === 0 || isGone(errors) || errors.some(({ fields, retryable }) => retryable || fields.length === 0))
		return undefined;
	const mustFit = (field: string) => plan.mustFit?.includes(field) ?? settings.mustFit?.(field) ?? false;
	const proposed = new Set(plan.changes.map(({ field }) => field));
	if ([...refused].some((field) => !proposed.has(field) || mustFit(field))) return undefined;
	const changes = plan.changes.filter(({ field }) => !refused.has(field));
	if (changes.length === 0) return undefined;

	const leftOut = [...(plan.leftOut ?? []), ...errors];
	const kept = omit(plan.row, [...refused, ...outdatedStamps(plan, refused, settings)]);
	return {
		...plan,
		changes,
		leftOut,
		outcome: 'partly_written',
		row: { ...kept, ...stampsOf({ ...plan, changes, leftOut }, settings) },
	};
}

/** The fields that the errors speak of; one of a state or country may name its text where the code was sent. */
export function refusedFields(errors: readonly RowError[], sent: readonly string[]): Set<string> {
	const names = new Set(sent);
	const sentName = (field: string) => (!names.has(field) && names.has(`${field}Code`) ? `${field}Code` : field);
	return new Set(errors.flatMap(({ fields }) => fields.map(sentName)));
}

/** A hash over a score that is not written must not stay. */
function outdatedStamps(
	{ changes }: SendablePlan,
	refused: ReadonlySet<string>,
	{ fieldNames: names = shippedFieldNames }: PlanSettings,
): string[] {
	const isScoreRefused = changes.some(
		(change) => refused.has(change.field) && (isScore(change) || change.field === names.score),
	);
	return [names.lastEnrichedOn, ...(isScoreRefused ? [names.modelHash] : [])];
}

function stampsOf(plan: SendablePlan & { readonly leftOut: readonly RowError[] }, settings: PlanSettings) {
	const { item, current, changes, leftOut } = plan;
	if (!settings.writeStamps || !isEnrichmentAttempt(item)) return {};
	const message = [...earlierMessage(plan, settings), leftOutMessage(leftOut)].join('; ');
	return stampValues({ item, current, changes, outcome: 'partly_written', message, ...settings }, settings.description);
}

/** What was left out when the row was staged is known by its stamp alone. */
function earlierMessage(
	{ row, isStaged }: SendablePlan,
	{ fieldNames: names = shippedFieldNames }: PlanSettings,
): string[] {
	return isStaged && row[names.outcome] === 'partly_written' ? [String(row[names.message])] : [];
}
