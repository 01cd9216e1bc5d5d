import type { OrgState } from '../org/org-state';
import { formatRecord, type ChildRunner } from './format-record';
import type { Cursor } from './query-cursors';
import { findRows, rowsById, type Row } from './read-rows';
import type { RecordQuery } from './result-shape';

type Json = Record<string, unknown>;

/** One page of a query as the REST API answers it. */
export interface QueryPage {
	readonly totalSize: number;
	readonly done: boolean;
	readonly nextRecordsUrl?: string;
	readonly records: readonly Json[];
}

/** How a page is cut and what its links start with. */
export interface PageRequest {
	readonly pageSize: number;
	readonly dataUrl: string;
}

/** A list of children shows this many at first; the rest are behind its own `nextRecordsUrl`. */
const firstChildren = 200;

/** The first page of a result, with a cursor behind it when there is more. */
export function firstPage(org: OrgState, query: RecordQuery, request: PageRequest): QueryPage {
	const { rows, rowIds } = findRows(org.store, query, [], request.pageSize);
	const records = formatWithin(org, query, rows, request);
	const totalSize = rowIds.length;
	if (records.length === totalSize) return { totalSize, done: true, records };
	return { totalSize, done: false, nextRecordsUrl: openCursor(org, query, rowIds, records.length, request), records };
}

/** A further page of a result; `offset` counts from its first row. */
export function pageOfCursor(org: OrgState, cursor: Cursor, offset: number, dataUrl: string): QueryPage {
	const { rowIds, query, pageSize } = cursor;
	const totalSize = rowIds.length;
	const onPage = rowIds.subarray(offset, offset + org.faults.pageSize(pageSize));
	const rows = rowsById(org.store, query, onPage);
	const records = formatWithin(org, query, rows, { pageSize, dataUrl });
	const end = records.length < rows.length ? offset + placeOf(rows[records.length]) : offset + onPage.length;
	if (end >= totalSize) return { totalSize, done: true, records };
	return { totalSize, done: false, nextRecordsUrl: `${dataUrl}/query/${cursor.id}-${end}`, records };
}

/** As many rows as fit on a page, on which children take up room too; at least one. */
function formatWithin(org: OrgState, query: RecordQuery, rows: readonly Row[], request: PageRequest): Json[] {
	let room = request.pageSize;
	const runChild: ChildRunner = (entry, parentId) => {
		const found = findRows(org.store, entry.query, [parentId], firstChildren);
		const totalSize = found.rowIds.length;
		if (totalSize === 0) return null;
		room -= found.rows.length;
		const records = found.rows.map((row) => formatRecord(entry.query.shape, row, request.dataUrl, runChild)!);
		if (records.length === totalSize) return { totalSize, done: true, records };
		return {
			totalSize,
			done: false,
			nextRecordsUrl: openCursor(org, entry.query, found.rowIds, records.length, request),
			records,
		};
	};
	const records: Json[] = [];
	for (const row of rows) {
		if (room <= 0) break;
		records.push(formatRecord(query.shape, row, request.dataUrl, runChild)!);
		room--;
	}
	return records;
}

function openCursor(
	org: OrgState,
	query: RecordQuery,
	rowIds: Uint32Array,
	offset: number,
	{ pageSize, dataUrl }: PageRequest,
): string {
	const cursor = org.cursors.open(query, rowIds, pageSize, org.clock());
	return `${dataUrl}/query/${cursor.id}-${offset}`;
}

function placeOf(row: Row): number {
	return Number(row[row.length - 1]);
}
