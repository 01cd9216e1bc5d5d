import { EnrichmentError } from '../../../errors';
import type { FieldDescription } from '../../../salesforce/schema';
import { assertFieldPath, soqlDay, soqlIdLiteral, soqlLikeLiteral, soqlLiteral } from '../../../salesforce/soql';
import { dateFrom } from '../predictive/data/cell';
import type { RelatedCondition } from '../scorecard';

const numeric = new Set(['int', 'long', 'double', 'currency', 'percent']);
const textual = new Set(['string', 'email', 'phone', 'url', 'textarea', 'picklist', 'combobox']);
const compared = new Set(['at_least', 'at_most', 'above', 'below']);

const signs = {
	equals: '=',
	not_equals: '!=',
	at_least: '>=',
	at_most: '<=',
	above: '>',
	below: '<',
} as const;

type Described = Pick<FieldDescription, 'type' | 'length'>;

/** The condition in SOQL, for a field of this description; throws `invalid_parameter` when the field cannot be asked that. */
export function relatedCondition({ field, operator, value }: RelatedCondition, described: Described): string {
	const path = assertFieldPath(field);
	const isLong = described.type === 'textarea' && described.length > 255;
	if (isLong || ['address', 'location', 'base64', 'anyType'].includes(described.type))
		throw unfit(`Salesforce filters by no field of type ${described.type}`);
	const literal = (each: unknown) => literalOf(each, described);
	switch (operator) {
		case 'is_set':
			return `${path} != null`;
		case 'is_blank':
			return `${path} = null`;
		case 'starts_with':
			if (!textual.has(described.type)) throw unfit(`starts with is for texts, and it is of type ${described.type}`);
			return `${path} LIKE ${soqlLikeLiteral(String(value), 'start')}`;
		case 'one_of':
		case 'none_of':
			return listCondition(path, operator === 'one_of', [value].flat().map(literal), described);
		default:
			if (compared.has(operator) && ['boolean', 'multipicklist'].includes(described.type))
				throw unfit(`it is of type ${described.type}, of which none is more than another`);
			return described.type === 'multipicklist'
				? listCondition(path, operator === 'equals', [literal(value)], described)
				: `${path} ${signs[operator]} ${literal(value)}`;
	}
}

/** A blank is none of the values, and SOQL's NOT IN and != say so too; of several dates or checkboxes SOQL takes a list as well. */
function listCondition(path: string, isIn: boolean, literals: readonly string[], { type }: Described): string {
	const [inside, outside] = type === 'multipicklist' ? ['INCLUDES', 'EXCLUDES'] : ['IN', 'NOT IN'];
	return `${path} ${isIn ? inside : outside} (${literals.join(',')})`;
}

function literalOf(value: unknown, { type }: Described): string {
	const text = String(value).trim();
	if (type === 'boolean') {
		if (/^(true|false)$/i.test(text)) return text.toLowerCase();
		throw unfit(`it is a checkbox, and "${text}" is neither true nor false`);
	}
	if (numeric.has(type)) {
		if (text !== '' && Number.isFinite(Number(text))) return soqlLiteral(Number(text));
		throw unfit(`it is a number, and "${text}" is none`);
	}
	if (type === 'date') return soqlDay(text);
	if (type === 'datetime') {
		const time = dateFrom(text);
		if (!Number.isNaN(time)) return soqlLiteral(new Date(time));
		throw unfit(`it is a date and time, and "${text}" is none`);
	}
	return type === 'id' || type === 'reference' ? soqlIdLiteral(text) : soqlLiteral(text);
}

function unfit(why: string): EnrichmentError {
	return new EnrichmentError('invalid_parameter', why, { remedy: 'Correct the condition of the rule.' });
}
