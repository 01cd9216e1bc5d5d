import { DateTime } from 'luxon';
import type { FieldDescription } from '../../../salesforce/schema';
import { accepted, wrongType, type Coercion } from './coercion';

/** A whole calendar date, perhaps with a time; a year or a week alone would have a day invented for it. */
const isoDate = /^\d{4}-\d{2}-\d{2}(?:[T ]|$)/;
const digitsOnly = /^\d+$/;
const timeOfDay = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?:Z|[+-]\d{2}:?\d{2})?$/i;
const inUtc = /(?:Z|[+-]00:?00)$/i;

/** Ten digits count seconds and thirteen milliseconds since 1970: both lie between 2001 and 2286. */
const secondsRange = [1e9, 1e10] as const;
const millisecondsRange = [1e12, 1e13] as const;

/**
 * The calendar day, as `2026-11-21`. Of a moment written with an offset it is the day that is written; a moment without
 * one, such as a number or a JavaScript date, has its day in the time zone (IANA name), and so has a UTC text that is
 * midnight there, because that is what becomes of such a date on its way. Midnight in UTC is a day by itself.
 */
export function coerceDate(value: unknown, field: FieldDescription, zone = 'utc'): Coercion {
	const time = parseTime(value, zone);
	return time ? accepted(dayOf(time, value, zone)) : refuseTime(value, field);
}

/**
 * The instant in UTC; text without an offset is read in the time zone. Cut to the second, the precision of the field
 * (SOAP API guide, “Primitive Data Types”), because a value that reads back otherwise would be written for ever.
 */
export function coerceDateTime(value: unknown, field: FieldDescription, zone = 'utc'): Coercion {
	const time = parseTime(value, zone);
	return time ? accepted(time.toUTC().startOf('second').toISO()) : refuseTime(value, field);
}

/** The time of day as Salesforce writes it, `09:00:00.000Z`; it belongs to no zone, so that of a text is the one written. */
export function coerceTimeOfDay(value: unknown, field: FieldDescription, zone = 'utc'): Coercion {
	const match = typeof value === 'string' ? timeOfDay.exec(value.trim()) : null;
	const [, hour, minute, second = '0', fraction = ''] = match ?? [];
	const time = match
		? DateTime.fromObject(
				{
					hour: Number(hour),
					minute: Number(minute),
					second: Number(second),
					millisecond: Number(fraction.padEnd(3, '0').slice(0, 3)),
				},
				{ zone: 'utc' },
			)
		: parseTime(value, zone);
	return time?.isValid ? accepted(time.toFormat("HH:mm:ss.SSS'Z'")) : refuseTime(value, field);
}

/** Whether the value is a moment in itself: a JavaScript date, or luxon's, which n8n's expressions make. */
export function isMoment(value: unknown): value is Date | DateTime {
	return value instanceof Date || isLuxon(value);
}

function dayOf(time: DateTime<true>, value: unknown, zone: string): string {
	if (isLuxon(value)) return time.toISODate();
	const isText = typeof value === 'string' && !digitsOnly.test(value.trim());
	const there = valid(time.setZone(zone)) ?? time;
	if (isText) return inUtc.test(value.trim()) && isMidnight(there) ? there.toISODate() : time.toISODate();
	return isMidnight(time.toUTC()) ? time.toUTC().toISODate() : there.toISODate();
}

function isMidnight(time: DateTime): boolean {
	return time.toMillis() === time.startOf('day').toMillis();
}

/** With the offset it was written with. */
function parseTime(value: unknown, zone: string): DateTime<true> | undefined {
	if (isLuxon(value)) return valid(DateTime.fromISO(value.toISO() ?? '', { setZone: true }));
	if (value instanceof Date) return valid(DateTime.fromJSDate(value, { zone }));
	if (isDigits(value)) return epochTime(Number(value), zone);
	if (typeof value !== 'string' || !isoDate.test(value.trim())) return undefined;
	return valid(DateTime.fromISO(value.trim().replace(' ', 'T'), { zone, setZone: true }));
}

function epochTime(number: number, zone: string): DateTime<true> | undefined {
	if (within(number, secondsRange)) return valid(DateTime.fromSeconds(number, { zone }));
	return within(number, millisecondsRange) ? valid(DateTime.fromMillis(number, { zone })) : undefined;
}

/** n8n's luxon is another copy than ours, so its class tells nothing. */
function isLuxon(value: unknown): value is DateTime {
	return (
		typeof value === 'object' && value !== null && (value as { isLuxonDateTime?: unknown }).isLuxonDateTime === true
	);
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
