import type { LinkageField } from './fields';

/** The levels of one comparison; level 0 says that one side has no value, the last one that both are equal. */
export interface Comparison {
	readonly name: string;
	/** What it reads: a rule that blocks on one of them cannot teach its weights. */
	readonly fields: readonly LinkageField[];
	readonly levels: readonly string[];
	/** m before anything has been learnt: how often duplicates reach each level, from level 1 on. */
	readonly typical: readonly number[];
	compare(one: number, other: number): number;
	/** How many levels, from level 1 on, say that two values differ; 1 where absent. */
	readonly differing?: number;
	/**
	 * The match weight (log2 odds) of level 1, where it is known and not learnt: two records that reach it are two, and what
	 * they agree on says that they belong together.
	 */
	readonly decreed?: number;
	/** From which level on the frequency of the value counts. */
	readonly exactFrom?: number;
	/** How many of the records with a value have the one that these two share, 0–1. */
	frequency?(one: number, other: number): number;
	/** What two records by themselves add to a frequency, 0–1. */
	readonly ownShare?: number;
	/** Of a value that colleagues may share, as they do a phone: how many people have it. */
	sharedBy?(record: number): number;
}
