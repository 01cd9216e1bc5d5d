/** A kept index over all records of an object: what new records are matched with, without reading the object again. */
export interface MatchIndexHead {
	/** How often the object was scanned anew; pages and records belong to one scan. */
	readonly generation: number;
	/** Raised with each change, so that of two who change it at once the second begins again. */
	readonly revision: number;
	/** What the index knows as a whole, as JSON text. */
	readonly document: string;
	readonly keptAt: Date;
}

/** Entries that are looked up together, by the key of their page. */
export interface MatchPage {
	readonly page: string;
	readonly content: string;
}

/** A record as it is compared. */
export interface IndexedRecord {
	/** 0 up to and without 2^31; never given to another record of the same generation. */
	readonly number: number;
	/** 18 characters. */
	readonly recordId: string;
	/** The group of duplicates it is in. */
	readonly cluster?: number;
	/** What is compared, as JSON text; absent once the person was forgotten. */
	readonly values?: string;
	/** Numbers of the records it is a likely duplicate of. */
	readonly links: readonly number[];
}

/** Which index: of an org, by name. */
export interface MatchIndexKey {
	readonly orgId: string;
	readonly name: string;
}

/** What is put into an index in one go. */
export interface MatchIndexPart {
	readonly pages: readonly MatchPage[];
	/** One that is there already is replaced. */
	readonly records: readonly IndexedRecord[];
	/** Numbers of records that are no more. */
	readonly removed?: readonly number[];
}

/** The indexes that scans have left; no backup has them, because another scan makes them anew. */
export interface MatchIndexStore {
	loadMatchIndex(key: MatchIndexKey): Promise<MatchIndexHead | undefined>;
	/** Of these pages those that are there, in no order. */
	readMatchPages(key: MatchIndexKey, generation: number, pages: readonly string[]): Promise<MatchPage[]>;
	/** Of these records those that are there, in no order. */
	readIndexedRecords(key: MatchIndexKey, generation: number, numbers: readonly number[]): Promise<IndexedRecord[]>;
	/** The records of these Ids that are there, in no order. */
	findIndexedRecords(key: MatchIndexKey, generation: number, recordIds: readonly string[]): Promise<IndexedRecord[]>;
	/** Records in groups of duplicates behind this number, in ascending order, at most 10,000; without their values. */
	readMatchGroups(key: MatchIndexKey, generation: number, after: number): Promise<IndexedRecord[]>;
	/** Fills a generation that nobody reads yet. */
	fillMatchIndex(key: MatchIndexKey, generation: number, part: MatchIndexPart): Promise<void>;
	/** Makes this the head and applies the part, where the revision is still the one before; false where it is not. */
	changeMatchIndex(key: MatchIndexKey, head: MatchIndexHead, part: MatchIndexPart): Promise<boolean>;
	/** Puts `rewrite` in the place of the content of these pages; nobody else rewrites pages of the index meanwhile. `rewrite` may be called again. */
	rewriteMatchPages(
		key: MatchIndexKey,
		generation: number,
		pages: readonly string[],
		rewrite: (page: string, content: string | undefined) => string,
	): Promise<void>;
	/** Forgets these pages. */
	dropMatchPages(key: MatchIndexKey, generation: number, pages: readonly string[]): Promise<void>;
	/** Forgets what belongs to other generations than this one, at most 4,000 rows a call; gives how many. `undefined` forgets all of them. */
	dropMatchGenerations(key: MatchIndexKey, except: number | undefined): Promise<number>;
	/** Forgets the head, so that nobody finds the index any more. */
	forgetMatchIndex(key: MatchIndexKey): Promise<void>;
}
