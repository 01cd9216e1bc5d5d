import type { SQLInputValue } from 'node:sqlite';
import { type RecordError, unreadableBody } from '../api-error';
import { parseDateTime, parseDay, toStoredDateTime } from '../date-time';
import { toId18 } from '../record-id';
import { isNumberType, type FieldDefinition } from '../schema/field';

/** A field's value as it is stored, or why Salesforce would refuse it. */
export type ReadValue = { readonly value: SQLInputValue } | { readonly error: RecordError };

const emailShape = /^[^\s@,;<>()"]+@[^\s@,;<>()"]+\.[^\s@.,;<>()"]+$/;

/** Reads one JSON value for one field; blank text is null, as Salesforce keeps it. */
export function readValue(field: FieldDefinition, raw: unknown): ReadValue {
	if (field.type === 'boolean') return readBoolean(field, raw);
	if (raw === null || raw === undefined || raw === '') return { value: null };
	if (isNumberType(field.type)) return readNumber(field, raw);
	if (typeof raw !== 'string') return refuseNonText(field, raw);
	switch (field.type) {
		case 'date':
			return readDate(field, raw);
		case 'datetime':
			return readDateTime(field, raw);
		case 'id':
		case 'reference':
			return readId(field, raw);
		default:
			return readText(field, raw);
	}
}

function readBoolean(field: FieldDefinition, raw: unknown): ReadValue {
	if (typeof raw === 'boolean') return { value: raw ? 1 : 0 };
	if (typeof raw === 'string' && /^(true|false)$/i.test(raw)) return { value: raw.toLowerCase() === 'true' ? 1 : 0 };
	return wrongType(field, raw);
}

function readNumber(field: FieldDefinition, raw: unknown): ReadValue {
	const number = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
	if (typeof number !== 'number' || !Number.isFinite(number)) return wrongType(field, raw);
	if (field.type === 'int' && !Number.isInteger(number)) return wrongType(field, raw);
	const integerDigits = field.precision - field.scale;
	if (Math.abs(number) >= 10 ** integerDigits) {
		return refuse(
			'NUMBER_OUTSIDE_VALID_RANGE',
			`${field.label}: value outside of valid range on numeric field: ${number}`,
			field,
		);
	}
	return { value: Number(`${Math.round(Number(`${number}e${field.scale}`))}e-${field.scale}`) };
}

function refuseNonText(field: FieldDefinition, raw: unknown): ReadValue {
	if (typeof raw === 'number' || typeof raw === 'boolean') {
		// The reader of the body fails here, before any record is looked at: the whole request is refused.
		const kind =
			typeof raw === 'boolean'
				? `VALUE_${raw ? 'TRUE' : 'FALSE'}`
				: Number.isInteger(raw)
					? 'VALUE_NUMBER_INT'
					: 'VALUE_NUMBER_FLOAT';
		throw unreadableBody(
			`Cannot deserialize instance of ${jsonType(field)} from ${kind} value ${raw} or request may be missing a required field at [line:1, column:1]`,
		);
	}
	return wrongType(field, JSON.stringify(raw));
}

function readDate(field: FieldDefinition, raw: string): ReadValue {
	const day = parseDay(raw) ?? parseDateTime(raw)?.toISOString().slice(0, 10);
	return day ? { value: day } : wrongType(field, raw);
}

function readDateTime(field: FieldDefinition, raw: string): ReadValue {
	const date = parseDateTime(raw) ?? (parseDay(raw) ? new Date(`${raw}T00:00:00.000Z`) : undefined);
	return date ? { value: toStoredDateTime(date) } : wrongType(field, raw);
}

function readId(field: FieldDefinition, raw: string): ReadValue {
	const id = toId18(raw);
	return id ? { value: id } : refuse('MALFORMED_ID', `${field.label}: id value of incorrect type: ${raw}`, field);
}

function readText(field: FieldDefinition, raw: string): ReadValue {
	const text = field.type === 'textarea' ? raw : raw.trim();
	if (text === '') return { value: null };
	if (text.length > field.length) {
		return refuse(
			'STRING_TOO_LONG',
			`${field.label}: data value too large: ${text.slice(0, 255)} (max length=${field.length})`,
			field,
		);
	}
	if (field.type === 'email' && !emailShape.test(text)) {
		return refuse('INVALID_EMAIL_ADDRESS', `${field.label}: invalid email address: ${text}`, field);
	}
	return field.restrictedPicklist ? readRestricted(field, text) : { value: text };
}

function readRestricted(field: FieldDefinition, text: string): ReadValue {
	const chosen = field.type === 'multipicklist' ? text.split(';') : [text];
	const known = chosen.map((value) => field.picklistValues.find((each) => each.toLowerCase() === value.toLowerCase()));
	const bad = chosen.find((_, index) => known[index] === undefined);
	if (bad === undefined) return { value: known.join(';') };
	return refuse(
		'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
		`${field.label}: bad value for restricted picklist field: ${bad}`,
		field,
	);
}

function wrongType(field: FieldDefinition, raw: unknown): ReadValue {
	return refuse('INVALID_TYPE_ON_FIELD_IN_RECORD', `${field.label}: value not of required type: ${String(raw)}`, field);
}

function refuse(statusCode: string, message: string, field: FieldDefinition): ReadValue {
	return { error: { statusCode, message, fields: [field.name] } };
}

function jsonType(field: FieldDefinition): string {
	return field.type === 'date' || field.type === 'datetime' ? field.type : 'string';
}
