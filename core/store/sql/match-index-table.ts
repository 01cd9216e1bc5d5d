import { setImmediate } from 'node:timers/promises';
import type { IndexedRecord, MatchIndexKey, MatchIndexPart, MatchIndexStore } from '../contract/match-indexes';
import { type NamedValues, optionalNumber, optionalText, type Row } from '../rows/row-values';
import { all, get, run, runOnRows, type Database, type Work } from './statement';

/** The indexes that scans have left. */
export function matchIndexTable(db: Database): MatchIndexStore {
	return { ...matchIndexReader(db), ...matchIndexWriter(db) };
}

function matchIndexReader(
	db: Database,
): Pick<
	MatchIndexStore,
	'loadMatchIndex' | 'readMatchPages' | 'readIndexedRecords' | 'findIndexedRecords' | 'readMatchGroups'
> {
	return {
		async loadMatchIndex({ orgId, name }) {
			const row = await db.perform(() => get(selectHead, { orgId, name }));
			return (
				row && {
					generation: Number(row.generation),
					revision: Number(row.index_revision),
					document: String(row.document_json),
					keptAt: new Date(Number(row.kept_at)),
				}
			);
		},

		async readMatchPages({ orgId, name }, generation, pages) {
			const rows = await db.perform(() => all(selectPages, { orgId, name, generation, pages }));
			return rows.map((row) => ({ page: String(row.page_key), content: String(row.content) }));
		},

		async readIndexedRecords({ orgId, name }, generation, numbers) {
			const keys = numbers.map(keyOf);
			return (await db.perform(() => all(selectByNumber, { orgId, name, generation, keys }))).map(recordOf);
		},

		async findIndexedRecords({ orgId, name }, generation, recordIds) {
			return (await db.perform(() => all(selectById, { orgId, name, generation, recordIds }))).map(recordOf);
		},

		async readMatchGroups({ orgId, name }, generation, after) {
			const values = { orgId, name, generation, after: after < 0 ? '' : keyOf(after), most: mostInPage };
			return (await db.perform(() => all(selectGroups, values))).map(recordOf);
		},
	};
}

function matchIndexWriter(
	db: Database,
): Pick<
	MatchIndexStore,
	| 'fillMatchIndex'
	| 'changeMatchIndex'
	| 'rewriteMatchPages'
	| 'dropMatchPages'
	| 'dropMatchGenerations'
	| 'forgetMatchIndex'
> {
	return {
		async fillMatchIndex(key, generation, part) {
			await db.transact(() => put(key, generation, part));
		},

		async changeMatchIndex(key, { generation, revision, document, keptAt }, part) {
			const values = { ...key, generation, revision, document, keptAt: keptAt.getTime() };
			return await db.transact(function* () {
				if ((yield* run(revision === 1 ? insertHead : updateHead, values)) === 0) return false;
				yield* put(key, generation, part);
				return true;
			});
		},

		async rewriteMatchPages({ orgId, name }, generation, pages, rewrite) {
			const values = { orgId, name, generation };
			await db.transact(function* () {
				yield* get('SELECT {lock named} AS locked', { name: `match pages of ${orgId} ${name}` });
				const rows = yield* all(selectPages, { ...values, pages });
				const before = new Map(rows.map((row) => [String(row.page_key), String(row.content)]));
				const after = pages.map((page) => ({ page_key: page, content: rewrite(page, before.get(page)) }));
				yield* runOnRows(savePages, values, after, ['page_key']);
			});
		},

		async dropMatchPages({ orgId, name }, generation, pages) {
			await db.perform(() => run(deletePages, { orgId, name, generation, pages }));
		},

		async dropMatchGenerations({ orgId, name }, except = -1) {
			let dropped = 0;
			for (const others of ['generation < :except', 'generation > :except'])
				for (const table of generationTables)
					dropped += await db.perform(() => run(dropFrom(table, others), { orgId, name, except, most: mostDropped }));
			return dropped;
		},

		async forgetMatchIndex({ orgId, name }) {
			await db.perform(() => run(deleteHead, { orgId, name }));
		},
	};
}

function* put({ orgId, name }: MatchIndexKey, generation: number, part: MatchIndexPart): Work<void> {
	const values = { orgId, name, generation };
	yield* run(deleteRecords, { ...values, keys: (part.removed ?? []).map(keyOf) });
	const pages = part.pages.map(({ page, content }) => ({ page_key: page, content }));
	yield* runOnRows(savePages, values, pages, ['page_key']);
	yield* runOnRows(saveRecords, values, part.records.map(rowOf), ['record_key']);
}

/** Forgets indexes that nobody has scanned or brought up to date since; their heads stay, because they say which numbers were given. */
export async function forgetAgedIndexes(db: Database, before: Date): Promise<void> {
	const aged = { before: before.getTime() };
	await db.perform(() => run(markForgotten, aged));
	for (const table of generationTables) {
		const part = { ...aged, most: mostDropped };
		while ((await db.perform(() => run(dropForgotten(table), part))) > 0) await setImmediate();
	}
}

const mostInPage = 10_000;
const mostDropped = 1_000;
/** 36^6 is more than 2^31. */
const keyLength = 6;

/** Numbers as text in their order: lists are compared as text. */
function keyOf(number: number): string {
	return number.toString(36).padStart(keyLength, '0');
}

function rowOf({ number, recordId, cluster, values, links }: IndexedRecord): NamedValues {
	return {
		record_key: keyOf(number),
		record_id: recordId,
		cluster_id: cluster ?? null,
		values_json: values ?? null,
		links: links.join(' '),
	};
}

function recordOf(row: Row): IndexedRecord {
	const [cluster, values] = [optionalNumber(row.cluster_id), optionalText(row.values_json)];
	const links = String(row.links);
	return {
		number: parseInt(String(row.record_key), 36),
		recordId: String(row.record_id),
		...(cluster !== undefined && { cluster }),
		...(values !== undefined && { values }),
		links: links === '' ? [] : links.split(' ').map(Number),
	};
}

const isIndex = 'org_id = :orgId AND index_name = :name';
const isGeneration = `${isIndex} AND generation = :generation`;

const selectHead = `SELECT * FROM {schema}.match_indexes WHERE ${isIndex}`;
const deleteHead = `DELETE FROM {schema}.match_indexes WHERE ${isIndex}`;

// Who comes first with the first revision decides.
const insertHead = `
	INSERT INTO {schema}.match_indexes (org_id, index_name, generation, index_revision, document_json, kept_at)
	VALUES (:orgId, :name, :generation, :revision, :document, :keptAt)
	ON CONFLICT (org_id, index_name) DO NOTHING`;

const updateHead = `
	UPDATE {schema}.match_indexes
	SET generation = :generation, index_revision = :revision, document_json = :document, kept_at = :keptAt
	WHERE ${isIndex} AND index_revision = :revision - 1`;

const selectPages = `
	SELECT page_key, content FROM {schema}.match_pages WHERE ${isGeneration} AND page_key {isOneOf pages}`;

const selectByNumber = `SELECT * FROM {schema}.match_records WHERE ${isGeneration} AND record_key {isOneOf keys}`;

// As expressions, so that SQLite takes the index of Ids: by its primary key it would look at the whole generation.
const selectById = `
	SELECT * FROM {schema}.match_records
	WHERE org_id = :orgId AND record_id {isOneOf recordIds} AND index_name || '' = :name AND generation + 0 = :generation`;

const selectGroups = `
	SELECT record_key, record_id, cluster_id, NULL AS values_json, links FROM {schema}.match_records
	WHERE ${isGeneration} AND record_key > :after AND cluster_id IS NOT NULL ORDER BY record_key LIMIT :most`;

const savePages = `
	INSERT INTO {schema}.match_pages (org_id, index_name, generation, page_key, content)
	SELECT :orgId, :name, :generation, page_key, content FROM given WHERE true
	ON CONFLICT (org_id, index_name, generation, page_key) DO UPDATE SET content = excluded.content`;

const saveRecords = `
	INSERT INTO {schema}.match_records (org_id, index_name, generation, record_key, record_id, cluster_id, values_json, links)
	SELECT :orgId, :name, :generation, record_key, record_id, cluster_id, values_json, links FROM given WHERE true
	ON CONFLICT (org_id, index_name, generation, record_key) DO UPDATE SET
		record_id = excluded.record_id, cluster_id = excluded.cluster_id, values_json = excluded.values_json, links = excluded.links`;

const deleteRecords = `DELETE FROM {schema}.match_records WHERE ${isGeneration} AND record_key {isOneOf keys}`;

const deletePages = `DELETE FROM {schema}.match_pages WHERE ${isGeneration} AND page_key {isOneOf pages}`;

interface GenerationTable {
	readonly name: string;
	/** Names a row of a generation. */
	readonly key: string;
}

const generationTables: readonly GenerationTable[] = [
	{ name: 'match_pages', key: 'page_key' },
	{ name: 'match_records', key: 'record_key' },
];

/** By generations before and after separately: "other than" would have all rows of the index looked at. */
function dropFrom({ name, key }: GenerationTable, others: string): string {
	const columns = `org_id, index_name, generation, ${key}`;
	return `
	DELETE FROM {schema}.${name} WHERE (${columns}) IN (
		SELECT ${columns} FROM {schema}.${name} WHERE ${isIndex} AND ${others} LIMIT :most)`;
}

// What a document begins with says that its index is no more.
const markForgotten = `
	UPDATE {schema}.match_indexes SET document_json = '-' || document_json, index_revision = index_revision + 1
	WHERE kept_at < :before AND document_json NOT LIKE '-%'`;

function dropForgotten({ name, key }: GenerationTable): string {
	const columns = ['org_id', 'index_name', 'generation', key];
	return `
	DELETE FROM {schema}.${name} WHERE (${columns.join(', ')}) IN (
		SELECT ${columns.map((column) => `dropped.${column}`).join(', ')}
		FROM {schema}.match_indexes AS heads
		JOIN {schema}.${name} AS dropped ON dropped.org_id = heads.org_id AND dropped.index_name = heads.index_name
		WHERE heads.kept_at < :before AND heads.document_json LIKE '-%' LIMIT :most)`;
}
