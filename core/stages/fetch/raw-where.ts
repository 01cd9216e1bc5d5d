import { EnrichmentError } from '../../errors';

interface Token {
	/** A word in upper case, a number, a sign, or a whole string literal. */
	readonly text: string;
	/** From 1 on. */
	readonly position: number;
}

/**
 * Strings first, so that nothing inside them is taken for anything else; `\S` catches what has no place in a condition.
 * Every alternative succeeds where it begins or fails at once, so that the work grows with the text: an open string
 * runs to the end.
 */
const tokenPattern = /'(?:[^'\\]|\\.?)*(?:'|$)|--|\/\*|\/\/|[A-Za-z_][A-Za-z0-9_.]*|[\d.:TZ+-]+|[<>=!]+|[(),]|\S/gis;

/** What ends a WHERE clause; the second word tells it from a field or an object of the same name. */
const clauses: Readonly<Record<string, RegExp>> = {
	ORDER: /^BY$/,
	GROUP: /^BY$/,
	ALL: /^ROWS$/,
	FOR: /^(VIEW|REFERENCE|UPDATE)$/,
	UPDATE: /^(TRACKING|VIEWSTAT)$/,
	LIMIT: /^\d/,
	OFFSET: /^\d/,
	HAVING: /./,
	WITH: /./,
	USING: /./,
};

/** A whole query has at most 100,000 characters (SOQL limits), and the condition shares it with the fields. */
const maxLength = 50_000;

/** How much of a condition a message repeats. */
const longestQuote = 200;

/**
 * A condition that a person wrote in SOQL, in brackets, so that it cannot reach beyond itself. Throws
 * `invalid_parameter` for unbalanced brackets or quotes, comments, other clauses (ORDER BY, LIMIT …), and a SELECT
 * anywhere but in `IN (SELECT …)`. Names and types are left to Salesforce.
 */
export function checkedRawWhere(text: string): string {
	const condition = text.trim().replace(/^WHERE\s+/i, '');
	if (condition.length > maxLength)
		throw refused(condition, `it has ${condition.length} characters, and at most ${maxLength} are taken`);
	const tokens = [...condition.matchAll(tokenPattern)].map((match) => ({
		text: wordOf(match[0]),
		position: match.index + 1,
	}));
	if (tokens.length === 0) throw refused(condition, 'it is empty');
	tokens.forEach((token, index) => checkToken(condition, token, tokens, index));
	checkBrackets(condition, tokens);
	return `(${condition})`;
}

function wordOf(text: string): string {
	return text.startsWith("'") ? text : text.toUpperCase();
}

function checkToken(condition: string, { text, position }: Token, tokens: readonly Token[], index: number): void {
	const refuse = (why: string) => refused(condition, `${why} at position ${position}`);
	if (text.startsWith("'") && !isClosed(text)) throw refuse('a quote is never closed');
	if (['--', '/*', '//'].includes(text)) throw refuse('there is a comment');
	if (/^[^\w'<>=!(),+\-.:]/.test(text)) throw refuse(`"${text}" has no place in a condition`);
	if (text === 'SELECT' && !isSemiJoin(tokens, index)) throw refuse('there is a SELECT outside of IN (SELECT …)');
	const next = tokens[index + 1]?.text ?? '';
	if (Object.hasOwn(clauses, text) && clauses[text].test(next)) throw refuse(`there is the clause ${text}`);
}

/** A literal without a quote of its own at the end is open; a quote behind an odd number of backslashes is text. */
function isClosed(literal: string): boolean {
	if (literal.length < 2 || !literal.endsWith("'")) return false;
	let backslashes = 0;
	while (literal.at(-2 - backslashes) === '\\') backslashes += 1;
	return backslashes % 2 === 0;
}

function isSemiJoin(tokens: readonly Token[], index: number): boolean {
	return tokens[index - 1]?.text === '(' && tokens[index - 2]?.text === 'IN';
}

function checkBrackets(condition: string, tokens: readonly Token[]): void {
	const open: Token[] = [];
	for (const token of tokens) {
		if (token.text === '(') open.push(token);
		if (token.text === ')' && !open.pop())
			throw refused(condition, `a bracket closes nothing at position ${token.position}`);
	}
	const [unclosed] = open;
	if (unclosed) throw refused(condition, `the bracket at position ${unclosed.position} is never closed`);
}

function refused(condition: string, why: string): EnrichmentError {
	const quote = condition.length > longestQuote ? `${condition.slice(0, longestQuote)}…` : condition;
	return new EnrichmentError('invalid_parameter', `The condition "${quote}" cannot be used: ${why}.`, {
		remedy: "Write what would stand behind WHERE, e.g. Industry = 'Energy' AND AnnualRevenue > 1000000.",
	});
}
