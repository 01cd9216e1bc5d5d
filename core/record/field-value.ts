import isEqual from 'lodash/isEqual';
import { recordIdIn } from './identity';

const numberTypes = new Set(['double', 'currency', 'percent', 'int', 'integer', 'long']);
const idTypes = new Set(['id', 'reference']);
const timePattern = /^(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?Z?$/;
/** A time of day as Salesforce writes it. */
const wholeTime = /^\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const instantPattern = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})$/;

/** Whether Salesforce would store nothing: null, undefined, or only white space. 0 and false are values. */
export function isBlank(value: unknown): boolean {
	return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

/**
 * Whether two values are equal as Salesforce stores them, so that writing one over the other changes nothing.
 * `fieldType` is describe's word; without it the kind is taken from the values themselves.
 */
export function isSameValue(a: unknown, b: unknown, fieldType?: string): boolean {
	if (a === b) return true;
	if (isBlank(a) || isBlank(b)) return isBlank(a) && isBlank(b);
	if (isObject(a) && isObject(b)) return isEqual(a, b);
	return normalValue(a, b, fieldType) === normalValue(b, a, fieldType);
}

/** Only a value that `isSameValue` compares as text may fall through to the last line. */
function normalValue(value: unknown, other: unknown, fieldType: string | undefined): unknown {
	const text = plainText(value);
	if (isNumeric(value, other, fieldType)) return Number.isFinite(Number(text)) ? Number(text) : text;
	if (isBoolean(value, other, fieldType)) return text.toLowerCase();
	if (fieldType === 'date') return text.slice(0, 10);
	if (fieldType === 'multipicklist') return [...new Set(text.split(';').map((part) => part.trim()))].sort().join(';');
	if (fieldType === 'time' || (fieldType === undefined && (wholeTime.test(text) || wholeTime.test(plainText(other)))))
		return timeOf(text) ?? text;
	if (fieldType !== undefined && idTypes.has(fieldType)) return recordIdIn(text) ?? text;
	if (fieldType === undefined || fieldType === 'datetime') return instantOf(text) ?? text;
	return text;
}

function plainText(value: unknown): string {
	if (value instanceof Date) return value.toISOString();
	// Salesforce trims on save and keeps line ends as it likes.
	const text = String(value).trim();
	return text.includes('\r') ? text.replaceAll('\r\n', '\n') : text;
}

/** Two strings without a type are text, so that the postcodes `01234` and `1234` stay different. */
function isNumeric(value: unknown, other: unknown, fieldType: string | undefined): boolean {
	if (fieldType !== undefined) return numberTypes.has(fieldType);
	return typeof value === 'number' || typeof other === 'number';
}

function isBoolean(value: unknown, other: unknown, fieldType: string | undefined): boolean {
	if (fieldType !== undefined) return fieldType === 'boolean';
	return typeof value === 'boolean' || typeof other === 'boolean';
}

function instantOf(text: string): number | undefined {
	const match = instantPattern.exec(text);
	if (!match) return undefined;
	// Salesforce writes +0000; ISO 8601, which Date.parse promises to read, wants +00:00.
	const offset = match[2].replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
	const instant = Date.parse(match[1] + offset);
	return Number.isNaN(instant) ? undefined : instant;
}

/** Milliseconds since midnight; `undefined` for anything but a time of day. */
function timeOf(text: string): number | undefined {
	const match = timePattern.exec(text);
	if (!match) return undefined;
	const [, hours, minutes, seconds = '0'] = match;
	return Math.round(((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000);
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null && !(value instanceof Date);
}
