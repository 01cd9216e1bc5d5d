import type { ModelScore, Rank } from '../../record/record-item';
import { topReasons } from './predictive/model/predictive-model';

/** What an insight says of a score. */
export const insightKinds = [
	/** Text: what speaks most for the record. */
	'reasonsFor',
	/** Text: what speaks most against it. */
	'reasonsAgainst',
	/** Number: the probability of winning in percent, to one decimal. */
	'probability',
	/** Checkbox: whether the rank is this or better. */
	'isRankAtLeast',
	/** Checkbox: whether something that the model looks at speaks for the record. */
	'speaksFor',
	/** Text: what the model says of one of its fields. */
	'sayingOf',
] as const;

export type InsightKind = (typeof insightKinds)[number];

/** Something that a score says, and the field it goes to. */
export interface Insight {
	/** Target field: a Checkbox, Number or Text as the kind has it. */
	readonly field: string;
	readonly kind: InsightKind;
	/** The rank of `isRankAtLeast`; the label of the model's field for `speaksFor` and `sayingOf`. */
	readonly of?: string;
}

/** Of a text area of Salesforce, so that it fits the shortest text field too. */
const longestText = 255;
const order: readonly Rank[] = ['A', 'B', 'C', 'D', 'F'];

/** The value of each insight, with its target field. */
export function insightProposals(score: ModelScore, insights: readonly Insight[]): Array<readonly [string, unknown]> {
	return insights.map((insight) => [insight.field, insightValue(score, insight)] as const);
}

function insightValue(score: ModelScore, { kind, of = '' }: Insight): unknown {
	const said = score.contributions.find(({ rule }) => rule.toLowerCase() === of.trim().toLowerCase());
	switch (kind) {
		case 'reasonsFor':
			return textOf(topReasons(score).positive.map(({ reason }) => reason));
		case 'reasonsAgainst':
			return textOf(topReasons(score).negative.map(({ reason }) => reason));
		case 'probability':
			return score.probability === undefined ? null : Math.round(score.probability * 1_000) / 10;
		case 'isRankAtLeast':
			return order.indexOf(score.rank) <= order.indexOf(of.trim().toUpperCase() as Rank);
		case 'speaksFor':
			return (said?.points ?? 0) > 0;
		case 'sayingOf':
			return said ? textOf([said.reason]) : null;
	}
}

function textOf(reasons: readonly string[]): string {
	const text = reasons.join('; ');
	return text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
}
