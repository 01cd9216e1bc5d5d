import type { Pace } from '../pace';
import { categoryReader, type Feature, isNumeric, numberReader } from './feature';
import type { Table } from './table';

/** A feature's values, record after record, ready to be counted. */
export type EncodedFeature =
	| { readonly feature: Feature; readonly type: 'number' /** `NaN`: says nothing. */; readonly values: Float64Array }
	| {
			readonly feature: Feature;
			readonly type: 'category';
			/** Which of the levels; -1: says nothing. */
			readonly codes: Int32Array;
			readonly levels: readonly string[];
	  };

const valuesPerLook = 2_048;

/** The feature's values of all records. `asOfMs` gives the moment of each record's decision. */
export async function encode(
	feature: Feature,
	table: Table,
	asOfMs: (row: number) => number,
	pace: Pace,
): Promise<EncodedFeature> {
	const column = table.columns.get(feature.field) ?? [];
	return isNumeric(feature)
		? await encodeNumbers(feature, column, asOfMs, table.count, pace)
		: await encodeCategories(feature, column, table.count, pace);
}

/** The records of `rows` alone. */
export function pick(encoded: EncodedFeature, rows: Int32Array): EncodedFeature {
	if (encoded.type === 'number') return { ...encoded, values: Float64Array.from(rows, (row) => encoded.values[row]) };
	return { ...encoded, codes: Int32Array.from(rows, (row) => encoded.codes[row]) };
}

async function encodeNumbers(
	feature: Feature,
	column: readonly unknown[],
	asOfMs: (row: number) => number,
	count: number,
	pace: Pace,
): Promise<EncodedFeature> {
	const read = numberReader(feature);
	const values = new Float64Array(count);
	for (let row = 0; row < count; row += 1) {
		values[row] = read(column[row], asOfMs(row));
		if (row % valuesPerLook === 0) await pace.breathe();
	}
	return { feature, type: 'number', values };
}

async function encodeCategories(
	feature: Feature,
	column: readonly unknown[],
	count: number,
	pace: Pace,
): Promise<EncodedFeature> {
	const read = categoryReader(feature);
	const codes = new Int32Array(count);
	const codeByLevel = new Map<string, number>();
	for (let row = 0; row < count; row += 1) {
		const level = read(column[row]);
		codes[row] = level === '' ? -1 : (codeByLevel.get(level) ?? codeByLevel.size);
		if (codes[row] === codeByLevel.size) codeByLevel.set(level, codes[row]);
		if (row % valuesPerLook === 0) await pace.breathe();
	}
	return { feature, type: 'category', codes, levels: [...codeByLevel.keys()] };
}
