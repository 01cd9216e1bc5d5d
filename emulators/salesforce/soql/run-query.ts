import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import type { OrgState } from '../org/org-state';
import { compileQuery, type CompiledQuery } from './compile-query';
import { formatAggregate, formatRecord, type ChildRunner } from './format-record';
import type { Cursor } from './query-cursors';
import type { RecordShape } from './result-shape';
import { soqlError } from './soql-error';

type Json = Record<string, unknown>;
type Row = SQLOutputValue[];

/** One page of a query as the REST API answers it. */
export interface QueryPage {
	readonly totalSize: number;
	readonly done: boolean;
	readonly nextRecordsUrl?: string;
	readonly records: readonly Json[];
}

/** Who asks, and how. */
export interface QueryRequest {
	readonly userId: string;
	readonly includesDeleted: boolean;
	readonly pageSize: number;
	readonly dataUrl: string;
}

const LARGEST_PAGE = 2_000;

/** Runs a SOQL statement; a result beyond one page stays open behind `nextRecordsUrl`. */
export function runQuery(org: OrgState, soql: string, request: QueryRequest): QueryPage {
	const compiled = compileQuery(org.schema, soql, {
		now: org.clock(),
		timeZone: org.timeZoneOf(request.userId),
		includesDeleted: request.includesDeleted,
		shuffleSeed: org.isStrict ? Math.floor(org.random() * 1_000_000) : undefined,
	});
	switch (compiled.result.kind) {
		case 'count':
			return { totalSize: Number(allRows(org, compiled)[0][0]), done: true, records: [] };
		case 'aggregate': {
			const rows = allRows(org, compiled);
			if (rows.length > LARGEST_PAGE) throw tooManyGroups(soql);
			const { entries } = compiled.result;
			return { totalSize: rows.length, done: true, records: rows.map((row) => formatAggregate(entries, row)) };
		}
		case 'records':
			return firstPage(org, compiled, compiled.result.shape, request);
	}
}

/** The page behind a locator such as `0r8…-2000`. */
export function nextPage(org: OrgState, locator: string, dataUrl: string): QueryPage {
	const { cursor, offset } = org.cursors.find(locator, org.clock());
	return cursorPage(org, cursor, offset, dataUrl);
}

function firstPage(org: OrgState, { sql, params }: CompiledQuery, shape: RecordShape, request: QueryRequest): QueryPage {
	const probe = org.store.prepare(`SELECT * FROM (${sql}) LIMIT ${request.pageSize + 1}`);
	probe.setReturnArrays(true);
	const rows = probe.all(...params) as unknown as Row[];
	if (rows.length > request.pageSize) {
		const cursor = org.cursors.open(sql, params, shape, request.pageSize, org.clock());
		return cursorPage(org, cursor, 0, request.dataUrl);
	}
	return { totalSize: rows.length, done: true, records: formatRows(org, shape, rows, request.dataUrl) };
}

function cursorPage(org: OrgState, cursor: Cursor, offset: number, dataUrl: string): QueryPage {
	const records = formatRows(org, cursor.shape, org.cursors.rows(cursor, offset), dataUrl);
	const end = offset + records.length;
	const { totalSize, id } = cursor;
	if (end >= totalSize) return { totalSize, done: true, records };
	return { totalSize, done: false, nextRecordsUrl: `${dataUrl}/query/${id}-${end}`, records };
}

function formatRows(org: OrgState, shape: RecordShape, rows: readonly Row[], dataUrl: string): Json[] {
	const runChild: ChildRunner = ({ query }, parentId) => {
		const statement = org.store.prepare(query.sql);
		statement.setReturnArrays(true);
		const children = statement.all(...(query.params as SQLInputValue[]), parentId) as unknown as Row[];
		if (children.length === 0) return null;
		const records = children.map((row) => formatRecord(query.shape, row, dataUrl, runChild));
		return { totalSize: children.length, done: true, records };
	};
	return rows.map((row) => formatRecord(shape, row, dataUrl, runChild)!);
}

function allRows(org: OrgState, { sql, params }: CompiledQuery): Row[] {
	const statement = org.store.prepare(sql);
	statement.setReturnArrays(true);
	return statement.all(...params) as unknown as Row[];
}

function tooManyGroups(soql: string): Error {
	return soqlError(soql, 0, 'EXCEEDED_ID_LIMIT', 'Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch');
}
