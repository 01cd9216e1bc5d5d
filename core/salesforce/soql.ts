import { DateTime } from 'luxon';
import { EnrichmentError } from '../errors';
import { toRecordId } from '../record/identity';

const apiName = /^[A-Za-z][A-Za-z0-9_]*$/;

/** Escapes of SOQL string literals: Salesforce, "Quoted String Escape Sequences". */
const escapeByCharacter: Readonly<Record<string, string>> = {
	'\\': '\\\\',
	"'": "\\'",
	'"': '\\"',
	'\n': '\\n',
	'\r': '\\r',
	'\t': '\\t',
	'\b': '\\b',
	'\f': '\\f',
};

/** The value as a SOQL literal; a Date becomes an unquoted UTC datetime. Throws `invalid_parameter` on NaN and infinities. */
export function soqlLiteral(value: string | number | boolean | Date | null): string {
	if (value === null) return 'null';
	if (value instanceof Date) return value.toISOString();
	if (typeof value === 'string') return `'${escaped(value)}'`;
	if (typeof value === 'number' && !Number.isFinite(value)) {
		throw new EnrichmentError('invalid_parameter', `${value} cannot be written into a query.`, {
			remedy: 'Compare with a finite number.',
		});
	}
	return String(value);
}

/** Half a character, as a cut text ends with, cannot be sent: it becomes the sign for an unknown one. */
function escaped(text: string): string {
	return text.replace(/[\ud800-\udfff]/gu, '\ufffd').replace(/[\\'"\n\r\t\b\f]/g, (char) => escapeByCharacter[char]);
}

/** The quoted 18-character id; throws `invalid_input` when it is not an id. */
export function soqlIdLiteral(id: string): string {
	return `'${toRecordId(id)}'`;
}

/** `('a','b')` for an IN condition; throws on an empty list, because leaving the condition out would select everything. */
export function soqlIdList(ids: readonly string[]): string {
	if (ids.length === 0) {
		throw new EnrichmentError(
			'invalid_parameter',
			'A query was to select records by Id, but the list of Ids is empty.',
			{
				remedy: 'Do not query at all when there is nothing to look up.',
			},
		);
	}
	return `(${ids.map(soqlIdLiteral).join(',')})`;
}

/** The name itself when it can be an API name of an object or field; throws `invalid_parameter` otherwise. */
export function assertApiName(name: string): string {
	if (apiName.test(name)) return name;
	throw new EnrichmentError('invalid_parameter', `"${name}" cannot be the API name of an object or field.`, {
		remedy: 'Use the API name from Setup > Object Manager, such as Industry or Fit__c.',
		details: { name },
	});
}

/** The path itself when every step can be an API name (`Account.Name`), at most five parents up; throws `invalid_parameter` otherwise. */
export function assertFieldPath(path: string): string {
	const steps = path.split('.');
	steps.forEach(assertApiName);
	if (steps.length <= 6) return path;
	throw new EnrichmentError(
		'invalid_parameter',
		`"${path}" goes more than five parents up, which SOQL does not allow.`,
		{
			remedy: 'Choose a field nearer to the object.',
			details: { path },
		},
	);
}

/** Where in a text a LIKE condition looks. */
export type LikePosition = 'anywhere' | 'start' | 'end';

/** The quoted pattern of a LIKE condition that finds the text as it is: its own `%` and `_` are no wildcards. */
export function soqlLikeLiteral(text: string, position: LikePosition): string {
	const literal = soqlLiteral(text)
		.slice(1, -1)
		.replace(/[%_]/g, (wildcard) => `\\${wildcard}`);
	return `'${position === 'start' ? '' : '%'}${literal}${position === 'end' ? '' : '%'}'`;
}

/** The day as SOQL writes it, `2026-11-21`; throws `invalid_parameter` when the calendar has no such day. */
export function soqlDay(text: string): string {
	const day = DateTime.fromISO(text, { zone: 'utc' });
	if (/^\d{4}-\d{2}-\d{2}$/.test(text) && day.isValid) return text;
	throw new EnrichmentError('invalid_parameter', `"${text}" is not a day.`, {
		remedy: 'Write year, month and day, e.g. 2026-11-21.',
	});
}
