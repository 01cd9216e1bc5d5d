import { setImmediate } from 'node:timers/promises';
import { readField } from '../../../../record/field-path';
import type { Pace } from '../pace';

/** Records side by side: what each field holds, record after record. */
export interface Table {
	readonly count: number;
	/** By field path, in the order in which the fields were first seen. */
	readonly columns: ReadonlyMap<string, readonly unknown[]>;
}

type Row = Readonly<Record<string, unknown>>;

const ownKeys = new Set(['attributes', '_enrichment']);
/** Fields are looked for in this many records; one that first turns up later is too rare to learn from. */
const recordsLookedAt = 5_000;
const recordsPerTurn = 10_000;

/** The most fields that are looked at; a table with more is not one of leads. */
export const maxColumns = 2_000;

/** The records as a table of `paths`, or of every field that they carry, parents' fields by path such as `Account.Name`. */
export async function tableOf(records: readonly Row[], paths: readonly string[] = pathsOf(records)): Promise<Table> {
	const columns = new Map<string, unknown[]>(paths.map((path) => [path, new Array<unknown>(records.length)]));
	const filled = [...columns];
	for (const [index, record] of records.entries()) {
		for (const [path, values] of filled) values[index] = readField(record as Record<string, unknown>, path);
		if (index % recordsPerTurn === recordsPerTurn - 1) await setImmediate();
	}
	return { count: records.length, columns };
}

/** Some of the records of a table, in the order given. */
export async function rowsOf(table: Table, rows: Int32Array, pace: Pace): Promise<Table> {
	const columns = new Map<string, readonly unknown[]>();
	for (const [path, values] of table.columns) {
		const picked = new Array<unknown>(rows.length);
		for (let at = 0; at < rows.length; at += 1) picked[at] = values[rows[at]];
		columns.set(path, picked);
		await pace.breathe();
	}
	return { count: rows.length, columns };
}

function pathsOf(records: readonly Row[]): string[] {
	const paths = new Set<string>();
	for (const record of records.slice(0, recordsLookedAt)) {
		for (const path of fieldPaths(record, '')) paths.add(path);
		if (paths.size > maxColumns) break;
	}
	return [...paths].slice(0, maxColumns);
}

function* fieldPaths(record: Row, prefix: string): Generator<string> {
	for (const [key, value] of Object.entries(record)) {
		if (ownKeys.has(key)) continue;
		if (isParent(value) && prefix.split('.').length < 4) yield* fieldPaths(value, `${prefix}${key}.`);
		else if (value === null || typeof value !== 'object') yield `${prefix}${key}`;
	}
}

function isParent(value: unknown): value is Row {
	return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
