import type { Pace } from '../pace';
import type { Table } from './table';

/** A column with so many different values, as a share of the different records, tells one record from another. */
const identifying = 0.5;
/** Of a handful of values nobody can say so. */
const leastIdentifying = 100;
const rowsPerLook = 1_000;

/**
 * Those of `rows` that are there for the first time. Records that agree in everything are repeats of one where some field nearly tells
 * records apart; elsewhere they are different records that happen to agree, and all of them stay.
 */
export async function withoutRepeats({ columns }: Table, rows: Int32Array, pace: Pace): Promise<Int32Array> {
	const all = [...columns.values()];
	const seen = new Set<string>();
	const fresh: number[] = [];
	for (const [at, row] of rows.entries()) {
		const key = all.map((column) => textOf(column[row])).join('\u0000');
		if (!seen.has(key)) fresh.push(row);
		seen.add(key);
		if (at % rowsPerLook === 0) await pace.breathe();
	}
	if (fresh.length === rows.length) return rows;
	for (const column of all) {
		const distinct = new Set<unknown>();
		for (const row of fresh) distinct.add(column[row]);
		await pace.breathe();
		if (distinct.size >= Math.max(leastIdentifying, identifying * fresh.length)) return Int32Array.from(fresh);
	}
	return rows;
}

function textOf(value: unknown): string {
	return value === null || value === undefined ? '' : String(value);
}
