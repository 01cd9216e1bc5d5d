/** Persons who were erased, as keyed hashes of what identified them, so that nobody looks them up again. */
export interface SuppressionStore {
	/** The same one twice is one; the first moment stays. */
	addSuppressions(orgId: string, personHashes: readonly string[], at: Date): Promise<void>;
	/** Those of these hashes that are there. */
	loadSuppressions(orgId: string, personHashes: readonly string[]): Promise<readonly string[]>;
}
