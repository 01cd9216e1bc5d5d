import type { SalesforceRecord } from '../../record/record-item';
import type { FieldDescription } from '../../salesforce/schema';
import type { BulkRows } from '../../salesforce/bulk-query-pages';
import type { CompoundPart } from './compound-fields';
import type { SelectionPlan } from './plan-selection';

const numberTypes = new Set(['int', 'long', 'double', 'currency', 'percent']);

/** One field of the records: where it stands in the row and in the record. */
interface Column {
	readonly parents: readonly string[];
	readonly name: string;
	readonly read: (row: readonly string[]) => unknown;
}

/**
 * The rows of a bulk query as the REST API would have given them: typed values, `null` for empty ones, parents as
 * nested objects (`null` when all that was asked of them is empty), times with `+0000`, compound fields put together.
 */
export function recordsOfRows(
	{ columns, rows }: BulkRows,
	{ sObject, fieldByPath, partsByPath }: Pick<SelectionPlan, 'sObject' | 'fieldByPath' | 'partsByPath'>,
	fields: readonly string[],
): SalesforceRecord[] {
	// Worked out once, because a result may have millions of values.
	const placed = fields.map((path): Column => {
		const steps = path.split('.');
		const parts = partsByPath?.get(path);
		const read = parts ? compoundReader(columns, parts) : valueReader(columns.indexOf(path), fieldByPath.get(path));
		return { parents: steps.slice(0, -1), name: steps.at(-1)!, read };
	});
	const parents = [...parentsOf(fields)];
	return rows.map((row) => {
		const record: SalesforceRecord = { attributes: { type: sObject } };
		for (const { name, read, parents: steps } of placed) holderOf(record, steps)[name] = read(row);
		for (const name of parents) {
			if (isEmptyParent(record[name])) record[name] = null;
		}
		return record;
	});
}

function valueReader(index: number, field: FieldDescription | undefined): Column['read'] {
	const read = readerOf(field);
	return (row) => {
		const text = row[index] ?? '';
		return text === '' ? null : read(text);
	};
}

/** A compound without any part is null, as the REST API says it. */
function compoundReader(columns: readonly string[], parts: readonly CompoundPart[]): Column['read'] {
	const placed = parts.map(({ path, name, field }) => ({ name, read: valueReader(columns.indexOf(path), field) }));
	return (row) => {
		const values = placed.map(({ name, read }) => [name, read(row)] as const);
		return values.some(([, value]) => value !== null) ? Object.fromEntries(values) : null;
	};
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
