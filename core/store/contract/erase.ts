/** How many rows of each place were forgotten, or cleared of what they said. */
export type ErasedTraces = Readonly<Record<TracePlace, number>>;

/** Where the store keeps values of records and words about them; the answers of providers are the ledger's. */
export const tracePlaces = [
	'journal',
	'lastWritten',
	'undone',
	'staged',
	'carryOver',
	'attempts',
	'claims',
	'inbox',
	'messages',
	'merges',
	'mergedKeys',
	'matchIndexes',
] as const;

export type TracePlace = (typeof tracePlaces)[number];

/** How one person is forgotten. */
export interface EraseStore {
	/**
	 * The records of which the journal, the staged rows, merges, kept answers, the values that were written last or those that were undone
	 * hold one of these texts as a whole value, in whatever case, by Id. Reads everything of the org: meant for a request, not for a run.
	 */
	findRecordsHolding(orgId: string, texts: readonly string[]): Promise<readonly string[]>;
	/**
	 * Forgets all values of these records and what was said of them, in all runs; that they were part of a run, and how they
	 * ended there, stays for its counts. Their changes can't be undone any more.
	 */
	eraseTraces(orgId: string, recordIds: readonly string[]): Promise<ErasedTraces>;
	/** Forgets kept answers that hold one of these texts as a whole value, also of items that were no records; gives how many. */
	eraseAnswersHolding(orgId: string, texts: readonly string[]): Promise<number>;
}
