import type { IndexedRecord } from '../../../store/contract/match-indexes';
import { keyLists } from './blocking-keys';
import { valueText, wordsOf, wordText } from './counted-texts';
import type { Hash } from './hashes';
import type { IndexSession } from './index-session';
import { indexRules, indexTable } from './index-table';
import type { IndexValues } from './index-values';

/** A record as it is put into an index. */
export interface IndexEntry {
	/** 18 characters; one that the index has already is replaced. */
	readonly recordId: string;
	readonly values: IndexValues;
}

/** The keys of the records with these values; reads what it needs to know of their words. */
export async function keysOfRows(session: IndexSession, rows: readonly IndexValues[]): Promise<Hash[][]> {
	const { document, turns } = session;
	await session.loadCounts(await session.texts.compared(rows, turns));
	const table = await indexTable(rows, document, session.count, turns);
	const keys = rows.map((): Hash[] => []);
	for (const rule of await indexRules(table, document, turns)) {
		const keysOf = await keyLists(rule, turns);
		await turns.inParts(rows.length, 128, (from, to) => {
			for (let row = from; row < to; row += 1) for (const key of keysOf(row)) keys[row].push(key);
		});
	}
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
	const numbers: number[] = [];
	await session.turns.inParts(entries.length, 16, (from, to) => {
		for (let at = from; at < to; at += 1) {
			const { recordId, values } = entries[at];
			const { number, cluster } = known.get(recordId) ?? nextNumber(session);
			for (const key of keys[at]) session.addPosting(key, number);
			const group = cluster !== undefined && { cluster };
			session.putRecord({ number, recordId, ...group, values: JSON.stringify(values), links: [] });
			numbers.push(number);
		}
	});
	return { numbers, touched };
}

/** Takes records out of keys, counts and links, as if they had never been there; gives those they were linked with. */
export async function takeOut(session: IndexSession, records: readonly IndexedRecord[]): Promise<number[]> {
	if (records.length === 0) return [];
	const rows = records.map(({ number }) => session.valuesOf(number) ?? []);
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

/** Counts values, words, domains, accounts and whom they are of up or down by one for each record. */
async function countRows(session: IndexSession, rows: readonly IndexValues[], by: 1 | -1): Promise<void> {
	await session.loadCounts(await session.texts.all(rows, session.turns));
	await session.turns.inParts(rows.length, 64, (from, to) => {
		for (let row = from; row < to; row += 1) countRow(session, rows[row], by);
	});
	session.document = { ...session.document, records: session.document.records + by * rows.length };
}

function countRow(session: IndexSession, row: IndexValues, by: 1 | -1): void {
	const { fields } = session.document;
	const counts = { ...session.document.counts };
	const before = new Map(session.texts.counted(row).map((text) => [text, session.addToCount(text, by)]));
	fields.forEach((field, place) => {
		const value = row[place];
		if (value === null || value === undefined) return;
		const isOnly = before.get(valueText(field, value)) === (by === 1 ? 0 : 1);
		const { filled, values } = counts[field] ?? { filled: 0, values: 0 };
		counts[field] = { filled: Math.max(0, filled + by), values: Math.max(0, values + (isOnly ? by : 0)) };
		if (isOnly) for (const word of wordsOf(field, value)) session.addToCount(wordText(field, word), by);
	});
	countPeople(session, row, by, (text) => before.get(text) ?? 0);
	session.document = { ...session.document, counts };
}

/** Accounts count all of their people, values only where there are several. */
function countPeople(session: IndexSession, row: IndexValues, by: 1 | -1, before: (text: string) => number): void {
	for (const { value, people, owner } of session.texts.shared(row)) {
		const isOnly = session.addToCount(owner, by) === (by === 1 ? 0 : 1);
		if (!isOnly) continue;
		const known = session.count(people) ?? 0;
		if (value === undefined || known > 0) session.addToCount(people, by);
		else if (by === 1 && before(value) > 0) session.addToCount(people, 2);
	}
}

function nextNumber(session: IndexSession): { readonly number: number; readonly cluster?: number } {
	const number = session.document.nextNumber;
	session.document = { ...session.document, nextNumber: number + 1 };
	return { number };
}
