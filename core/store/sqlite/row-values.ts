import type { SQLOutputValue } from 'node:sqlite';

/** A column that may be NULL as text; NULL is `undefined`. */
export function optionalText(value: SQLOutputValue | undefined): string | undefined {
	return value === null || value === undefined ? undefined : String(value);
}

/** A column that may be NULL as a number; NULL is `undefined`. */
export function optionalNumber(value: SQLOutputValue | undefined): number | undefined {
	return value === null || value === undefined ? undefined : Number(value);
}

/** Milliseconds since 1970 as a moment; NULL is `undefined`. */
export function optionalDate(value: SQLOutputValue | undefined): Date | undefined {
	return value === null || value === undefined ? undefined : new Date(Number(value));
}

/** A 0/1 column that may be NULL; NULL is `undefined`. */
export function optionalFlag(value: SQLOutputValue | undefined): boolean | undefined {
	return value === null || value === undefined ? undefined : value === 1;
}

/** A boolean as SQLite keeps it; `undefined` is NULL. */
export function flag(value: boolean | undefined): number | null {
	return value === undefined ? null : Number(value);
}
