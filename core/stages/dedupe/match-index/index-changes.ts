import type { IndexedRecord } from '../../../store/contract/match-indexes';
import type { LinkageField } from '../linkage/fields';
import { blockingKeys } from './blocking-keys';
import { comparedTexts, countedTexts, valueText, wordsOf, wordText } from './counted-texts';
import type { Hash } from './hashes';
import type { IndexSession } from './index-session';
import { indexRules, indexTable, type IndexValues } from './index-table';

/** A record as it is put into an index. */
export interface IndexEntry {
	/** 18 characters; one that the index has already is replaced. */
	readonly recordId: string;
	readonly values: IndexValues;
}

/** The values of a record of an index; none once the person was forgotten. */
export function valuesOf({ values }: IndexedRecord): IndexValues {
	return values === undefined ? [] : (JSON.parse(values) as IndexValues);
}

/** The keys of the records with these values; reads what it needs to know of their words. */
export async function keysOfRows(session: IndexSession, rows: readonly IndexValues[]): Promise<Hash[][]> {
	const { document } = session;
	const plain = indexTable(rows, document, session.count);
	await session.loadCounts(rows.flatMap((_, row) => comparedTexts(plain, row)));
	const table = indexTable(rows, document, session.count);
	const rules = (await indexRules(table, document)).map(blockingKeys);
	const keys = rows.map((_, row) => rules.flatMap((keysOf) => keysOf(row)));
	await session.load('keys', keys.flat());
	return keys;
}

/** Records that were put in, in the order of their entries, and those that were linked with what they replace. */
export interface Inserted {
	readonly numbers: readonly number[];
	readonly touched: readonly number[];
}

/** Puts records in, each under a number that no other has had. No Id may stand twice among the entries. */
export async function insertEntries(session: IndexSession, entries: readonly IndexEntry[]): Promise<Inserted> {
	const known = await session.findRecords(entries.map(({ recordId }) => recordId));
	const touched = await takeOut(session, [...known.values()]);
	const rows = entries.map(({ values }) => values);
	await countRows(session, rows, 1);
	const keys = await keysOfRows(session, rows);
	const numbers = entries.map(({ recordId, values }, at) => {
		const { number, cluster } = known.get(recordId) ?? nextNumber(session);
		for (const key of keys[at]) session.addPosting(key, number);
		session.putRecord({
			number,
			recordId,
			...(cluster !== undefined && { cluster }),
			values: JSON.stringify(values),
			links: [],
		});
		return number;
	});
	return { numbers, touched };
}

/** Takes records out of keys, counts and links, as if they had never been there; gives those they were linked with. */
export async function takeOut(session: IndexSession, records: readonly IndexedRecord[]): Promise<number[]> {
	if (records.length === 0) return [];
	const rows = records.map(valuesOf);
	const keys = await keysOfRows(session, rows);
	await countRows(session, rows, -1);
	const out = new Set(records.map(({ number }) => number));
	const linked = [...new Set(records.flatMap(({ links }) => links))].filter((number) => !out.has(number));
	await session.loadRecords(linked);
	records.forEach(({ number }, at) => {
		for (const key of keys[at]) session.removePosting(key, number);
		session.removeRecord(number);
	});
	for (const number of linked) {
		const neighbour = session.record(number);
		if (neighbour) session.putRecord({ ...neighbour, links: neighbour.links.filter((link) => !out.has(link)) });
	}
	return linked;
}

/** Counts values, words, domains and accounts up or down by one for each record. */
async function countRows(session: IndexSession, rows: readonly IndexValues[], by: 1 | -1): Promise<void> {
	const table = indexTable(rows, session.document, session.count);
	const textsOf = await countedTexts(table);
	const texts = rows.map((_, row) => textsOf(row));
	await session.loadCounts([...texts.flat(), ...rows.flatMap((_, row) => comparedTexts(table, row))]);
	const { fields } = session.document;
	const counts = { ...session.document.counts };
	const change = (field: LinkageField, filled: number, values: number): void => {
		const { filled: before, values: valuesBefore } = counts[field] ?? { filled: 0, values: 0 };
		counts[field] = { filled: Math.max(0, before + filled), values: Math.max(0, valuesBefore + values) };
	};
	rows.forEach((row, at) => {
		const before = new Map(texts[at].map((text) => [text, session.addToCount(text, by)]));
		fields.forEach((field, place) => {
			const value = row[place];
			if (value === null || value === undefined) return;
			const isOnly = before.get(valueText(field, value)) === (by === 1 ? 0 : 1);
			change(field, by, isOnly ? by : 0);
			if (isOnly) for (const word of wordsOf(field, value)) session.addToCount(wordText(field, word), by);
		});
	});
	session.document = { ...session.document, counts, records: session.document.records + by * rows.length };
}

function nextNumber(session: IndexSession): { readonly number: number; readonly cluster?: number } {
	const number = session.document.nextNumber;
	session.document = { ...session.document, nextNumber: number + 1 };
	return { number };
}
