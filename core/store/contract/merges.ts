/** Where a merge stands; `intended` and `unknown` may have been carried out. */
export type MergeState = 'planned' | 'intended' | 'merged' | 'refused' | 'unknown' | 'undone' | 'partly_undone';

/** A record that pointed to a loser before the merge. */
export interface MergedChild {
	readonly sObject: string;
	readonly id: string;
	readonly field: string;
	readonly parentId: string;
}

/** What a merge changed, so that it can be undone. */
export interface MergeValues {
	/** What the master held and got, by field. */
	readonly changes: ReadonlyArray<{ readonly field: string; readonly before: unknown; readonly after: unknown }>;
	/** The losers' whole values, by Id. */
	readonly losers: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** One request of Salesforce's merge(): one or two losers go into the master. */
export interface KeptMerge {
	/** Counts from 1 within its run; the order in which they are sent. */
	readonly number: number;
	readonly groupId: string;
	readonly sObject: string;
	readonly masterId: string;
	/** One or two. */
	readonly loserIds: readonly string[];
	readonly state: MergeState;
	readonly message?: string;
	/** Salesforce's clock, when it was sent last. */
	readonly sentAt?: Date;
	/** Absent once the person was erased. */
	readonly values?: MergeValues;
	readonly children: readonly MergedChild[];
}

/** A key of a loser that leads to the survivor from now on. */
export interface MergedKey {
	readonly sObject: string;
	readonly field: string;
	/** As Salesforce tells two keys apart: without regard to case unless the field is case-sensitive, numbers by value. */
	readonly value: string;
	readonly loserId: string;
	readonly masterId: string;
}

/** What merges moved, and how they ended. */
export interface MergeStore {
	/** Appends merges to a run; one that is there already is left as it is. */
	addMerges(runId: string, merges: readonly KeptMerge[]): Promise<void>;
	/** Notes how merges stand now, by their number; a message or a time that is not given stays. */
	noteMerges(
		runId: string,
		notes: ReadonlyArray<Pick<KeptMerge, 'number' | 'state' | 'message' | 'sentAt'>>,
	): Promise<void>;
	/** By number, in pages of at most 200. */
	readMerges(runId: string): AsyncIterable<readonly KeptMerge[]>;
	/** The survivor of each of these losers, by loser; through several merges, of those that stand. */
	findSurvivors(orgId: string, loserIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
	/** Remembers keys of losers; a later word on the same key replaces the earlier one. */
	addMergedKeys(orgId: string, runId: string, keys: readonly MergedKey[]): Promise<void>;
	/** The masters that these values of an external ID field lead to, by value. */
	findByMergedKey(
		orgId: string,
		sObject: string,
		field: string,
		values: readonly string[],
	): Promise<ReadonlyMap<string, string>>;
	/** Forgets the keys of losers that have come back. */
	dropMergedKeys(orgId: string, loserIds: readonly string[]): Promise<void>;
}
