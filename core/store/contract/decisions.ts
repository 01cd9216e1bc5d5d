/** What a person said of two records. */
export interface MatchDecision {
	/** 18 characters each, in whatever order. */
	readonly ids: readonly [string, string];
	readonly verdict: 'same' | 'different';
	/** Who said so, where that is known. */
	readonly decidedBy?: string;
	readonly decidedAt: Date;
}

/** What people decided about pairs of records, of one object or of two. */
export interface DecisionStore {
	/** A later word on the same pair replaces the earlier one. */
	saveDecisions(orgId: string, decisions: readonly MatchDecision[]): Promise<void>;
	/** Takes decisions back, by their pairs; gives how many there were. */
	dropDecisions(orgId: string, pairs: ReadonlyArray<readonly [string, string]>): Promise<number>;
	/** All decisions of an org in which one of these records takes part, or all of them; by pair. */
	loadDecisions(orgId: string, ids?: readonly string[]): Promise<readonly MatchDecision[]>;
}
