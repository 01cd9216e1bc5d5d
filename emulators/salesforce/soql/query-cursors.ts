import { ApiError } from '../api-error';
import { makeRecordId, toId18 } from '../record-id';
import type { RecordQuery } from './result-shape';

/** A result of more than one page: which rows, in which order, and how to read them. */
export interface Cursor {
	readonly id: string;
	/** Row numbers, four bytes each; what the rows hold is read page by page. */
	readonly rowIds: Uint32Array;
	readonly query: RecordQuery;
	readonly pageSize: number;
	readonly openedAt: number;
}

const lifetimeMs = 2 * 24 * 60 * 60 * 1000;
/** 100 MB; the oldest results go first. */
const mostHeldRows = 25_000_000;

/** The query locators that an org has given out. */
export class QueryCursors {
	private readonly byId = new Map<string, Cursor>();
	private opened = 0;
	private rowsHeld = 0;

	constructor(private readonly mostRowsHeld = mostHeldRows) {}

	open(query: RecordQuery, rowIds: Uint32Array, pageSize: number, now: Date): Cursor {
		const id = makeRecordId('0r8', ++this.opened);
		const cursor = { id, rowIds, query, pageSize, openedAt: now.getTime() };
		this.byId.set(id, cursor);
		this.rowsHeld += rowIds.length;
		for (const oldest of this.byId.values()) {
			if (this.rowsHeld <= this.mostRowsHeld || oldest === cursor) break;
			this.drop(oldest);
		}
		return cursor;
	}

	/** The cursor and offset behind `0r8…-2000`; throws INVALID_QUERY_LOCATOR when unknown or older than two days. */
	find(locator: string, now: Date): { cursor: Cursor; offset: number } {
		const [, id, offset] = /^(\w{15,18})-(\d+)$/.exec(locator) ?? [];
		const cursor = id ? this.byId.get(toId18(id) ?? '') : undefined;
		if (!cursor || now.getTime() - cursor.openedAt > lifetimeMs || Number(offset) > cursor.rowIds.length) {
			throw new ApiError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
		}
		return { cursor, offset: Number(offset) };
	}

	clear(): void {
		this.byId.clear();
		this.rowsHeld = 0;
	}

	private drop(cursor: Cursor): void {
		this.byId.delete(cursor.id);
		this.rowsHeld -= cursor.rowIds.length;
	}
}
