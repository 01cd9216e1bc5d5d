/** Why a text is not JSON, and how far it was read: past the character or word that does not belong. */
export interface JsonFault {
	readonly message: string;
	readonly position: number;
}

class Fault extends Error {
	constructor(
		message: string,
		readonly position: number,
	) {
		super(message);
	}
}

const whitespace = /[ \t\r\n]*/y;
const numberShape = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const wordShape = /[A-Za-z_$][\w$]*/y;
const escapeShape = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

/** The first fault of a text that JSON.parse refuses, in the words of the parser that Salesforce uses (Jackson). */
export function findJsonFault(text: string): JsonFault {
	try {
		const end = skip(text, readValue(text, 0));
		return { message: `${unexpected(text, end)}: Expected end of input`, position: end + 1 };
	} catch (fault) {
		if (!(fault instanceof Fault)) throw fault;
		return { message: fault.message, position: fault.position };
	}
}

function readValue(text: string, from: number): number {
	const at = skip(text, from);
	const char = text[at];
	if (char === undefined) throw new Fault('Unexpected end-of-input: expected a value', at);
	if (char === '{') return readMembers(text, at, 'OBJECT', '}', readMember);
	if (char === '[') return readMembers(text, at, 'ARRAY', ']', readValue);
	if (char === '"') return readString(text, at);
	const number = match(numberShape, text, at);
	if (number) return at + number.length;
	const word = match(wordShape, text, at);
	if (['true', 'false', 'null'].includes(word)) return at + word.length;
	if (word)
		throw new Fault(`Unrecognized token '${word}': was expecting 'null', 'true', 'false' or NaN`, at + word.length);
	throw new Fault(
		`${unexpected(text, at)}: expected a valid value (number, String, array, object, 'true', 'false' or 'null')`,
		at + 1,
	);
}

function readMembers(
	text: string,
	open: number,
	kind: string,
	close: string,
	readOne: (text: string, from: number) => number,
): number {
	let at = skip(text, open + 1);
	if (text[at] === close) return at + 1;
	for (;;) {
		at = skip(text, readOne(text, at));
		if (text[at] === close) return at + 1;
		if (at >= text.length) throw new Fault(`Unexpected end-of-input: expected close marker for ${kind}`, at);
		if (text[at] !== ',')
			throw new Fault(`${unexpected(text, at)}: was expecting comma to separate ${kind} entries`, at + 1);
		at = skip(text, at + 1);
	}
}

function readMember(text: string, at: number): number {
	if (at >= text.length) throw new Fault('Unexpected end-of-input: expected close marker for OBJECT', at);
	if (text[at] !== '"')
		throw new Fault(`${unexpected(text, at)}: was expecting double-quote to start field name`, at + 1);
	const colon = skip(text, readString(text, at));
	if (text[colon] !== ':') {
		throw new Fault(`${unexpected(text, colon)}: was expecting a colon to separate field name and value`, colon + 1);
	}
	return readValue(text, colon + 1);
}

function readString(text: string, open: number): number {
	let at = open + 1;
	while (text[at] !== '"') {
		if (at >= text.length)
			throw new Fault('Unexpected end-of-input: was expecting closing quote for a string value', at);
		const code = text.charCodeAt(at);
		if (code < 32) {
			const advice = 'has to be escaped using backslash to be included in string value';
			throw new Fault(`Illegal unquoted character ((CTRL-CHAR, code ${code})): ${advice}`, at + 1);
		}
		const escape = code === 92 ? match(escapeShape, text, at) : ' ';
		if (!escape)
			throw new Fault(
				`Unrecognized character escape '${text[at + 1] ?? ''}' (code ${text.charCodeAt(at + 1) || 0})`,
				at + 2,
			);
		at += escape.length;
	}
	return at + 1;
}

function unexpected(text: string, at: number): string {
	return at < text.length
		? `Unexpected character ('${text[at]}' (code ${text.charCodeAt(at)}))`
		: 'Unexpected end-of-input';
}

function skip(text: string, from: number): number {
	return from + match(whitespace, text, from).length;
}

function match(pattern: RegExp, text: string, at: number): string {
	pattern.lastIndex = at;
	return pattern.exec(text)?.[0] ?? '';
}
