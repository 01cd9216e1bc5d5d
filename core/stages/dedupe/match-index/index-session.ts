import { chunk } from 'lodash';
import type { DecisionStore, MatchDecision } from '../../../store/contract/decisions';
import type {
	IndexedRecord,
	MatchIndexHead,
	MatchIndexKey,
	MatchIndexStore,
} from '../../../store/contract/match-indexes';
import { decodeEntries, encodeEntries, type EntryKind, pageKey, pageNumber } from './entry-pages';
import { type Hash, hashText } from './hashes';
import { formatDocument, type IndexDocument, parseDocument } from './index-document';
import type { CountOf } from './index-table';
import { mostPostings, overfull } from './postings';

const mostAsked = 4_000;

/** Where indexes are, and what people said of records in them. */
export type IndexStore = MatchIndexStore & Pick<DecisionStore, 'loadDecisions'>;

/** An index that is there, opened to look something up in it or to change it: what has been read of it, and what has changed. */
export class IndexSession {
	private readonly pages = new Map<string, number[]>();
	private readonly changedPages = new Set<string>();
	private readonly records = new Map<number, IndexedRecord>();
	private readonly changedRecords = new Set<number>();
	private readonly removed = new Set<number>();

	private constructor(
		private readonly store: IndexStore,
		private readonly key: MatchIndexKey,
		private readonly head: MatchIndexHead,
		/** What the index knows as a whole; replaced as it changes. */
		public document: IndexDocument,
	) {}

	/** `undefined` where there is no index of that name. */
	static async open(store: IndexStore, key: MatchIndexKey): Promise<IndexSession | undefined> {
		const head = await store.loadMatchIndex(key);
		return head && new IndexSession(store, key, head, parseDocument(head.document));
	}

	/** Reads the pages on which these stand. */
	async load(kind: EntryKind, hashes: Iterable<Hash>): Promise<void> {
		const wanted = new Set<string>();
		for (const hash of hashes) wanted.add(this.pageOf(kind, hash));
		const unread = [...wanted].filter((page) => !this.pages.has(page));
		for (const part of chunk(unread, mostAsked)) {
			for (const page of part) this.pages.set(page, []);
			for (const { page, content } of await this.store.readMatchPages(this.key, this.head.generation, part))
				this.pages.set(page, decodeEntries(content));
		}
	}

	/** Reads what `count` is asked for. */
	async loadCounts(texts: Iterable<string>): Promise<void> {
		await this.load('counts', [...new Set(texts)].map(hashText));
	}

	/** How often that occurs; `undefined` unless its page was loaded. */
	readonly count: CountOf = (text) => {
		const hash = hashText(text);
		const entries = this.pages.get(this.pageOf('counts', hash));
		if (!entries) return undefined;
		const at = placeOf(entries, hash);
		return at < 0 ? 0 : entries[at + 1];
	};

	/** Gives how often it occurred before; its page has to be loaded. */
	addToCount(text: string, change: number): number {
		const hash = hashText(text);
		const entries = this.changing('counts', hash);
		const at = placeOf(entries, hash);
		const before = at < 0 ? 0 : entries[at + 1];
		const after = Math.max(0, before + change);
		if (at < 0) entries.push(hash.mark, after);
		else entries[at + 1] = after;
		return before;
	}

	/** The records that have the key; none where too many have it. */
	postings(hash: Hash): number[] {
		const entries = this.pages.get(this.pageOf('keys', hash)) ?? [];
		const numbers: number[] = [];
		for (let at = 0; at < entries.length; at += 2) {
			if (entries[at] === hash.mark && entries[at + 1] !== overfull) numbers.push(entries[at + 1]);
		}
		return numbers;
	}

	addPosting(hash: Hash, number: number): void {
		const entries = this.changing('keys', hash);
		const at = placeOf(entries, hash);
		if (at >= 0 && entries[at + 1] === overfull) return;
		const numbers = this.postings(hash);
		if (numbers.includes(number)) return;
		if (numbers.length < mostPostings) entries.push(hash.mark, number);
		else {
			for (let entry = entries.length - 2; entry >= 0; entry -= 2)
				if (entries[entry] === hash.mark) entries.splice(entry, 2);
			entries.push(hash.mark, overfull);
		}
	}

	removePosting(hash: Hash, number: number): void {
		const entries = this.changing('keys', hash);
		for (let at = entries.length - 2; at >= 0; at -= 2)
			if (entries[at] === hash.mark && entries[at + 1] === number) entries.splice(at, 2);
	}

	/** Reads these records; those that are no more are passed over. */
	async loadRecords(numbers: Iterable<number>): Promise<void> {
		const unread = [...new Set(numbers)].filter((number) => !this.records.has(number) && !this.removed.has(number));
		for (const part of chunk(unread, mostAsked))
			for (const record of await this.store.readIndexedRecords(this.key, this.head.generation, part))
				this.records.set(record.number, record);
	}

	/** The records of these Ids that the index has, by Id. */
	async findRecords(recordIds: readonly string[]): Promise<Map<string, IndexedRecord>> {
		const found = new Map<string, IndexedRecord>();
		for (const part of chunk(recordIds, mostAsked)) {
			for (const record of await this.store.findIndexedRecords(this.key, this.head.generation, part)) {
				if (!this.records.has(record.number)) this.records.set(record.number, record);
				found.set(record.recordId, this.records.get(record.number)!);
			}
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

	putRecord(record: IndexedRecord): void {
		this.records.set(record.number, record);
		this.changedRecords.add(record.number);
		this.removed.delete(record.number);
	}

	removeRecord(number: number): void {
		this.records.delete(number);
		this.changedRecords.delete(number);
		this.removed.add(number);
	}

	/** Keeps all that has changed, or nothing of it where somebody else was faster: then false. */
	async commit(keptAt: Date): Promise<boolean> {
		const head = {
			generation: this.head.generation,
			revision: this.head.revision + 1,
			document: formatDocument(this.document),
			keptAt,
		};
		return await this.store.changeMatchIndex(this.key, head, {
			pages: [...this.changedPages].map((page) => ({ page, content: encodeEntries(this.pages.get(page)!) })),
			records: [...this.changedRecords].map((number) => this.records.get(number)!),
			removed: [...this.removed],
		});
	}

	private changing(kind: EntryKind, hash: Hash): number[] {
		const page = this.pageOf(kind, hash);
		const entries = this.pages.get(page);
		if (!entries) throw new Error(`The page ${page} of the index was not loaded`);
		this.changedPages.add(page);
		return entries;
	}

	private pageOf(kind: EntryKind, hash: Hash): string {
		return pageKey(kind, pageNumber(hash, kind === 'keys' ? this.document.keyPages : this.document.countPages));
	}
}

function placeOf(entries: readonly number[], { mark }: Hash): number {
	for (let at = 0; at < entries.length; at += 2) if (entries[at] === mark) return at;
	return -1;
}
