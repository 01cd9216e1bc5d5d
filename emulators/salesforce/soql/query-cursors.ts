import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import { ApiError } from '../api-error';
import { makeRecordId, toId18 } from '../record-id';
import type { RecordStore } from '../storage/record-store';
import type { RecordShape } from './result-shape';

/** A result of more than one page, frozen at query time. */
export interface Cursor {
	readonly id: string;
	readonly table: string;
	readonly totalSize: number;
	readonly pageSize: number;
	readonly shape: RecordShape;
	readonly openedAt: number;
}

type Row = SQLOutputValue[];

const LIFETIME_MS = 2 * 24 * 60 * 60 * 1000;
const MOST_OPEN = 200;

/** Results wait in temporary tables, so that a large one costs SQLite pages rather than JavaScript objects. */
export class QueryCursors {
	private readonly byId = new Map<string, Cursor>();
	private opened = 0;

	constructor(private readonly store: RecordStore) {}

	/** Runs the statement once and keeps all its rows. */
	open(sql: string, params: readonly SQLInputValue[], shape: RecordShape, pageSize: number, now: Date): Cursor {
		if (this.byId.size >= MOST_OPEN) this.drop([...this.byId.values()][0]);
		const table = `cursor_${++this.opened}`;
		this.store.database.prepare(`CREATE TEMP TABLE ${table} AS ${sql}`).run(...params);
		const counted = this.store.database.prepare(`SELECT COUNT(*) AS n FROM temp.${table}`).get();
		const id = makeRecordId('0r8', this.opened);
		const cursor = { id, table, totalSize: Number(counted?.n), pageSize, shape, openedAt: now.getTime() };
		this.byId.set(id, cursor);
		return cursor;
	}

	/** The cursor and offset behind `0r8…-2000`; throws INVALID_QUERY_LOCATOR when unknown or older than two days. */
	find(locator: string, now: Date): { cursor: Cursor; offset: number } {
		const [, id, offset] = /^(\w{15,18})-(\d+)$/.exec(locator) ?? [];
		const cursor = id ? this.byId.get(toId18(id) ?? '') : undefined;
		if (!cursor || now.getTime() - cursor.openedAt > LIFETIME_MS || Number(offset) > cursor.totalSize) {
			throw new ApiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
		}
		return { cursor, offset: Number(offset) };
	}

	rows(cursor: Cursor, offset: number): Row[] {
		const statement = this.store.database.prepare(`SELECT * FROM temp.${cursor.table} WHERE rowid > ? AND rowid <= ? ORDER BY rowid`);
		statement.setReturnArrays(true);
		return statement.all(offset, offset + cursor.pageSize) as unknown as Row[];
	}

	clear(): void {
		for (const cursor of this.byId.values()) this.drop(cursor);
	}

	private drop(cursor: Cursor): void {
		this.store.database.exec(`DROP TABLE temp.${cursor.table}`);
		this.byId.delete(cursor.id);
	}
}
