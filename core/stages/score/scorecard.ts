import { createHash } from 'node:crypto';
import type { Rank } from '../../record/record-item';

/** What a rule asks of a field; blank fields satisfy `is_blank` alone. */
export const scoreOperators = [
	'is_set',
	'is_blank',
	/** Equal text, whatever the case; or equal numbers or booleans. */
	'equals',
	'one_of',
	/** Whole words, whatever case, accents and punctuation; a list means any of them. */
	'contains',
	/** Numbers, inclusive. */
	'at_least',
	/** Numbers, exclusive. */
	'below',
	/** `company` or `freemail`: whose domain an e-mail address or web site is under. */
	'matches_domain_kind',
] as const;

export type ScoreOperator = (typeof scoreOperators)[number];

export interface ScoreRule {
	/** Unique in its scorecard; names the contribution. */
	readonly name: string;
	/** A field path such as `Title` or `Account.Industry`. */
	readonly field: string;
	readonly operator: ScoreOperator;
	/** What the operator compares with; absent for `is_set` and `is_blank`. */
	readonly value?: unknown;
	/** Whole, positive or negative. */
	readonly points: number;
	/** What the contribution says in place of the rule's own words. */
	readonly reason?: string;
}

export interface Scorecard {
	readonly name: string;
	readonly version: string;
	/** Whole points that every record starts with. */
	readonly base: number;
	readonly rules: readonly ScoreRule[];
	/** Lowest score of each rank, falling; below D is F. */
	readonly ranks: Readonly<Record<'A' | 'B' | 'C' | 'D', number>>;
}

/** MadKudu's and HubSpot's cuts differ; even steps are the ones a person can read off without a table. */
export const defaultRanks: Scorecard['ranks'] = { A: 80, B: 60, C: 40, D: 20 };

/** The rank of a score, both from 0 to 100. */
export function rankOf(score: number, ranks: Scorecard['ranks']): Rank {
	return (['A', 'B', 'C', 'D'] as const).find((rank) => score >= ranks[rank]) ?? 'F';
}

/** The field paths that a scorecard reads, each once, sorted. */
export function scorecardFields(scorecard: Scorecard): string[] {
	return [...new Set(scorecard.rules.map((rule) => rule.field))].sort();
}

/** Names the scorecard's exact content, as far as it gives points: changed points under an unchanged version are another scheme. */
export function scorecardScheme(scorecard: Scorecard): string {
	const { name, version, base, rules, ranks } = scorecard;
	const content = JSON.stringify([
		base,
		rules.map(({ name: rule, field, operator, value, points }) => [rule, field, operator, value, points]),
		[ranks.A, ranks.B, ranks.C, ranks.D],
	]);
	return `score-1/${name}/${version}/${createHash('sha256').update(content).digest('hex').slice(0, 16)}`;
}
