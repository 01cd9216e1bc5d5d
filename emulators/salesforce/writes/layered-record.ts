import type { SQLInputValue } from 'node:sqlite';

type Values = Record<string, SQLInputValue>;

/**
 * A record as it would be after a change, to be read by field name only: copying the sixty fields of every record that
 * a batch changes would cost more than saving it.
 */
export function layeredRecord(before: Readonly<Values> | undefined, changes: Readonly<Values>): Readonly<Values> {
	return before ? (Object.assign(Object.create(before), changes) as Values) : changes;
}
