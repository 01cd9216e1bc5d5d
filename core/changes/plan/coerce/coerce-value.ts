import { isBlank } from '../../../record/field-value';
import { isSalesforceId } from '../../../record/identity';
import type { FieldDescription } from '../../../salesforce/schema';
import { coercePlace, isPlaceCode } from './coerce-address';
import { coerceNumber } from './coerce-number';
import { coerceMultiPicklist, coercePicklist, type PicklistContext } from './coerce-picklist';
import { coerceReference, type ActiveUsers } from './coerce-reference';
import { coerceText } from './coerce-text';
import { coerceDate, coerceDateTime, coerceTimeOfDay } from './coerce-time';
import { accepted, refused, wrongType, type Coercion } from './coercion';

/** What the check of a value may depend on beside the value; what is missing is not checked. */
export interface CoercionContext extends PicklistContext {
	readonly users?: ActiveUsers;
	/** IANA name of the zone in which a time without one is read; UTC unless set. */
	readonly timeZone?: string;
	/** The name under which the value was proposed, for messages; the field's own unless set. */
	readonly askedFor?: string;
}

type Coerce = (value: unknown, field: FieldDescription, context: CoercionContext) => Coercion;

const coerceByType: Readonly<Record<string, Coerce>> = {
	boolean: coerceBoolean,
	int: coerceNumber,
	long: coerceNumber,
	double: coerceNumber,
	currency: coerceNumber,
	percent: coerceNumber,
	date: (value, field, { timeZone }) => coerceDate(value, field, timeZone),
	datetime: (value, field, { timeZone }) => coerceDateTime(value, field, timeZone),
	time: (value, field, { timeZone }) => coerceTimeOfDay(value, field, timeZone),
	picklist: coercePicklist,
	multipicklist: coerceMultiPicklist,
	email: coerceEmail,
	id: coerceId,
	reference: (value, field, { users }) => coerceReference(value, field, users),
};

/** Turns a proposed value into one of the field's type, without guessing; a blank value becomes null. */
export function coerceValue(field: FieldDescription, value: unknown, context: CoercionContext = {}): Coercion {
	if (isBlank(value)) return coerceBlank(field, value);
	if (isPlaceCode(field)) return coercePlace(value, field, context, context.askedFor);
	return (coerceByType[field.type] ?? coerceText)(value, field, context);
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

/** Salesforce keeps addresses in lower case; one sent otherwise would look changed for ever. */
function coerceEmail(value: unknown, field: FieldDescription): Coercion {
	return coerceText(typeof value === 'string' ? value.trim().toLowerCase() : value, field);
}

function coerceId(value: unknown, field: FieldDescription): Coercion {
	return typeof value === 'string' && isSalesforceId(value) ? accepted(value) : wrongType(field, value);
}
