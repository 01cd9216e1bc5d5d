import { DateTime } from 'luxon';
import type { FieldDescription } from '../../salesforce/client';
import { accepted, wrongType, type Coercion } from './coercion';

/** A whole calendar date, perhaps with a time; a year or a week alone would have a day invented for it. */
const isoDate = /^\d{4}-\d{2}-\d{2}(?:[T ]|$)/;
const digitsOnly = /^\d+$/;

/** Ten digits count seconds and thirteen milliseconds since 1970: both lie between 2001 and 2286. */
const secondsRange = [1e9, 1e10] as const;
const millisecondsRange = [1e12, 1e13] as const;

/** The calendar day in UTC, as `2026-11-21`. */
export function coerceDate(value: unknown, field: FieldDescription): Coercion {
	const time = parseTime(value);
	return time ? accepted(time.toISODate()) : refuseTime(value, field);
}

/**
 * The instant in UTC; text without an offset is taken as UTC. Cut to the second, the precision of the field
 * (SOAP API guide, “Primitive Data Types”), because a value that reads back otherwise would be written for ever.
 */
export function coerceDateTime(value: unknown, field: FieldDescription): Coercion {
	const time = parseTime(value);
	return time ? accepted(time.startOf('second').toISO()) : refuseTime(value, field);
}

function parseTime(value: unknown): DateTime<true> | undefined {
	if (value instanceof Date) return valid(DateTime.fromJSDate(value, { zone: 'utc' }));
	if (isDigits(value)) return epochTime(Number(value));
	if (typeof value !== 'string' || !isoDate.test(value.trim())) return undefined;
	return valid(DateTime.fromISO(value.trim().replace(' ', 'T'), { zone: 'utc' }));
}

function epochTime(number: number): DateTime<true> | undefined {
	if (within(number, secondsRange)) return valid(DateTime.fromSeconds(number, { zone: 'utc' }));
	return within(number, millisecondsRange) ? valid(DateTime.fromMillis(number, { zone: 'utc' })) : undefined;
}

function refuseTime(value: unknown, field: FieldDescription): Coercion {
	const why = isDigits(value) ? 'which may be seconds, milliseconds or neither' : undefined;
	return wrongType(field, value, why);
}

function isDigits(value: unknown): boolean {
	return typeof value === 'number' || (typeof value === 'string' && digitsOnly.test(value.trim()));
}

function within(number: number, [from, until]: readonly [number, number]): boolean {
	return number >= from && number < until;
}

function valid(time: DateTime): DateTime<true> | undefined {
	return time.isValid ? (time as DateTime<true>) : undefined;
}
