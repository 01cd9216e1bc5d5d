import type { LinkageRecord } from '../linkage/fields';

/** More rows of one query say that what was asked by is too common; the rest is not looked at. */
export const mostCandidateRows = 2_000;

/** Of so few the rows of one query are not too many, whatever they are asked by. */
export const fewAsked = 10;

/** SOQL takes 100,000 characters (SOQL and SOSL reference, "SOQL limits"); the fields and quotes around the conditions stay below the rest. */
const mostConditionChars = 60_000;

/** Longest values of the standard fields: a longer one is nobody's, and a filter by it may be refused. */
export const longestValue = { name: 80, email: 80, company: 255, phone: 40 } as const;

/** Queries for records that meet any of the conditions: one, or several where they would be too long for one. */
export function queriesFor(
	sObject: string,
	fields: readonly string[],
	conditions: readonly string[],
	also?: string,
): string[] {
	const parts: string[][] = [];
	let length = Infinity;
	for (const condition of new Set(conditions)) {
		length += condition.length + 4;
		if (length > mostConditionChars) {
			parts.push([]);
			length = condition.length;
		}
		parts[parts.length - 1].push(condition);
	}
	return parts.map((part) => {
		const any = part.join(' OR ');
		const where = also === undefined ? any : `${also} AND (${any})`;
		return `SELECT ${fields.join(', ')} FROM ${sObject} WHERE ${where} LIMIT ${mostCandidateRows}`;
	});
}

/** `IN` conditions of so many values each, none where there are no values. */
export function anyOf(field: string, literals: readonly string[], valuesEach = 200): string[] {
	const distinct = [...new Set(literals)];
	const parts: string[] = [];
	for (let at = 0; at < distinct.length; at += valuesEach)
		parts.push(`${field} IN (${distinct.slice(at, at + valuesEach).join(', ')})`);
	return parts;
}

/** A value as it may be asked by: trimmed, without control characters, which no field of Salesforce holds; '' when it is longer than `most`. */
export function askable(value: unknown, most: number): string {
	if (typeof value !== 'string' && typeof value !== 'number') return '';
	const text = String(value)
		.replace(/[\u0000-\u001f\u007f]+/g, ' ')
		.trim();
	return text.length > most ? '' : text;
}

/** The last seven digits, however they are parted, as a condition; none where there are fewer. */
export function phoneCondition({ phone }: LinkageRecord): string[] {
	const digits = askable(phone, longestValue.phone).replace(/\D/g, '');
	if (digits.length < 7) return [];
	return [`Phone LIKE '%${digits.slice(-7, -4)}%${digits.slice(-4)}'`];
}
