import { memoize } from 'lodash';
import type { Contribution, ModelScore, SalesforceRecord } from '../../record/record-item';
import { readField } from '../../record/field-path';
import { applyRule, pointsOf } from './rule-applies';
import { RuleMemory } from './rule-memory';
import type { ScoreView } from './score-view';
import {
	isMoving,
	isRelated,
	rankOf,
	ruleFields,
	type Scorecard,
	scorecardFields,
	scorecardScheme,
	type ScoreRule,
} from './scorecard';
import type { ScoringModel } from './scoring-model';

/** The model that a scorecard is as of the view's moment: every rule that holds gives its points, and the sum stays between 0 and 100. */
export function scorecardModel(scorecard: Scorecard, view: ScoreView): ScoringModel {
	// Asked for record after record with the same list.
	const readable = memoize((unread: readonly string[] | undefined) => withoutUnread(scorecard, unread));
	const memories = new Map(
		scorecard.rules.flatMap((rule) => {
			const memory = isRelated(rule) ? undefined : RuleMemory.of(rule);
			return memory ? [[rule, memory] as const] : [];
		}),
	);
	const movingOf = memoize((card: Scorecard) => card.rules.filter(isMoving));
	return {
		name: scorecard.name,
		version: scorecard.version,
		scheme: scorecardScheme(scorecard),
		inputs: scorecardFields(scorecard),
		score: (record, unread) => scoreRecord(record, readable(unread), view, memories),
		rank: (score) => rankOf(score, scorecard.ranks),
		...(scorecard.rules.some(isMoving) && {
			moving: (record, unread) =>
				movingOf(readable(unread))
					.map((rule) => pointsOf(rule, record, view))
					.join(),
		}),
	};
}

/** The memories of rules that have one, for a card that is asked over and over with one view. */
type Memories = ReadonlyMap<ScoreRule, RuleMemory>;

/**
 * The score of one record from 0 to 100, with a line for every rule that gave points and every limit that cut some off. `memories`
 * are of calls with the same view.
 */
export function scoreRecord(
	record: SalesforceRecord,
	scorecard: Scorecard,
	view: ScoreView,
	memories?: Memories,
): ModelScore {
	const contributions: Contribution[] = [];
	if (scorecard.base !== 0) {
		contributions.push({ rule: 'base', points: scorecard.base, reason: 'Where every record starts' });
	}
	for (const rule of scorecard.rules) {
		const given = contributionOf(rule, record, view, memories);
		if (given) contributions.push(given);
	}
	if (scorecard.groups) for (const limit of groupLimits(scorecard, contributions)) contributions.push(limit);
	const sum = sumOf(contributions);
	const score = Math.min(100, Math.max(0, sum));
	if (score !== sum) {
		contributions.push({ rule: 'limit', points: score - sum, reason: 'Scores stay between 0 and 100' });
	}
	return { score, rank: rankOf(score, scorecard.ranks), contributions, modelVersion: scorecard.version };
}

/** Lines are shared between records of the same value, and changed by nobody. */
function contributionOf(
	rule: ScoreRule,
	record: SalesforceRecord,
	view: ScoreView,
	memories: Memories | undefined,
): Contribution | null {
	const memory = memories?.get(rule);
	const value = memory && !isRelated(rule) ? readField(record, rule.field) : undefined;
	const known = memory?.recall(value);
	if (known !== undefined) return known;
	const given = applyRule(rule, record, view);
	const line = given ? { rule: rule.name, points: given.points, reason: given.reason } : null;
	memory?.keep(value, line);
	return line;
}

/** A line for each group whose rules give together more, or take more, than it may. */
function groupLimits({ rules, groups = {} }: Scorecard, given: readonly Contribution[]): Contribution[] {
	const pointsByRule = new Map(given.map(({ rule, points }) => [rule, points]));
	return Object.entries(groups).flatMap(([group, { most = Infinity, least = -Infinity }]) => {
		const sum = rules.reduce(
			(total, rule) => total + (rule.group === group ? (pointsByRule.get(rule.name) ?? 0) : 0),
			0,
		);
		const kept = Math.min(most, Math.max(least, sum));
		if (kept === sum) return [];
		const reason = `${group} ${sum > most ? `gives at most ${most}` : `takes at most ${-least}`} points`;
		return [{ rule: 'limit', points: kept - sum, reason }];
	});
}

function sumOf(contributions: readonly Contribution[]): number {
	return contributions.reduce((total, { points }) => total + points, 0);
}

function withoutUnread(scorecard: Scorecard, unread: readonly string[] = []): Scorecard {
	if (unread.length === 0) return scorecard;
	const isRead = (path: string) => !unread.includes(path);
	return { ...scorecard, rules: scorecard.rules.filter((rule) => ruleFields(rule).every(isRead)) };
}
