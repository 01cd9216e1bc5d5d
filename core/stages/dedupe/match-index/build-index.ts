import type { IndexedRecord, MatchIndexPart } from '../../../store/contract/match-indexes';
import type { LinkageTable } from '../linkage/columns';
import type { LinkageField } from '../linkage/fields';
import type { Linkage } from '../linkage/linkage';
import { Turns } from '../linkage/turns';
import { blockingKeys, type KeysOf } from './blocking-keys';
import { buildPages } from './build-pages';
import { takeCounts } from './count-table';
import type { FieldCounts, IndexDocument } from './index-document';
import { textIn } from './index-values';
import { linksByRecord } from './record-links';

/** A row of the store takes about 15 µs: so many are put in together. */
const recordsPerPart = 1_000;
const perPart = 512;

/** What a scan has found, and who the records are. */
export interface ScannedObject {
	readonly linkage: Pick<Linkage, 'table' | 'rules' | 'pairs' | 'models' | 'accounts'>;
	/** By record. */
	readonly recordIds: readonly string[];
	/** By record, 0 where it is in no group. */
	readonly clusters: Int32Array;
}

/** What the pages and the counts of an index say of themselves. */
export type IndexSizes = Pick<IndexDocument, 'fields' | 'rules' | 'keyPages' | 'countPages' | 'log' | 'counts'>;

/** All parts of the index over a scanned object, some hundred rows at a time; in the end, what it knows as a whole. */
export async function* indexParts(scanned: ScannedObject): AsyncGenerator<MatchIndexPart, IndexSizes> {
	const { table, rules, pairs } = scanned.linkage;
	const turns = new Turns();
	yield* recordParts(scanned, turns);
	const kept = rules.filter((_, at) => !pairs.blocks[at]?.isLeftOut);
	const keys: KeysOf[] = [];
	for (const rule of kept) keys.push(await blockingKeys(rule, turns));
	const keyPages = yield* buildPages('keys', turns, async (take) => {
		for (const keysOf of keys) {
			await turns.inParts(table.size, perPart, (from, to) => {
				for (let record = from; record < to; record += 1) keysOf(record, (place, mark) => take(place, mark, record));
			});
		}
	});
	const countPages = yield* buildPages('counts', turns, async (take) => await takeCounts(table, turns, take));
	return {
		fields: [...table.columns.keys()],
		rules: kept.map(({ name }) => name),
		keyPages,
		countPages,
		log: { first: 1, next: 1, changes: 0 },
		counts: fieldCounts(table),
	};
}

async function* recordParts(
	{ linkage: { table, pairs }, recordIds, clusters }: ScannedObject,
	turns: Turns,
): AsyncGenerator<MatchIndexPart> {
	const linksOf = await linksByRecord(pairs, table.size, turns);
	const columns = [...table.columns.values()];
	for (let start = 0; start < table.size; start += recordsPerPart) {
		const records: IndexedRecord[] = [];
		for (let number = start; number < Math.min(table.size, start + recordsPerPart); number += 1) {
			records.push({
				number,
				recordId: recordIds[number],
				...(clusters[number] > 0 && { cluster: clusters[number] }),
				values: JSON.stringify(columns.map((column) => textIn(column, number))),
				links: linksOf(number),
			});
		}
		yield { pages: [], records };
		await turns.next();
	}
}

function fieldCounts({ columns }: LinkageTable): IndexDocument['counts'] {
	const counts: Partial<Record<LinkageField, FieldCounts>> = {};
	for (const [field, { filled, dictionary }] of columns) counts[field] = { filled, values: dictionary.size };
	return counts;
}
