import { createHash } from 'node:crypto';
import { countryCodeOf } from '../../../../record/places';

/** What a placeholder may do to its value, by name; `argument` is what stands behind the colon. */
export const placeholderFilters: Readonly<Record<string, (value: string, argument: string) => string | undefined>> = {
	lowercase: (value) => value.toLowerCase(),
	uppercase: (value) => value.toUpperCase(),
	/** Of the value in lower case, as providers hash addresses. */
	sha256: (value) => createHash('sha256').update(value.trim().toLowerCase()).digest('hex'),
	md5: (value) => createHash('md5').update(value.trim().toLowerCase()).digest('hex'),
	/** Two letters; nothing for a country that nobody knows. */
	country_code: (value) => countryCodeOf(value),
	/** Without the exchange before a colon. */
	ticker: (value) => value.split(':').at(-1)?.trim().toUpperCase() || undefined,
	digits: (value) => value.replace(/\D/g, '') || undefined,
	pad: (value, argument) => value.padStart(Number(argument), '0'),
	first_name: (value) => wordsOf(value)[0],
	last_name: (value) => wordsOf(value).slice(1).join(' ') || undefined,
	/** The name at the end of a profile's address. */
	last_segment: (value) => value.split(/[/?#]/).filter(Boolean).at(-1),
	/** Where the provider knows its IDs as numbers: alone in its text it becomes one; nothing for what is not whole. */
	number: (value) => (/^\d{1,15}$/.test(value) ? value : undefined),
	/** As a string of JSON or SPARQL, with its quotes. */
	quoted: (value) => JSON.stringify(value),
	/** Nothing unless it is a plain host name: it is put where an address begins. */
	host: (value) => (/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(value) ? value.toLowerCase() : undefined),
};

export interface Placeholder {
	/** An input, `key`, or with `$` before it what an earlier step has taken. */
	readonly name: string;
	readonly filters: ReadonlyArray<{ readonly name: string; readonly argument: string }>;
}

const placeholderShape = /\{(\$?[a-zA-Z]\w*)((?:\|[a-z]\w*(?::[^|{}]*)?)*)\}/g;

/** All placeholders of a text, e.g. `{email|sha256}`. */
export function placeholdersIn(text: string): Placeholder[] {
	return [...text.matchAll(placeholderShape)].map(([, name, filters]) => ({ name, filters: filtersOf(filters) }));
}

/** The text with its placeholders filled, each value passed through `encode`; `undefined` when one of them has none. */
export function fillPlaceholders(
	text: string,
	valueOf: (name: string) => string | undefined,
	encode: (value: string) => string = (value) => value,
): string | undefined {
	let isComplete = true;
	const filled = text.replace(placeholderShape, (_, name: string, filters: string) => {
		const value = filtered(valueOf(name), filtersOf(filters));
		isComplete &&= value !== undefined;
		return encode(value ?? '');
	});
	return isComplete ? filled : undefined;
}

function filtered(value: string | undefined, filters: Placeholder['filters']): string | undefined {
	return filters.reduce<string | undefined>(
		(current, { name, argument }) => (current === undefined ? undefined : placeholderFilters[name](current, argument)),
		value,
	);
}

function filtersOf(text: string): Placeholder['filters'] {
	return text
		.split('|')
		.filter(Boolean)
		.map((filter) => {
			const [name, ...argument] = filter.split(':');
			return { name, argument: argument.join(':') };
		});
}

function wordsOf(value: string): string[] {
	return value.trim().split(/\s+/);
}
