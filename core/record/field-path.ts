import type { SalesforceRecord } from './record-item';

/**
 * The value at a field path such as `Account.Name`, case-sensitive. `undefined` means that the item does not
 * carry the field; a parent that is null makes every path below it null.
 */
export function readField(record: SalesforceRecord, path: string): unknown {
	let value: unknown = record;
	for (const name of path.split('.')) {
		if (value === null) return null;
		if (typeof value !== 'object' || !Object.hasOwn(value as object, name)) return undefined;
		value = (value as SalesforceRecord)[name];
	}
	return value;
}
