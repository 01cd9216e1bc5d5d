import { memoize } from 'lodash';
import type { Contribution, ModelScore, SalesforceRecord } from '../../record/record-item';
import { reasonFor } from './rule-applies';
import { rankOf, type Scorecard, scorecardFields, scorecardScheme } from './scorecard';
import type { ScoringModel } from './scoring-model';

/** The model that a scorecard is: every rule that holds gives its points, and the sum stays between 0 and 100. */
export function scorecardModel(scorecard: Scorecard): ScoringModel {
	// Asked for record after record with the same list.
	const readable = memoize((unread: readonly string[] | undefined) => withoutUnread(scorecard, unread));
	return {
		name: scorecard.name,
		version: scorecard.version,
		scheme: scorecardScheme(scorecard),
		inputs: scorecardFields(scorecard),
		score: (record, unread) => scoreRecord(record, readable(unread)),
		rank: (score) => rankOf(score, scorecard.ranks),
	};
}

/** The score of one record from 0 to 100, with a line for every rule that held. */
export function scoreRecord(record: SalesforceRecord, scorecard: Scorecard): ModelScore {
	const contributions: Contribution[] = [];
	if (scorecard.base !== 0) {
		contributions.push({ rule: 'base', points: scorecard.base, reason: 'Where every record starts' });
	}
	for (const rule of scorecard.rules) {
		const reason = reasonFor(rule, record);
		if (reason !== undefined) contributions.push({ rule: rule.name, points: rule.points, reason });
	}
	const sum = contributions.reduce((total, { points }) => total + points, 0);
	const score = Math.min(100, Math.max(0, sum));
	if (score !== sum) {
		contributions.push({ rule: 'limit', points: score - sum, reason: 'Scores stay between 0 and 100' });
	}
	return { score, rank: rankOf(score, scorecard.ranks), contributions, modelVersion: scorecard.version };
}

function withoutUnread(scorecard: Scorecard, unread: readonly string[] = []): Scorecard {
	if (unread.length === 0) return scorecard;
	return { ...scorecard, rules: scorecard.rules.filter(({ field }) => !unread.includes(field)) };
}
