/** The values of one row, or why it is not one. */
export type CsvValues = { readonly values: readonly string[] } | { readonly error: string };

const unescapedQuote = 'Failed to parse CSV. Found unescaped quote. A value with quote should be within a quote';
const unclosedQuote = 'Failed to parse CSV. EOF reached before closing an opened quote';

/** Splits a row; values are not trimmed, and a space before or after a quote is an error. */
export function readValues(text: string, delimiter: string): CsvValues {
	if (!text.includes('"')) return { values: text.split(delimiter) };
	const values: string[] = [];
	let at = 0;
	for (;;) {
		const value = text[at] === '"' ? readQuoted(text, at) : readPlain(text, at, delimiter);
		if ('error' in value) return value;
		values.push(value.text);
		at = value.end;
		if (at >= text.length) return { values };
		if (text[at] !== delimiter) return { error: unescapedQuote };
		at++;
	}
}

type OneValue = { readonly text: string; readonly end: number } | { readonly error: string };

function readPlain(text: string, start: number, delimiter: string): OneValue {
	const found = text.indexOf(delimiter, start);
	const end = found === -1 ? text.length : found;
	const value = text.slice(start, end);
	return value.includes('"') ? { error: unescapedQuote } : { text: value, end };
}

function readQuoted(text: string, start: number): OneValue {
	let end = text.indexOf('"', start + 1);
	while (end !== -1 && text[end + 1] === '"') end = text.indexOf('"', end + 2);
	if (end === -1) return { error: unclosedQuote };
	return { text: text.slice(start + 1, end).replaceAll('""', '"'), end: end + 1 };
}
