import { isBlank } from '../../../record/field-value';
import type { RowError } from '../../../salesforce/row-result';
import type { FieldDescription } from '../../../salesforce/schema';

/** The value as Salesforce takes it, or why it cannot become one. */
export type Coercion =
	| { readonly ok: true; readonly value: unknown }
	| { readonly ok: false; readonly error: RowError };

/** Why a value cannot be sent. */
export type Refusal = Extract<Coercion, { readonly ok: false }>;

/** Longer values would drown the message they are quoted in. */
const quotedLength = 80;

/** The value can be sent as it is here. */
export function accepted(value: unknown): Coercion {
	return { ok: true, value };
}

/** The value cannot be sent; `message` names the field. */
export function refused(code: string, field: FieldDescription, message: string): Refusal {
	return { ok: false, error: { code, message, fields: [field.name], retryable: false } };
}

/** `Attempting to set <field type> field value with <sent type> <value>`; `why` completes it when the type alone does not say it. */
export function wrongType(field: FieldDescription, value: unknown, why?: string): Coercion {
	const message = `${attempt(field, field.type, value)}${why === undefined ? '' : `, ${why}`}`;
	return refused('INVALID_TYPE_ON_FIELD_IN_RECORD', field, message);
}

/** The value is none of the picklist's; `why` says what the list lacks. */
export function notListed(field: FieldDescription, text: string, why = 'which is not in its list'): Coercion {
	const message = `${attempt(field, `restricted ${field.type}`, text)}, ${why}`;
	return refused('INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST', field, message);
}

/** The beginning of a value, for a message. */
export function quoted(value: unknown): string {
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	return text.length > quotedLength ? `${text.slice(0, quotedLength)}…` : text;
}

function attempt(field: FieldDescription, fieldType: string, value: unknown): string {
	return `${field.name}: Attempting to set ${fieldType} field value with ${typeName(value)} ${quoted(value)}`;
}

function typeName(value: unknown): string {
	if (isBlank(value)) return 'blank';
	if (Array.isArray(value)) return 'array';
	return value instanceof Date ? 'date' : typeof value;
}
