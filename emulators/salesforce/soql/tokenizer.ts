import { soqlError } from './soql-error';

/** `name` may hold dots; a `string`'s text is what stands between its quotes, escapes included. */
export type TokenKind = 'name' | 'string' | 'number' | 'date' | 'datetime' | 'dateLiteral' | 'symbol' | 'end';

/** One word of a statement and where it starts. */
export interface Token {
	readonly kind: TokenKind;
	readonly text: string;
	readonly position: number;
}

const patterns: ReadonlyArray<readonly [TokenKind, RegExp]> = [
	['datetime', /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})/iy],
	['date', /\d{4}-\d{2}-\d{2}(?![\dT])/iy],
	['number', /[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?![\w-])/y],
	['dateLiteral', /[A-Za-z_]\w*:\d+/y],
	['name', /[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/y],
	['string', /'(?:[^'\\]|\\[\s\S])*'/y],
	['symbol', /<=|>=|!=|<>|[=<>(),]/y],
];

const escapeByCharacter = /\\(?:u[0-9a-fA-F]{4}|[\s\S])/g;
const knownEscape = /^\\(?:u[0-9a-fA-F]{4}|[nNrRtTbBfF"'\\_%])$/;

/** The statement's tokens, closed by an `end`; throws MALFORMED_QUERY at the first character that fits nothing. */
export function tokenize(source: string): Token[] {
	const tokens: Token[] = [];
	let position = 0;
	for (;;) {
		while (/\s/.test(source[position] ?? '')) position++;
		if (position >= source.length) break;
		const token = tokenAt(source, position);
		tokens.push(token);
		position += token.text.length + (token.kind === 'string' ? 2 : 0);
	}
	tokens.push({ kind: 'end', text: '', position: source.length });
	return tokens;
}

function tokenAt(source: string, position: number): Token {
	for (const [kind, pattern] of patterns) {
		pattern.lastIndex = position;
		const text = pattern.exec(source)?.[0];
		if (text === undefined) continue;
		if (kind !== 'string') return { kind, text, position };
		checkEscapes(source, position, text);
		return { kind, text: text.slice(1, -1), position };
	}
	throw soqlError(source, position, 'MALFORMED_QUERY', `unexpected char: '${source[position]}'`);
}

function checkEscapes(source: string, position: number, text: string): void {
	const bad = (text.match(escapeByCharacter) ?? []).find((escape) => !knownEscape.test(escape));
	if (!bad) return;
	const message = `Invalid string literal ${text}. Illegal character sequence '${bad}' in string literal.`;
	throw soqlError(source, position, 'MALFORMED_QUERY', message);
}

const escaped: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

/** The text that a string token means outside LIKE. */
export function unescapeText(raw: string): string {
	return raw.replace(escapeByCharacter, unescapeOne);
}

/** The pattern that a string token means in LIKE, with backslash as its escape character. */
export function unescapePattern(raw: string): string {
	return raw.replace(escapeByCharacter, (escape) => {
		if (/^\\[_%]$/.test(escape)) return escape;
		return escape === '\\\\' ? '\\\\' : unescapeOne(escape);
	});
}

function unescapeOne(escape: string): string {
	const letter = escape[1];
	if (letter === 'u') return String.fromCharCode(parseInt(escape.slice(2), 16));
	return escaped[letter.toLowerCase()] ?? letter;
}
