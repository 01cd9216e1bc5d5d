import { EnrichmentError } from '../../errors';
import { isBlank } from '../../record/field-value';

/** An object of a document, before anybody has looked into it. */
export type Json = Readonly<Record<string, unknown>>;

/** Longest text of a document, in characters. */
const maxJsonLength = 5_000_000;

/** More are one and the same mistake. */
const maxFaults = 50;

const pathPattern = /^[A-Za-z]\w*(\.[A-Za-z]\w*)*$/;

/** The object that JSON text holds, or the object itself; `undefined` when it is none. Throws `invalid_parameter` on a text beyond the limit. */
export function objectFrom(json: unknown, what: string): Json | undefined {
	if (typeof json !== 'string') return isObject(json) ? json : undefined;
	if (json.length > maxJsonLength)
		throw refusal(what, [`it has ${json.length} characters, and at most ${maxJsonLength} are read.`]);
	try {
		const parsed: unknown = JSON.parse(json);
		return isObject(parsed) ? parsed : undefined;
	} catch {
		return undefined;
	}
}

/** One fault for each key that does not hold a text. */
export function textFaults(object: Json, keys: readonly string[], at: string): string[] {
	return keys.filter((key) => !isWord(object[key])).map((key) => `${at}${key}: must be a text.`);
}

/** One fault for each key that is not known. */
export function unknownKeys(object: Json, known: readonly string[], at: string): string[] {
	return Object.keys(object)
		.filter((key) => !known.includes(key))
		.map((key) => `${at}${key}: is not known here.`);
}

/** A fault when the value is a text but no path of API names; what is no text is told elsewhere. */
export function pathFaults(value: unknown, at: string): string[] {
	if (!isWord(value) || pathPattern.test(value as string)) return [];
	return [`${at}: "${String(value)}" is not a field path.`];
}

/** A fault unless the value is absent or a number within these bounds, the lower one exclusive. */
export function numberFaults(value: unknown, at: string, above: number, most: number): string[] {
	const isFine = value === undefined || (typeof value === 'number' && value > above && value <= most);
	return isFine ? [] : [`${at}: must be a number above ${above} and at most ${most}.`];
}

export function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text, a number, true or false. */
export function isScalar(value: unknown): boolean {
	return isWord(value) || typeof value === 'boolean' || isNumber(value);
}

export function isNumber(value: unknown): value is number {
	return typeof value === 'number' && Number.isFinite(value);
}

/** A text that is not blank. */
export function isWord(value: unknown): boolean {
	return typeof value === 'string' && !isBlank(value);
}

/** `invalid_parameter` with all faults of `what`, as far as a person reads on. */
export function refusal(what: string, all: readonly string[]): EnrichmentError {
	const more = all.length - maxFaults;
	const faults = more > 0 ? [...all.slice(0, maxFaults), `And ${more} more faults.`] : all;
	return new EnrichmentError('invalid_parameter', `The ${what} cannot be used: ${faults.join(' ')}`, {
		remedy: `Correct every line of the message; the default ${what} shows the form.`,
		details: { faults },
	});
}
