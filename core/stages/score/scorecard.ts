import { createHash } from 'node:crypto';
import type { Rank } from '../../record/record-item';

/** What a rule asks of a field; blank fields satisfy `is_blank` alone. */
export const scoreOperators = [
	'is_set',
	'is_blank',
	/** Equal text, whatever the case; or equal numbers or booleans. */
	'equals',
	'not_equals',
	'one_of',
	'none_of',
	/** Whole words, whatever case, accents and punctuation; a list means any of them. */
	'contains',
	'not_contains',
	/** How a text begins or ends, whatever the case; a list means any of them. */
	'starts_with',
	'ends_with',
	/** Values of a multi-select picklist: any of these, or all of them. */
	'includes_any',
	'includes_all',
	/** Numbers: `at_least` and `at_most` inclusive, `above` and `below` not. */
	'at_least',
	'at_most',
	'above',
	'below',
	/** Numbers: a list of the lowest and the highest, both inclusive. */
	'between',
	/** `company` or `freemail`: whose domain an e-mail address or web site is under. */
	'matches_domain_kind',
	/** Dates: so many days ago or fewer, and not in the future. */
	'within_days',
	/** Dates: more than so many days ago. */
	'older_than_days',
	/** Dates: from now on, so many days ahead or fewer. */
	'in_next_days',
	/** Dates: before this day, or on it or later. */
	'before',
	'since',
] as const;

export type ScoreOperator = (typeof scoreOperators)[number];

/** What a rule asks of the number of related records. */
export const countOperators = [
	/** Points for each of them, up to `most`. */
	'each',
	'is_set',
	'is_blank',
	'equals',
	'at_least',
	'below',
] as const;

export type CountOperator = (typeof countOperators)[number];

/** Points that are half as many after each `halfLifeDays`. */
export interface Decay {
	/** Above 0. */
	readonly halfLifeDays: number;
	/** Of a rule on a field: the date that the age counts from, by field path; the rule's own field unless set. */
	readonly from?: string;
}

interface AnyRule {
	/** Unique in its scorecard; names the contribution. */
	readonly name: string;
	/** Whole, positive or negative. */
	readonly points: number;
	/** What the contribution says in place of the rule's own words. */
	readonly reason?: string;
	/** The group whose limits its points count toward. */
	readonly group?: string;
	readonly decay?: Decay;
}

export interface FieldRule extends AnyRule {
	/** A field path such as `Title` or `Account.Industry`. */
	readonly field: string;
	readonly operator: ScoreOperator;
	/** What the operator compares with; absent for `is_set` and `is_blank`. */
	readonly value?: unknown;
	readonly related?: undefined;
}

/** A condition that related records have to meet. */
export interface RelatedCondition {
	/** A field path of the related object. */
	readonly field: string;
	readonly operator: (typeof relatedOperators)[number];
	readonly value?: unknown;
}

/** What Salesforce filters related records by. */
export const relatedOperators = [
	'equals',
	'not_equals',
	'one_of',
	'none_of',
	'starts_with',
	'at_least',
	'at_most',
	'above',
	'below',
	'is_set',
	'is_blank',
] as const;

/** Which related records are counted. */
export interface Related {
	/** API name, such as Task or CampaignMember. */
	readonly object: string;
	/** Its look-up to the record; the usual or only one unless set. */
	readonly by?: string;
	/** All of these hold. */
	readonly where?: readonly RelatedCondition[];
	/** Those of so many days up to now; all of them unless set, or those of ten half-lives of a rule with decay. */
	readonly lastDays?: number;
	/** The date that the days count by; `CreatedDate` unless set. */
	readonly date?: string;
}

export interface RelatedRule extends AnyRule {
	readonly related: Related;
	readonly operator: CountOperator;
	/** What the count is compared with; absent for `each`, `is_set` and `is_blank`. */
	readonly value?: number;
	/** Of `each`: the most points that it gives or takes, as a number above 0. */
	readonly most?: number;
}

export type ScoreRule = FieldRule | RelatedRule;

/** What the rules of a group give together: at most, and at least. */
export interface GroupLimits {
	readonly most?: number;
	readonly least?: number;
}

export interface Scorecard {
	readonly name: string;
	readonly version: string;
	/** Whole points that every record starts with. */
	readonly base: number;
	readonly rules: readonly ScoreRule[];
	/** By the name that rules give as their group. */
	readonly groups?: Readonly<Record<string, GroupLimits>>;
	/** Lowest score of each rank, falling; below D is F. */
	readonly ranks: Readonly<Record<'A' | 'B' | 'C' | 'D', number>>;
}

/** Whether the rule counts related records. */
export function isRelated(rule: ScoreRule): rule is RelatedRule {
	return rule.related !== undefined;
}

const datedOperators: ReadonlySet<string> = new Set(['within_days', 'older_than_days', 'in_next_days']);

/** Whether a record may get other points by the rule although none of its fields has changed. */
export function isMoving(rule: ScoreRule): boolean {
	return isRelated(rule) || rule.decay !== undefined || datedOperators.has(rule.operator);
}

/** The field paths of the record that a rule reads; one that counts needs the record's Id. */
export function ruleFields(rule: ScoreRule): string[] {
	if (isRelated(rule)) return ['Id'];
	return rule.decay?.from ? [rule.field, rule.decay.from] : [rule.field];
}

/** MadKudu's and HubSpot's cuts differ; even steps are the ones a person can read off without a table. */
export const defaultRanks: Scorecard['ranks'] = { A: 80, B: 60, C: 40, D: 20 };

/** The rank of a score, both from 0 to 100. */
export function rankOf(score: number, ranks: Scorecard['ranks']): Rank {
	return (['A', 'B', 'C', 'D'] as const).find((rank) => score >= ranks[rank]) ?? 'F';
}

/** The field paths that a scorecard reads, each once, sorted. */
export function scorecardFields(scorecard: Scorecard): string[] {
	return [...new Set(scorecard.rules.flatMap(ruleFields))].sort();
}

/** Names the scorecard's exact content, as far as it gives points: changed points under an unchanged version are another scheme. */
export function scorecardScheme(scorecard: Scorecard): string {
	const { name, version, base, rules, groups, ranks } = scorecard;
	const content = JSON.stringify([
		base,
		rules.map(contentOf),
		[ranks.A, ranks.B, ranks.C, ranks.D],
		...(groups ? [groups] : []),
	]);
	return `score-1/${name}/${version}/${createHash('sha256').update(content).digest('hex').slice(0, 16)}`;
}

/** A rule without what is new in it hashes as it always did, so that records keep their score over an update of the pack. */
function contentOf(rule: ScoreRule): unknown[] {
	const { name, operator, value, points, group, decay } = rule;
	const more = isRelated(rule)
		? { related: rule.related, most: rule.most, group, decay }
		: (group ?? decay) && { group, decay };
	return [name, isRelated(rule) ? null : rule.field, operator, value, points, ...(more ? [more] : [])];
}
