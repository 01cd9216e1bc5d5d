import { chunk } from 'lodash';
import type { DecisionStore, MatchDecision } from '../../../store/contract/decisions';
import type {
	IndexedRecord,
	MatchIndexHead,
	MatchIndexKey,
	MatchIndexStore,
} from '../../../store/contract/match-indexes';
import { Turns } from '../linkage/turns';
import { ChangeLog, encodeLogPart, logKey } from './change-log';
import { RowTexts } from './counted-texts';
import { addPosting, addToCount, type EntryKind, placeOfMark, postingsOf, removePosting } from './entry-pages';
import { type Hash, hashText } from './hashes';
import { formatDocument, type IndexDocument, findDocument } from './index-document';
import { type IndexValues, valuesOf } from './index-values';
import { LoadedPages } from './loaded-pages';
import { readLog } from './read-log';
import type { CountOf } from './index-table';

/** So many rows are read at once: a few milliseconds. */
const mostAsked = 1_000;
/** A session that goes on through many changes holds at most about so much: some 100 MB. */
const mostRecords = 100_000;
const mostPages = 40_000;

/** Where indexes are, and what people said of records in them. */
export type IndexStore = MatchIndexStore & Pick<DecisionStore, 'loadDecisions'>;

/** An index that is there, opened to look something up in it or to change it: what has been read of it, and what has changed. */
export class IndexSession {
	/** Lets other work in between. */
	readonly turns = new Turns();

	/** What is counted of its rows. */
	readonly texts: RowTexts;

	private log = new ChangeLog();
	private readonly records = new Map<number, IndexedRecord>();
	private readonly changedRecords = new Set<number>();
	private readonly removed = new Set<number>();

	/** By number: what is compared of a record, read once. */
	private readonly values = new Map<number, IndexValues>();

	private constructor(
		private readonly store: IndexStore,
		private readonly key: MatchIndexKey,
		private head: MatchIndexHead,
		private readonly pages: LoadedPages,
		/** What the index knows as a whole; replaced as it changes. */
		public document: IndexDocument,
	) {
		this.texts = new RowTexts(document.fields);
	}

	/** `undefined` where there is no index of that name; throws `invalid_input` where it is of other weights or of another object. */
	static async open(store: IndexStore, key: MatchIndexKey): Promise<IndexSession | undefined> {
		const head = await store.loadMatchIndex(key);
		if (!head) return undefined;
		const document = findDocument(head.document, key.name);
		if (!document) return undefined;
		const log = await readLog(store, key, head.generation, document.log);
		return new IndexSession(store, key, head, new LoadedPages(document, log), document);
	}

	/** Reads the pages on which these stand. */
	async load(kind: EntryKind, hashes: Iterable<Hash>): Promise<void> {
		const unread = this.pages.unread(kind, hashes);
		for (const part of chunk(unread, mostAsked)) {
			const read = await this.store.readMatchPages(this.key, this.head.generation, part);
			this.pages.put(kind, part, read);
			await this.turns.next();
		}
		await this.pages.applyLog(kind, unread, this.turns);
	}

	/** Reads what `count` is asked for. */
	async loadCounts(texts: ReadonlySet<string>): Promise<void> {
		const hashes: Hash[] = [];
		for (const text of texts) hashes.push(hashText(text));
		await this.load('counts', hashes);
	}

	/** How often that occurs; `undefined` unless its page was loaded. */
	readonly count: CountOf = (text) => {
		const { place, mark } = hashText(text);
		const page = this.pages.find('counts', place);
		if (!page) return undefined;
		const at = placeOfMark(page, mark);
		return at < 0 ? 0 : page.entries[at + 1];
	};

	/** Gives how often it occurred before; its page has to be loaded. */
	addToCount(text: string, change: number): number {
		const { place, mark } = hashText(text);
		this.log.push('count', place, mark, change);
		return addToCount(this.pages.get('counts', place), mark, change);
	}

	/** The records that have the key; none where too many have it. */
	postings({ place, mark }: Hash): number[] {
		const page = this.pages.find('keys', place);
		return page ? postingsOf(page, mark) : [];
	}

	addPosting({ place, mark }: Hash, number: number): void {
		if (addPosting(this.pages.get('keys', place), mark, number)) this.log.push('add', place, mark, number);
	}

	removePosting({ place, mark }: Hash, number: number): void {
		if (removePosting(this.pages.get('keys', place), mark, number)) this.log.push('remove', place, mark, number);
	}

	/** Reads these records; those that are no more are passed over. */
	async loadRecords(numbers: Iterable<number>): Promise<void> {
		const unread = [...new Set(numbers)].filter((number) => !this.records.has(number) && !this.removed.has(number));
		for (const part of chunk(unread, mostAsked)) {
			for (const record of await this.store.readIndexedRecords(this.key, this.head.generation, part))
				this.records.set(record.number, record);
			await this.turns.next();
		}
	}

	/** The records of these Ids that the index has, by Id. */
	async findRecords(recordIds: readonly string[]): Promise<Map<string, IndexedRecord>> {
		const found = new Map<string, IndexedRecord>();
		for (const part of chunk(recordIds, mostAsked)) {
			for (const record of await this.store.findIndexedRecords(this.key, this.head.generation, part)) {
				if (!this.records.has(record.number)) this.records.set(record.number, record);
				found.set(record.recordId, this.records.get(record.number)!);
			}
			await this.turns.next();
		}
		return found;
	}

	/** What people said of these records. */
	async loadDecisions(recordIds: readonly string[]): Promise<readonly MatchDecision[]> {
		return recordIds.length === 0 ? [] : await this.store.loadDecisions(this.key.orgId, recordIds);
	}

	/** One that was read or put; `undefined` where it is no more. */
	record(number: number): IndexedRecord | undefined {
		return this.records.get(number);
	}

	/** What is compared of a record that was read or put; `undefined` where it is no more, or was forgotten. */
	valuesOf(number: number): IndexValues | undefined {
		const record = this.records.get(number);
		if (record?.values === undefined) return undefined;
		const values = this.values.get(number) ?? valuesOf(record);
		this.values.set(number, values);
		return values;
	}

	putRecord(record: IndexedRecord): void {
		if (this.records.get(record.number)?.values !== record.values) this.values.delete(record.number);
		this.records.set(record.number, record);
		this.changedRecords.add(record.number);
		this.removed.delete(record.number);
	}

	removeRecord(number: number): void {
		this.records.delete(number);
		this.changedRecords.delete(number);
		this.values.delete(number);
		this.removed.add(number);
	}

	/** Whether so much has been read that it is better begun anew. */
	get isLarge(): boolean {
		return this.records.size > mostRecords || this.pages.size > mostPages;
	}

	/** How many changes lie in the log. */
	get logged(): number {
		return this.document.log.changes;
	}

	/**
	 * Keeps all that has changed, or nothing of it where somebody else was faster: then false, and the session is of no more use.
	 * What was done to pages is kept as a part of the log.
	 */
	async commit(keptAt: Date): Promise<boolean> {
		const { generation, revision } = this.head;
		const { log } = this.document;
		const part = this.log.size > 0 ? this.log.asPart(log.next) : undefined;
		const document = part
			? { ...this.document, log: { ...log, next: log.next + 1, changes: log.changes + this.log.size } }
			: this.document;
		const head = { generation, revision: revision + 1, document: formatDocument(document), keptAt };
		const isKept = await this.store.changeMatchIndex(this.key, head, {
			pages: part ? [{ page: logKey(part.part), content: encodeLogPart(part) }] : [],
			records: [...this.changedRecords].map((number) => this.records.get(number)!),
			removed: [...this.removed],
		});
		if (!isKept) return false;
		if (part) this.pages.addPart(part);
		this.head = head;
		this.document = document;
		this.log = new ChangeLog();
		this.changedRecords.clear();
		this.removed.clear();
		return true;
	}
}
