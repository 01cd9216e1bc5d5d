import type { RelatedCounts } from './related/related-counts';

/** What records are looked at with: the moment that ages count up to, and what is known beside the records. */
export interface ScoreView {
	readonly now: Date;
	/** What people call the fields, by path; a field without one goes by its API name. */
	readonly labels?: ReadonlyMap<string, string>;
	/** How many related records there are; a rule that counts gives no points without. */
	readonly counts?: RelatedCounts;
}
