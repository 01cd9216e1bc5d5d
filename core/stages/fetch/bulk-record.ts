import type { SalesforceRecord } from '../../record/record-item';
import type { FieldDescription } from '../../salesforce/client';
import type { BulkRows } from '../../salesforce/bulk-query-pages';
import type { SelectionPlan } from './plan-selection';

const numberTypes = new Set(['int', 'long', 'double', 'currency', 'percent']);

/** One field of the records: where it stands in the row and in the record. */
interface Column {
	readonly index: number;
	readonly parents: readonly string[];
	readonly name: string;
	readonly read: (text: string) => unknown;
}

/**
 * The rows of a bulk query as the REST API would have given them: typed values, `null` for empty ones, parents as
 * nested objects (`null` when all that was asked of them is empty), times with `+0000`.
 */
export function recordsOfRows(
	{ columns, rows }: BulkRows,
	{ sObject, fieldByPath }: Pick<SelectionPlan, 'sObject' | 'fieldByPath'>,
	fields: readonly string[],
): SalesforceRecord[] {
	// Worked out once, because a result may have millions of values.
	const placed = fields.map((path): Column => {
		const steps = path.split('.');
		return { index: columns.indexOf(path), parents: steps.slice(0, -1), name: steps.at(-1)!, read: readerOf(fieldByPath.get(path)) };
	});
	const parents = [...parentsOf(fields)];
	return rows.map((row) => {
		const record: SalesforceRecord = { attributes: { type: sObject } };
		for (const { index, name, read, parents: steps } of placed) {
			const text = row[index] ?? '';
			holderOf(record, steps)[name] = text === '' ? null : read(text);
		}
		for (const name of parents) {
			if (isEmptyParent(record[name])) record[name] = null;
		}
		return record;
	});
}

function holderOf(record: SalesforceRecord, parents: readonly string[]): Record<string, unknown> {
	let holder: Record<string, unknown> = record;
	for (const name of parents) holder = (holder[name] ??= {}) as Record<string, unknown>;
	return holder;
}

function parentsOf(fields: readonly string[]): Set<string> {
	return new Set(fields.filter((path) => path.includes('.')).map((path) => path.slice(0, path.indexOf('.'))));
}

function isEmptyParent(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return value === null;
	return Object.values(value).every(isEmptyParent);
}

function readerOf(field: FieldDescription | undefined): (text: string) => unknown {
	if (field?.type === 'boolean') return (text) => text === 'true';
	if (field && numberTypes.has(field.type)) return Number;
	if (field?.type === 'datetime') return (text) => text.replace(/Z$/, '+0000');
	return (text) => text;
}
