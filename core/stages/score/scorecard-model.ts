import { memoize } from 'lodash';
import type { Contribution, ModelScore, SalesforceRecord } from '../../record/record-item';
import { applyRule } from './rule-applies';
import type { ScoreView } from './score-view';
import { isMoving, rankOf, ruleFields, type Scorecard, scorecardFields, scorecardScheme } from './scorecard';
import type { ScoringModel } from './scoring-model';

/** The model that a scorecard is as of the view's moment: every rule that holds gives its points, and the sum stays between 0 and 100. */
export function scorecardModel(scorecard: Scorecard, view: ScoreView): ScoringModel {
	// Asked for record after record with the same list.
	const readable = memoize((unread: readonly string[] | undefined) => withoutUnread(scorecard, unread));
	const movingOf = memoize((card: Scorecard) => card.rules.filter(isMoving));
	return {
		name: scorecard.name,
		version: scorecard.version,
		scheme: scorecardScheme(scorecard),
		inputs: scorecardFields(scorecard),
		score: (record, unread) => scoreRecord(record, readable(unread), view),
		rank: (score) => rankOf(score, scorecard.ranks),
		...(scorecard.rules.some(isMoving) && {
			moving: (record, unread) =>
				movingOf(readable(unread))
					.map((rule) => applyRule(rule, record, view)?.points ?? 0)
					.join(),
		}),
	};
}

/** The score of one record from 0 to 100, with a line for every rule that gave points and every limit that cut some off. */
export function scoreRecord(record: SalesforceRecord, scorecard: Scorecard, view: ScoreView): ModelScore {
	const contributions: Contribution[] = [];
	if (scorecard.base !== 0) {
		contributions.push({ rule: 'base', points: scorecard.base, reason: 'Where every record starts' });
	}
	for (const rule of scorecard.rules) {
		const given = applyRule(rule, record, view);
		if (given) contributions.push({ rule: rule.name, points: given.points, reason: given.reason });
	}
	for (const limit of groupLimits(scorecard, contributions)) contributions.push(limit);
	const sum = sumOf(contributions);
	const score = Math.min(100, Math.max(0, sum));
	if (score !== sum) {
		contributions.push({ rule: 'limit', points: score - sum, reason: 'Scores stay between 0 and 100' });
	}
	return { score, rank: rankOf(score, scorecard.ranks), contributions, modelVersion: scorecard.version };
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
