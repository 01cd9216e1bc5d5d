import { setImmediate } from 'node:timers/promises';
import type { IndexedRecord, MatchIndexPart } from '../../../store/contract/match-indexes';
import { derived } from '../linkage/derived';
import type { LinkageField } from '../linkage/fields';
import type { Linkage } from '../linkage/linkage';
import type { LinkageTable } from '../linkage/columns';
import { blockingKeys } from './blocking-keys';
import { accountNames } from '../linkage/account-evidence';
import { ownersOf } from '../linkage/owners';
import { Turns } from '../linkage/turns';
import { accountText, mailDomainOf, mailDomainText, valueText, wordsOf, wordText } from './counted-texts';
import { encodeEntries, type EntryKind, pageKey, pageNumber, pagesFor } from './entry-pages';
import { type Hash, hashText } from './hashes';
import type { FieldCounts, IndexDocument } from './index-document';
import { textIn } from './index-table';
import { mostPostings, overfull } from './postings';

const pagesPerPart = 2_000;
const recordsPerPart = 5_000;
const perTurn = 5_000;

/** What a scan has found, and who the records are. */
export interface ScannedObject {
	readonly linkage: Linkage;
	/** By record. */
	readonly recordIds: readonly string[];
	/** By record, 0 where it is in no group. */
	readonly clusters: Int32Array;
}

/** What the pages and the counts of an index say of themselves. */
export type IndexSizes = Pick<IndexDocument, 'fields' | 'rules' | 'keyPages' | 'countPages' | 'counts'>;

/** All parts of the index over a scanned object, a few thousand rows at a time; in the end, what it knows as a whole. */
export async function* indexParts(scanned: ScannedObject): AsyncGenerator<MatchIndexPart, IndexSizes> {
	const { table, rules, pairs } = scanned.linkage;
	yield* recordParts(scanned);
	const kept = rules.filter((_, at) => !pairs.blocks[at]?.isLeftOut);
	const keys = kept.map(blockingKeys);
	const keyPages = yield* pageParts('keys', (take) => takeKeys(keys, table.size, take));
	const countPages = yield* pageParts('counts', (take) => takeCounts(table, take));
	return {
		fields: [...table.columns.keys()],
		rules: kept.map(({ name }) => name),
		keyPages,
		countPages,
		counts: fieldCounts(table),
	};
}

async function* recordParts({ linkage, recordIds, clusters }: ScannedObject): AsyncGenerator<MatchIndexPart> {
	const { table, pairs } = linkage;
	const links = linksOf(pairs);
	const columns = [...table.columns.values()];
	for (let start = 0; start < table.size; start += recordsPerPart) {
		await setImmediate();
		const records: IndexedRecord[] = [];
		for (let number = start; number < Math.min(table.size, start + recordsPerPart); number += 1) {
			records.push({
				number,
				recordId: recordIds[number],
				...(clusters[number] > 0 && { cluster: clusters[number] }),
				values: JSON.stringify(columns.map((column) => textIn(column, number))),
				links: links.get(number) ?? [],
			});
		}
		yield { pages: [], records };
	}
}

/** Who is a likely duplicate of whom. */
function linksOf({ left, right, weights, count }: Linkage['pairs']): Map<number, number[]> {
	const links = new Map<number, number[]>();
	const link = (one: number, other: number): void => {
		const known = links.get(one);
		if (known) known.push(other);
		else links.set(one, [other]);
	};
	for (let pair = 0; pair < count; pair += 1) {
		if (weights[pair] <= 0) continue;
		link(left[pair], right[pair]);
		link(right[pair], left[pair]);
	}
	return links;
}

const mostPages = 262_144;

type Take = (hash: Hash, number: number) => void;

/** All entries, twice over: counted first, so that each has its place when it comes again. Gives the number of pages. */
async function* pageParts(
	kind: EntryKind,
	entries: (take: Take) => AsyncGenerator<void>,
): AsyncGenerator<MatchIndexPart, number> {
	const fine = new Uint32Array(mostPages);
	for await (const _ of entries((hash) => (fine[pageNumber(hash, mostPages)] += 1)));
	const total = fine.reduce((sum, count) => sum + count, 0);
	const pages = Math.min(mostPages, pagesFor(total));
	const starts = new Uint32Array(pages + 1);
	fine.forEach((count, page) => (starts[(page & (pages - 1)) + 1] += count));
	for (let page = 0; page < pages; page += 1) starts[page + 1] += starts[page];
	const next = starts.slice();
	const [marks, numbers] = [new Uint32Array(total), new Uint32Array(total)];
	for await (const _ of entries((hash, number) => {
		const at = next[pageNumber(hash, pages)]++;
		marks[at] = hash.mark;
		numbers[at] = number;
	}));
	for (let first = 0; first < pages; first += pagesPerPart) {
		await setImmediate();
		const part = [];
		for (let page = first; page < Math.min(pages, first + pagesPerPart); page += 1) {
			const [from, to] = [starts[page], starts[page + 1]];
			if (from === to) continue;
			const content = encodeEntries(pageEntries(marks.subarray(from, to), numbers.subarray(from, to)));
			part.push({ page: pageKey(kind, page), content });
		}
		yield { pages: part, records: [] };
	}
	return pages;
}

/** Of a key that too many records have nothing is kept but that. */
function pageEntries(marks: Uint32Array, numbers: Uint32Array): number[] {
	const countByMark = new Map<number, number>();
	for (const mark of marks) countByMark.set(mark, (countByMark.get(mark) ?? 0) + 1);
	const entries: number[] = [];
	for (let at = 0; at < marks.length; at += 1)
		if (countByMark.get(marks[at])! <= mostPostings) entries.push(marks[at], numbers[at]);
	for (const [mark, count] of countByMark) if (count > mostPostings) entries.push(mark, overfull);
	return entries;
}

async function* takeKeys(
	keys: ReadonlyArray<ReturnType<typeof blockingKeys>>,
	size: number,
	take: Take,
): AsyncGenerator<void> {
	for (const keysOf of keys) {
		for (let record = 0; record < size; record += 1) {
			if (record % perTurn === 0) {
				await setImmediate();
				yield;
			}
			for (const hash of keysOf(record)) take(hash, record);
		}
	}
}

async function* takeCounts(table: LinkageTable, take: Take): AsyncGenerator<void> {
	for (const [field, column] of table.columns) {
		const { texts, counts } = column.dictionary;
		const words = new Map<string, number>();
		for (let value = 0; value < texts.length; value += 1) {
			if (value % perTurn === 0) {
				await setImmediate();
				yield;
			}
			take(hashText(valueText(field, texts[value])), counts[value]);
			for (const word of wordsOf(field, texts[value])) words.set(word, (words.get(word) ?? 0) + 1);
		}
		for (const [word, count] of words) take(hashText(wordText(field, word)), count);
		if (field !== 'email') continue;
		const domains = (await derived(column, mailDomainOf, new Turns())).dictionary;
		domains.texts.forEach((domain, id) => take(hashText(mailDomainText(domain)), domains.counts[id]));
	}
	for (const [account, count] of await accountCounts(table)) take(hashText(accountText(account)), count);
}

/** How many people each account has, by its name as `accountNames` gives it. */
async function accountCounts(table: LinkageTable): Promise<Map<string, number>> {
	const turns = new Turns();
	const [nameOf, owners] = [await accountNames(table, turns), await ownersOf(table, turns)];
	const people = new Map<string, Set<number>>();
	for (let record = 0; record < table.size; record += 1) {
		const account = nameOf(record);
		if (account === undefined) continue;
		const known = people.get(account);
		if (known) known.add(owners[record]);
		else people.set(account, new Set([owners[record]]));
	}
	return new Map([...people].map(([account, { size }]) => [account, size]));
}

function fieldCounts({ columns }: LinkageTable): IndexDocument['counts'] {
	const counts: Partial<Record<LinkageField, FieldCounts>> = {};
	for (const [field, { filled, dictionary }] of columns) counts[field] = { filled, values: dictionary.size };
	return counts;
}
