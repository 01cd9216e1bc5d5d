import type { FieldDescription } from '../../../salesforce/schema';
import { isMoment } from './coerce-time';
import { accepted, quoted, refused, wrongType, type Coercion } from './coercion';

/** Text that fits the field; lists and objects are not turned into text. */
export function coerceText(value: unknown, field: FieldDescription): Coercion {
	if (isMoment(value)) return coerceText(value instanceof Date ? value.toISOString() : value.toISO(), field);
	if (typeof value === 'object') return wrongType(field, value);
	const text = String(value);
	if (field.length === 0 || text.length <= field.length) return accepted(text);
	return refused(
		'STRING_TOO_LONG',
		field,
		`${field.name}: ${text.length} characters are more than the ${field.length} that the field holds: ${quoted(text)}`,
	);
}
