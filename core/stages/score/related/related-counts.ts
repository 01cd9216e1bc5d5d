import type { RecordId } from '../../../record/identity';
import type { RelatedRule } from '../scorecard';

/** Related records of one age, in whole days; the age is 0 where nothing decays. */
export interface AgedCount {
	readonly days: number;
	readonly count: number;
}

/** A rule that nobody could count for, and why, in words that name object and field. */
export interface UncountedRule {
	readonly rule: string;
	readonly why: string;
}

/** How many related records there are of each record. */
export interface RelatedCounts {
	/** Empty when there are none; `undefined` when they could not be counted. */
	of(rule: RelatedRule, id: RecordId): readonly AgedCount[] | undefined;
	readonly uncounted: readonly UncountedRule[];
	/** What people call the related objects, by API name. */
	readonly objectLabels: ReadonlyMap<string, string>;
}
