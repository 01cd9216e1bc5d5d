import { DateTime } from 'luxon';
import { isBlank } from '../../record/field-value';
import { isSalesforceId } from '../../record/identity';
import type { FieldDescription, RowError } from '../../salesforce/client';

/** The value as Salesforce takes it, or why it cannot become one. */
export type Coercion = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: RowError };

type Coerce = (value: unknown, field: FieldDescription) => Coercion;

const coerceByType: Readonly<Record<string, Coerce>> = {
	boolean: coerceBoolean,
	int: coerceNumber,
	long: coerceNumber,
	double: coerceNumber,
	currency: coerceNumber,
	percent: coerceNumber,
	date: coerceDate,
	datetime: coerceDateTime,
	picklist: coercePicklist,
	multipicklist: coerceMultiPicklist,
	id: coerceId,
	reference: coerceId,
};

/** Longer values would drown the message they are quoted in. */
const quotedLength = 80;

/** Turns a proposed value into one of the field's type, without guessing; a blank value becomes null. */
export function coerceValue(field: FieldDescription, value: unknown): Coercion {
	if (isBlank(value)) return coerceBlank(field, value);
	return (coerceByType[field.type] ?? coerceText)(value, field);
}

function coerceBlank(field: FieldDescription, value: unknown): Coercion {
	// A checkbox is never empty, and a required field refuses it.
	if (field.type === 'boolean') return wrongType(field, value);
	if (field.nillable) return accepted(null);
	return refused('REQUIRED_FIELD_MISSING', field, `${field.name}: the field is required and cannot be emptied`);
}

function coerceBoolean(value: unknown, field: FieldDescription): Coercion {
	if (typeof value === 'boolean') return accepted(value);
	const text = String(value).trim().toLowerCase();
	if (text === 'true' || text === '1') return accepted(true);
	if (text === 'false' || text === '0') return accepted(false);
	return wrongType(field, value);
}

function coerceNumber(value: unknown, field: FieldDescription): Coercion {
	const isNumeric = typeof value === 'number' || (typeof value === 'string' && /^\s*[+-]?\d+(\.\d+)?(e[+-]?\d+)?\s*$/i.test(value));
	const number = isNumeric ? Number(value) : Number.NaN;
	if (!Number.isFinite(number)) return wrongType(field, value);
	if ((field.type === 'int' || field.type === 'long') && !Number.isInteger(number)) return wrongType(field, value);

	const wholeDigits = field.precision - field.scale;
	if (field.precision > 0 && Math.abs(number) >= 10 ** wholeDigits) {
		const limit = `${field.name}: ${number} has more than the ${wholeDigits} digits before the decimal point that the field holds`;
		return refused('NUMBER_OUTSIDE_VALID_RANGE', field, limit);
	}
	return accepted(number);
}

function coerceDate(value: unknown, field: FieldDescription): Coercion {
	const time = parseTime(value);
	return time ? accepted(time.toISODate()) : wrongType(field, value);
}

function coerceDateTime(value: unknown, field: FieldDescription): Coercion {
	const time = parseTime(value);
	return time ? accepted(time.toISO()) : wrongType(field, value);
}

function parseTime(value: unknown): DateTime<true> | undefined {
	if (value instanceof Date) return valid(DateTime.fromJSDate(value, { zone: 'utc' }));
	return typeof value === 'string' ? valid(DateTime.fromISO(value.trim(), { zone: 'utc' })) : undefined;
}

function valid(time: DateTime): DateTime<true> | undefined {
	return time.isValid ? (time as DateTime<true>) : undefined;
}

function coercePicklist(value: unknown, field: FieldDescription): Coercion {
	const text = coerceText(value, field);
	if (!text.ok || !field.restrictedPicklist) return text;
	const listed = activeValue(field, String(text.value));
	return listed === undefined ? notListed(field, String(text.value)) : accepted(listed);
}

function coerceMultiPicklist(value: unknown, field: FieldDescription): Coercion {
	const parts = Array.isArray(value) ? value.map(String) : String(value).split(';');
	const texts = parts.map((part) => part.trim()).filter((part) => part !== '');
	if (!field.restrictedPicklist) return coerceText(texts.join(';'), field);
	const missing = texts.find((text) => activeValue(field, text) === undefined);
	if (missing !== undefined) return notListed(field, missing);
	return accepted(texts.map((text) => activeValue(field, text)).join(';'));
}

/** The list's own spelling, because Salesforce stores what it is sent and reports then show two values. */
function activeValue(field: FieldDescription, text: string): string | undefined {
	const active = field.picklistValues.filter((entry) => entry.active).map((entry) => entry.value);
	if (active.includes(text)) return text;
	return active.find((value) => value.toLowerCase() === text.trim().toLowerCase());
}

function coerceId(value: unknown, field: FieldDescription): Coercion {
	return typeof value === 'string' && isSalesforceId(value) ? accepted(value) : wrongType(field, value);
}

function coerceText(value: unknown, field: FieldDescription): Coercion {
	if (value instanceof Date) return coerceText(value.toISOString(), field);
	if (typeof value === 'object') return wrongType(field, value);
	const text = String(value);
	if (field.length === 0 || text.length <= field.length) return accepted(text);
	return refused(
		'STRING_TOO_LONG',
		field,
		`${field.name}: ${text.length} characters are more than the ${field.length} that the field holds: ${quoted(text)}`,
	);
}

function accepted(value: unknown): Coercion {
	return { ok: true, value };
}

function wrongType(field: FieldDescription, value: unknown): Coercion {
	const message = `${field.name}: Attempting to set ${field.type} field value with ${typeName(value)} ${quoted(value)}`;
	return refused('INVALID_TYPE_ON_FIELD_IN_RECORD', field, message);
}

function notListed(field: FieldDescription, text: string): Coercion {
	const message = `${field.name}: Attempting to set restricted ${field.type} field value with string ${quoted(text)}, which is not in its list`;
	return refused('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', field, message);
}

function refused(code: string, field: FieldDescription, message: string): Coercion {
	return { ok: false, error: { code, message, fields: [field.name], retryable: false } };
}

function typeName(value: unknown): string {
	if (isBlank(value)) return 'blank';
	if (Array.isArray(value)) return 'array';
	return value instanceof Date ? 'date' : typeof value;
}

function quoted(value: unknown): string {
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	return text.length > quotedLength ? `${text.slice(0, quotedLength)}…` : text;
}
