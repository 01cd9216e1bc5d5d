/** What a scan of an object has found so far. */
export interface ScanCounts {
	/** Records read. */
	readonly records: number;
	/** Groups of duplicates, and the records in them. */
	readonly groups: number;
	readonly duplicates: number;
	/** Pairs that are neither surely the same nor surely not, and that nobody has decided. */
	readonly reviewPairs: number;
	/** Blocks of records that were too large to compare all with all, and the records in them. */
	readonly cappedBlocks: number;
	readonly cappedRecords: number;
	/** What the scan is at, in words; absent once it has ended. */
	readonly phase?: string;
}
