import type { FieldDescription } from '../../../salesforce/schema';
import { isMoment } from './coerce-time';
import { accepted, quoted, refused, wrongType, type Coercion } from './coercion';

/** Text that fits the field; objects are not turned into text, and lists of texts only in a text area, where people see them whole. */
export function coerceText(value: unknown, field: FieldDescription): Coercion {
	if (isMoment(value)) return coerceText(value instanceof Date ? value.toISOString() : value.toISO(), field);
	if (isListOfTexts(value) && field.type === 'textarea') return coerceText(value.join(';'), field);
	if (typeof value === 'object') return wrongType(field, value);
	const text = String(value);
	if (field.length === 0 || text.length <= field.length) return accepted(text);
	return refused(
		'STRING_TOO_LONG',
		field,
		`${field.name}: ${text.length} characters are more than the ${field.length} that the field holds: ${quoted(text)}`,
	);
}

function isListOfTexts(value: unknown): value is readonly string[] {
	return Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string');
}
