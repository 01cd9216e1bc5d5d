import type { SalesforceRecord } from '../../record/record-item';
import type { FieldDescription } from '../../salesforce/client';
import type { BulkRow } from '../../salesforce/bulk-query';
import type { SelectionPlan } from './plan-selection';

const numberTypes = new Set(['int', 'long', 'double', 'currency', 'percent']);

/**
 * The row of a bulk query as the REST API would have given it: typed values, `null` for empty ones, parents as nested
 * objects (`null` when all that was asked of them is empty), times with `+0000`.
 */
export function recordOfRow(row: BulkRow, { sObject, fieldByPath }: Pick<SelectionPlan, 'sObject' | 'fieldByPath'>, fields: readonly string[]): SalesforceRecord {
	const record: SalesforceRecord = { attributes: { type: sObject } };
	for (const path of fields) place(record, path.split('.'), valueOf(row[path] ?? '', fieldByPath.get(path)));
	for (const name of parentsOf(fields)) {
		if (isEmptyParent(record[name])) record[name] = null;
	}
	return record;
}

function place(record: SalesforceRecord, [name, ...rest]: readonly string[], value: unknown): void {
	if (rest.length === 0) {
		record[name] = value;
		return;
	}
	record[name] ??= {};
	place(record[name] as SalesforceRecord, rest, value);
}

function parentsOf(fields: readonly string[]): Set<string> {
	return new Set(fields.filter((path) => path.includes('.')).map((path) => path.slice(0, path.indexOf('.'))));
}

function isEmptyParent(value: unknown): boolean {
	if (typeof value !== 'object' || value === null) return value === null;
	return Object.values(value).every(isEmptyParent);
}

function valueOf(text: string, field: FieldDescription | undefined): unknown {
	if (text === '') return null;
	if (field?.type === 'boolean') return text === 'true';
	if (field && numberTypes.has(field.type)) return Number(text);
	if (field?.type === 'datetime') return text.replace(/Z$/, '+0000');
	return text;
}
