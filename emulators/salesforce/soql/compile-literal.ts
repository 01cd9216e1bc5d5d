import { parseDateTime, parseDay, toStoredDateTime } from '../date-time';
import { toId18 } from '../record-id';
import { isNumberType, type FieldDefinition } from '../schema/field';
import { dayInZone, startOfDay } from '../time-zone';
import type { Literal } from './ast';
import type { Compilation } from './compilation';
import { rangeOfDateLiteral } from './date-literals';
import { unescapeText } from './tokenizer';

/** A constant in stored form: one value, null, or a half-open range for a date literal. */
export type LiteralValue =
	| { readonly kind: 'null' }
	| { readonly kind: 'value'; readonly value: string | number }
	| { readonly kind: 'range'; readonly from: string; readonly until: string };

/** Reads a constant for a field; a constant of another type is refused, as Salesforce does. */
export function compileLiteral(compilation: Compilation, field: FieldDefinition, literal: Literal): LiteralValue {
	if (literal.kind === 'null') return { kind: 'null' };
	if (literal.kind === 'dateLiteral') return dateRange(compilation, field, literal);
	if (literal.kind === 'string' && literal.text === '' && !isUnquoted(field)) return { kind: 'null' };
	const value = readLiteral(compilation, field, literal);
	if (value === undefined) throw wrongType(compilation, field, literal);
	return { kind: 'value', value };
}

function isUnquoted({ type }: FieldDefinition): boolean {
	return isNumberType(type) || type === 'boolean' || type === 'date' || type === 'datetime';
}

function readLiteral(compilation: Compilation, field: FieldDefinition, literal: Literal): string | number | undefined {
	if (isNumberType(field.type)) return literal.kind === 'number' ? Number(literal.text) : undefined;
	switch (field.type) {
		case 'boolean':
			return literal.kind === 'boolean' ? Number(literal.text.toLowerCase() === 'true') : undefined;
		case 'date':
			return literal.kind === 'date' ? realDate(compilation, literal, parseDay(literal.text)) : undefined;
		case 'datetime': {
			if (literal.kind !== 'datetime') return undefined;
			const moment = parseDateTime(literal.text);
			return realDate(compilation, literal, moment && toStoredDateTime(moment));
		}
		case 'id':
		case 'reference':
			return literal.kind === 'string' ? readId(compilation, literal) : undefined;
		default:
			return literal.kind === 'string' ? plainText(compilation, literal) : undefined;
	}
}

function realDate(compilation: Compilation, literal: Literal, value: string | undefined): string {
	if (value !== undefined) return value;
	throw compilation.malformed(literal.position, `Invalid date: ${literal.text}`);
}

function readId(compilation: Compilation, literal: Literal): string {
	const id = toId18(literal.text);
	if (id) return id;
	throw compilation.error(literal.position, 'INVALID_QUERY_FILTER_OPERATOR', `invalid ID field: ${literal.text}`);
}

function plainText(compilation: Compilation, literal: Literal): string {
	if (/(?:^|[^\\])(?:\\\\)*\\[_%]/.test(literal.text)) {
		const message = `Invalid string literal '${literal.text}'. Illegal character sequence in string literal.`;
		throw compilation.malformed(literal.position, message);
	}
	return unescapeText(literal.text);
}

function dateRange(compilation: Compilation, field: FieldDefinition, literal: Literal): LiteralValue {
	const { now, timeZone, fiscalYearStartMonth } = compilation.options;
	const range = rangeOfDateLiteral(literal.text, dayInZone(now, timeZone), fiscalYearStartMonth);
	if (!range) throw compilation.malformed(literal.position, `unexpected token: '${literal.text}'`);
	if (field.type === 'date') return { kind: 'range', ...range };
	if (field.type !== 'datetime') throw wrongType(compilation, field, literal);
	const moment = (day: string) => toStoredDateTime(startOfDay(day, timeZone));
	return { kind: 'range', from: moment(range.from), until: moment(range.until) };
}

function wrongType(compilation: Compilation, field: FieldDefinition, literal: Literal): Error {
	const quotes = isUnquoted(field) ? 'should not be enclosed in quotes' : 'should be enclosed in quotes';
	const message = `value of filter criterion for field '${field.name}' must be of type ${soapType(field)} and ${quotes}`;
	return compilation.error(literal.position, 'INVALID_FIELD', message);
}

function soapType({ type }: FieldDefinition): string {
	if (type === 'currency' || type === 'percent') return 'double';
	if (type === 'datetime') return 'dateTime';
	return type === 'int' || type === 'double' || type === 'boolean' || type === 'date' ? type : 'string';
}
