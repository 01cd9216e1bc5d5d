import type { ModelScore, Rank, SalesforceRecord } from '../../record/record-item';

/** Whatever turns a record into a score with reasons: a scorecard, or a model that was learnt. */
export interface ScoringModel {
	/** Under which its scores are found on an item; unique among the models of a workflow. */
	readonly name: string;
	readonly version: string;
	/** Names its exact content: of two models with equal schemes every record gets the same score. */
	readonly scheme: string;
	/** The field paths that it reads, each once, sorted. */
	readonly inputs: readonly string[];
	/**
	 * From 0 to 100, with contributions that add up to it. Of the inputs in `unread` nobody knows the values, so that nothing
	 * can be said of them, not even that they are blank.
	 */
	score(record: SalesforceRecord, unread?: readonly string[]): ModelScore;
	/**
	 * Names what of a record's score may change although none of its inputs does, such as what a date or a count of related records
	 * gives by now: a record with the same inputs and the same name has the same score. Absent where nothing may.
	 */
	moving?(record: SalesforceRecord, unread?: readonly string[]): string;
	/** The rank of a score that it gave. */
	rank(score: number): Rank;
}
