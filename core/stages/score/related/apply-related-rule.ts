import { recordIdIn } from '../../../record/identity';
import type { SalesforceRecord } from '../../../record/record-item';
import { agoWords, inDigits, shareAfter } from '../age';
import type { GivenPoints } from '../given-points';
import type { ScoreView } from '../score-view';
import type { RelatedRule } from '../scorecard';
import type { AgedCount } from './related-counts';

/** What a rule on related records gives; nothing where they could not be counted. A record that is not in Salesforce yet has none. */
export function applyRelatedRule(
	rule: RelatedRule,
	record: SalesforceRecord,
	view: ScoreView,
): GivenPoints | undefined {
	const counts = countsOf(rule, record, view);
	const points = pointsFor(rule, counts);
	if (counts === undefined || points === 0) return undefined;
	const count = sumOf(counts);
	const found = `${inDigits(count)}${windowWords(rule)}${newestWords(rule, counts)}${leftWords(rule, points, count)}`;
	const { object } = rule.related;
	return {
		points,
		reason: rule.reason ? `${rule.reason} (${found})` : `${view.counts?.objectLabels.get(object) ?? object}: ${found}`,
	};
}

/** The same without a reason. */
export function relatedPoints(rule: RelatedRule, record: SalesforceRecord, view: ScoreView): number {
	return pointsFor(rule, countsOf(rule, record, view));
}

function countsOf(
	rule: RelatedRule,
	record: SalesforceRecord,
	{ counts }: ScoreView,
): readonly AgedCount[] | undefined {
	const id = recordIdIn(record.Id);
	return id === undefined && counts ? [] : id && counts?.of(rule, id);
}

function pointsFor(rule: RelatedRule, counts: readonly AgedCount[] | undefined): number {
	if (counts === undefined) return 0;
	const count = sumOf(counts);
	return isMet(rule, count) ? pointsOf(rule, counts, count) : 0;
}

function sumOf(counts: readonly AgedCount[]): number {
	let sum = 0;
	for (const { count } of counts) sum += count;
	return sum;
}

function isMet({ operator, value = 0 }: RelatedRule, count: number): boolean {
	switch (operator) {
		case 'each':
		case 'is_set':
			return count > 0;
		case 'is_blank':
			return count === 0;
		case 'equals':
			return count === value;
		case 'at_least':
			return count >= value;
		case 'below':
			return count < value;
	}
}

/** With a decay each record loses by its own age, and a number that is reached by that of the newest. */
function pointsOf(rule: RelatedRule, counts: readonly AgedCount[], count: number): number {
	const { points, operator, decay, most = 100 } = rule;
	if (operator !== 'each') return Math.round(points * (decay ? shareAfter(newest(counts), decay.halfLifeDays) : 1)) + 0;
	const weight = decay
		? counts.reduce((sum, each) => sum + each.count * shareAfter(each.days, decay.halfLifeDays), 0)
		: count;
	return Math.round(Math.min(most, Math.max(-most, points * weight))) + 0;
}

function newest(counts: readonly AgedCount[]): number {
	return counts.reduce((least, { days }) => Math.min(least, days), Number.POSITIVE_INFINITY);
}

function windowWords({ related: { lastDays } }: RelatedRule): string {
	if (lastDays === undefined) return '';
	return lastDays === 1 ? ' in the last day' : ` in the last ${inDigits(lastDays)} days`;
}

function newestWords({ decay }: RelatedRule, counts: readonly AgedCount[]): string {
	return decay && counts.length > 0 ? `, the newest ${agoWords(newest(counts))}` : '';
}

/** Where the points are not what the count alone would give. */
function leftWords({ points, operator, decay, most = 100 }: RelatedRule, given: number, count: number): string {
	if (!decay) return operator === 'each' && Math.abs(points * count) > most ? `, at most ${most} points` : '';
	return `: ${given} of ${operator === 'each' ? points * count : points} points`;
}
