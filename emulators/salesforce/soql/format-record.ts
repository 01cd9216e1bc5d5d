import type { SQLOutputValue } from 'node:sqlite';
import { toRestDateTime } from '../date-time';
import type { FieldType } from '../schema/field';
import type { RecordShape, ShapeEntry } from './result-shape';

type Json = Record<string, unknown>;

/** Runs subqueries for one parent; absent where a shape has none. */
export type ChildRunner = (entry: Extract<ShapeEntry, { kind: 'children' }>, parentId: string) => unknown;

/** A stored value as the REST API writes it. */
export function formatValue(type: FieldType, value: SQLOutputValue): unknown {
	if (value === null) return null;
	if (type === 'boolean') return value === 1;
	if (type === 'address') return JSON.parse(String(value));
	return type === 'datetime' ? toRestDateTime(String(value)) : value;
}

/** A row as a record with `attributes`; null when the row holds no such parent. */
export function formatRecord(
	shape: RecordShape,
	row: readonly SQLOutputValue[],
	dataUrl: string,
	runChild: ChildRunner,
): Json | null {
	const id = row[shape.idColumn];
	if (id === null) return null;
	const target = shape.targetColumn === undefined ? shape.typeName : String(row[shape.targetColumn]);
	const record: Json = { attributes: { type: shape.typeName, url: `${dataUrl}/sobjects/${target}/${id}` } };
	for (const entry of shape.entries) {
		switch (entry.kind) {
			case 'value':
				record[entry.key] = formatValue(entry.type, row[entry.column]);
				break;
			case 'parent':
				record[entry.key] = formatRecord(entry.shape, row, dataUrl, runChild);
				break;
			case 'typeof': {
				const found = entry.shapes.find((each) => row[each.idColumn] !== null);
				record[entry.key] = found ? formatRecord(found, row, dataUrl, runChild) : null;
				break;
			}
			default:
				record[entry.key] = runChild(entry, String(id));
		}
	}
	return record;
}

/** A row of GROUP BY. */
export function formatAggregate(entries: readonly ShapeEntry[], row: readonly SQLOutputValue[]): Json {
	const record: Json = { attributes: { type: 'AggregateResult' } };
	for (const entry of entries) {
		if (entry.kind === 'value') record[entry.key] = formatValue(entry.type, row[entry.column]);
	}
	return record;
}

/** The `attributes` that every record carries. */
export function recordAttributes(type: string, id: string, dataUrl: string): Json {
	return { type, url: `${dataUrl}/sobjects/${type}/${id}` };
}
