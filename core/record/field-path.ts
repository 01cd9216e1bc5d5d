import type { SalesforceRecord } from './record-item';

/**
 * The value at a field path such as `Account.Name`, case-sensitive, also where the record has the path or a part of it as
 * one key, as rows of a CSV file do. `undefined` means that the item does not carry the field; a parent that is null
 * makes every path below it null.
 */
export function readField(record: SalesforceRecord, path: string): unknown {
	if (Object.hasOwn(record, path)) return record[path];
	return path.includes('.') ? readSteps(record, path.split('.')) : undefined;
}

/** The key of most steps wins: it says what it means. */
function readSteps(value: unknown, steps: readonly string[]): unknown {
	if (steps.length === 0 || value === null) return value;
	if (typeof value !== 'object') return undefined;
	for (let count = steps.length; count > 0; count -= 1) {
		const key = steps.slice(0, count).join('.');
		if (Object.hasOwn(value as object, key)) return readSteps((value as SalesforceRecord)[key], steps.slice(count));
	}
	return undefined;
}
