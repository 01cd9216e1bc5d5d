import { readField } from '../../record/field-path';
import { isBlank } from '../../record/field-value';
import type { SalesforceRecord } from '../../record/record-item';
import { ageInDays, agoWords, shareAfter } from './age';
import { holds } from './condition-holds';
import { conditionWords, quoted } from './condition-words';
import type { GivenPoints } from './given-points';
import { applyRelatedRule, relatedPoints } from './related/apply-related-rule';
import type { ScoreView } from './score-view';
import { type FieldRule, isRelated, type ScoreRule } from './scorecard';

/** `undefined` when the rule does not hold for the record, or holds with no points left. */
export function applyRule(rule: ScoreRule, record: SalesforceRecord, view: ScoreView): GivenPoints | undefined {
	if (isRelated(rule)) return applyRelatedRule(rule, record, view);
	const reason = reasonFor(rule, record, view);
	if (reason === undefined) return undefined;
	return rule.decay ? decayed(rule, record, view, reason) : { points: rule.points, reason };
}

/** How many points the rule gives the record, without saying why. */
export function pointsOf(rule: ScoreRule, record: SalesforceRecord, view: ScoreView): number {
	if (isRelated(rule)) return relatedPoints(rule, record, view);
	const value = readField(record, rule.field);
	const isMet = isBlank(value) ? rule.operator === 'is_blank' : holds(rule, value, view.now);
	if (!isMet) return 0;
	return rule.decay ? pointsLeft(rule, record, view) : rule.points;
}

/** The reason in words when a rule on a field holds for the record, `undefined` when it does not; whatever its points are by now. */
export function reasonFor(rule: FieldRule, record: SalesforceRecord, view: ScoreView): string | undefined {
	const value = readField(record, rule.field);
	if (isBlank(value)) {
		return rule.operator === 'is_blank' ? (rule.reason ?? `${labelOf(rule.field, view)} is blank`) : undefined;
	}
	if (!holds(rule, value, view.now)) return undefined;
	return rule.reason ?? `${labelOf(rule.field, view)} ${quoted(value)} ${conditionWords(rule)}`;
}

function decayed(
	{ field, points, decay }: FieldRule,
	record: SalesforceRecord,
	view: ScoreView,
	reason: string,
): GivenPoints | undefined {
	const from = decay?.from ?? field;
	const left = pointsLeft({ field, points, decay }, record, view);
	if (left === 0) return undefined;
	const days = ageInDays(readField(record, from), view.now);
	const since = from === field ? agoWords(days) : `${labelOf(from, view)} ${agoWords(days)}`;
	return { points: left, reason: `${reason} (${since}: ${left} of ${points} points)` };
}

function pointsLeft(
	{ field, points, decay }: Pick<FieldRule, 'field' | 'points' | 'decay'>,
	record: SalesforceRecord,
	{ now }: ScoreView,
): number {
	const days = ageInDays(readField(record, decay?.from ?? field), now);
	return Math.round(points * shareAfter(days, decay?.halfLifeDays ?? 1)) + 0;
}

function labelOf(path: string, { labels }: ScoreView): string {
	return labels?.get(path) ?? path;
}
