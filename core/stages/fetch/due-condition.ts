import { EnrichmentError } from '../../errors';
import type { Attempt } from '../../record/attempt';
import type { OwnFieldNames } from '../../record/fields';
import { outcomeIs, outcomesThat } from '../../record/outcome';
import { soqlLiteral } from '../../salesforce/soql';
import type { OrderPreset, PresetFilter, Selection } from './selection';

const dayMs = 86_400_000;

/** Outcomes of attempts that failed, for a technical reason or because Salesforce refused the values. */
const errored: readonly string[] = outcomesThat('retryAge', 'failed');
const withoutMatch: readonly string[] = outcomesThat('retryAge', 'no_match');

/** Days until a record is due again, by how its last attempt ended, where the selection does not say. */
const usualAges = { refreshAfterDays: 7, retryAfterDays: 30, retryFailedAfterDays: 7 };

/** A condition with the fields of ours that it reads. */
export interface StampCondition {
	readonly condition: string;
	readonly fields: readonly string[];
}

/**
 * What the selection's kind asks of our stamps; `undefined` when it asks nothing. What found no match before
 * `answerableSince` is due for a refresh whatever its age. Throws `invalid_parameter` on ages below zero.
 */
export function dueCondition(
	selection: Selection,
	now: Date,
	names: OwnFieldNames,
	answerableSince?: Date,
): StampCondition | undefined {
	switch (selection.kind) {
		case 'modified':
			return selection.onlyNeverEnriched ? presetCondition('never_sent', names) : undefined;
		case 'recent':
			return recentCondition(selection, names);
		case 'never_enriched':
			return presetCondition('never_sent', names);
		case 'due_for_refresh':
			return refreshCondition(selection, now, names, answerableSince);
		default:
			return undefined;
	}
}

/** A filter by name over our stamps. */
export function presetCondition(preset: PresetFilter, { lastActivity, outcome }: OwnFieldNames): StampCondition {
	switch (preset) {
		case 'never_sent':
			return { condition: `${lastActivity} = null`, fields: [lastActivity] };
		case 'errored':
			return { condition: `${outcome} IN ${list(errored)}`, fields: [outcome] };
		case 'sent_without_match':
			return { condition: `${outcome} IN ${list(withoutMatch)}`, fields: [outcome] };
	}
}

/** The ORDER BY of a preset, closed by the Id, with the fields of ours that it reads. */
export function orderBy(
	order: OrderPreset,
	{ lastActivity }: OwnFieldNames,
): { readonly sort: string; readonly fields: readonly string[] } {
	switch (order) {
		case 'first_come':
			return { sort: 'SystemModstamp, Id', fields: [] };
		case 'newest_created':
			return { sort: 'CreatedDate DESC, Id', fields: [] };
		case 'scheduled':
			return { sort: `${lastActivity} ASC NULLS FIRST, CreatedDate DESC, Id`, fields: [lastActivity] };
	}
}

function recentCondition(
	{ since, onlyNeverEnriched }: Extract<Selection, { kind: 'recent' }>,
	names: OwnFieldNames,
): StampCondition {
	const recent = `SystemModstamp >= ${soqlLiteral(since)}`;
	if (!onlyNeverEnriched) return { condition: recent, fields: [] };
	const { condition, fields } = presetCondition('never_sent', names);
	return { condition: `${recent} AND ${condition}`, fields };
}

function refreshCondition(
	selection: Extract<Selection, { kind: 'due_for_refresh' }>,
	now: Date,
	{ lastActivity, outcome, score }: OwnFieldNames,
	answerableSince: Date | undefined,
): StampCondition {
	const {
		refreshAfterDays,
		retryAfterDays,
		retryFailedAfterDays = usualAges.retryFailedAfterDays,
		includeNeverEnriched,
		includeUnscored,
	} = selection;
	const unsuccessful = `${outcome} IN ${list([...withoutMatch, ...errored])}`;
	const isMiss = `${outcome} IN ${list(withoutMatch)}`;
	const ways = [
		// NOT IN lets an empty outcome through, as it does in SOQL.
		`(${lastActivity} < ${daysBefore(now, refreshAfterDays, 'refresh')} AND (NOT ${unsuccessful}))`,
		`(${lastActivity} < ${daysBefore(now, retryAfterDays, 'retry')} AND ${isMiss})`,
		`(${lastActivity} < ${daysBefore(now, retryFailedAfterDays, 'retry of failures')} AND ${outcome} IN ${list(errored)})`,
		...(answerableSince ? [`(${lastActivity} < ${soqlLiteral(answerableSince)} AND ${isMiss})`] : []),
		...(includeNeverEnriched ? [`${lastActivity} = null`] : []),
		...(includeUnscored ? [`(${score} = null AND ${lastActivity} != null)`] : []),
	];
	const fields = [lastActivity, outcome, ...(includeUnscored ? [score] : [])];
	return { condition: `(${ways.join(' OR ')})`, fields };
}

/** Until when an attempt of this outcome keeps its record from being selected by its last attempt. */
export function dueAgain(
	attempt: Pick<Attempt, 'lastActivity' | 'outcome'>,
	selection: Selection,
	answerableSince?: Date,
): Date {
	const { refreshAfterDays, retryAfterDays, retryFailedAfterDays } = {
		...usualAges,
		...(selection.kind === 'due_for_refresh' && selection),
	};
	const isMiss = withoutMatch.includes(attempt.outcome);
	if (isMiss && answerableSince && attempt.lastActivity < answerableSince) return attempt.lastActivity;
	const { retryAge, asksAgain } = outcomeIs(attempt.outcome);
	const isFailure = retryAge === 'failed' || asksAgain === true;
	const failedDays = isFailure ? retryFailedAfterDays : refreshAfterDays;
	return new Date(attempt.lastActivity.getTime() + (isMiss ? retryAfterDays : failedDays) * dayMs);
}

/** No attempt of before this moment keeps any record from being selected. */
export function earliestHold(selection: Selection, now: Date): Date {
	const ages = { ...usualAges, ...(selection.kind === 'due_for_refresh' && selection) };
	return new Date(
		now.getTime() - Math.max(ages.refreshAfterDays, ages.retryAfterDays, ages.retryFailedAfterDays) * dayMs,
	);
}

function daysBefore(now: Date, days: number, what: string): string {
	if (days >= 0 && Number.isFinite(days)) return soqlLiteral(new Date(now.getTime() - days * dayMs));
	throw new EnrichmentError('invalid_parameter', `The ${what} age is ${days} days.`, {
		remedy: `Set the ${what} age to zero days or more.`,
	});
}

function list(values: readonly string[]): string {
	return `(${values.map((value) => soqlLiteral(value)).join(',')})`;
}
