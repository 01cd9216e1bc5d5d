import type { ComparisonOperator, Condition, ListOperator, Literal, Operand, SelectQuery } from './ast';
import type { TokenReader } from './token-reader';

/** What conditions need from the statement's parser. */
export interface ConditionParsers {
	readonly operand: (reader: TokenReader) => Operand;
	readonly query: (reader: TokenReader) => SelectQuery;
}

const longestLiteral = 4_000;
const currencyLiteral = /^[A-Z]{3}\d+$/i;
const dateLiteral =
	/^(?:TODAY|YESTERDAY|TOMORROW|(?:LAST|THIS|NEXT)_(?:WEEK|MONTH|QUARTER|YEAR|FISCAL_QUARTER|FISCAL_YEAR)|(?:LAST|NEXT)_90_DAYS)$/i;

/** A condition up to the first word that cannot continue it; AND with OR on one level is refused. */
export function parseCondition(reader: TokenReader, parsers: ConditionParsers): Condition {
	const first = parseTerm(reader, parsers);
	const word = reader.is('AND') ? 'AND' : reader.is('OR') ? 'OR' : undefined;
	if (!word) return first;
	const terms = [first];
	while (reader.take(word)) {
		refuseBareNot(reader);
		terms.push(parseTerm(reader, parsers));
	}
	// Salesforce gives AND no precedence over OR: it wants brackets.
	if (reader.is('AND') || reader.is('OR')) throw reader.unexpected();
	return { kind: word === 'AND' ? 'and' : 'or', terms };
}

function parseTerm(reader: TokenReader, parsers: ConditionParsers): Condition {
	if (reader.take('NOT')) {
		refuseBareNot(reader);
		return { kind: 'not', term: reader.nested(() => parseTerm(reader, parsers)) };
	}
	if (reader.take('(')) {
		const inner = reader.nested(() => parseCondition(reader, parsers));
		reader.expect(')');
		return inner;
	}
	return parseComparison(reader, parsers);
}

/** Salesforce takes NOT without brackets at the beginning of a condition only, not after AND, OR or another NOT. */
function refuseBareNot(reader: TokenReader): void {
	if (reader.is('NOT')) throw reader.unexpected();
}

function parseComparison(reader: TokenReader, parsers: ConditionParsers): Condition {
	const operand = parsers.operand(reader);
	const { position } = reader.current;
	if (reader.take('NOT', 'IN')) return parseList(reader, parsers, operand, 'NOT IN');
	for (const word of ['IN', 'INCLUDES', 'EXCLUDES'] as const) {
		if (reader.take(word)) return parseList(reader, parsers, operand, word);
	}
	const operator = parseOperator(reader);
	return { kind: 'comparison', operand, operator, value: parseLiteral(reader), position };
}

function parseOperator(reader: TokenReader): ComparisonOperator {
	const operators: ReadonlyArray<readonly [string, ComparisonOperator]> = [
		['=', '='],
		['!=', '!='],
		['<>', '!='],
		['<=', '<='],
		['>=', '>='],
		['<', '<'],
		['>', '>'],
		['LIKE', 'LIKE'],
	];
	const found = operators.find(([text]) => reader.take(text));
	if (!found) throw reader.unexpected();
	return found[1];
}

function parseList(
	reader: TokenReader,
	parsers: ConditionParsers,
	operand: Operand,
	operator: ListOperator,
): Condition {
	const { position } = reader.expect('(');
	if (reader.is('SELECT') && (operator === 'IN' || operator === 'NOT IN')) {
		const query = parsers.query(reader);
		reader.expect(')');
		return { kind: 'semiJoin', operand, isAnti: operator === 'NOT IN', query, position };
	}
	const values = [parseLiteral(reader)];
	while (reader.take(',')) values.push(parseLiteral(reader));
	reader.expect(')');
	return { kind: 'list', operand, operator, values };
}

function parseLiteral(reader: TokenReader): Literal {
	const { kind, text, position } = reader.current;
	if (kind === 'name' && currencyLiteral.test(text)) return parseCurrency(reader);
	const literal = literalKind(kind, text);
	if (!literal) throw reader.unexpected();
	if (text.length > longestLiteral)
		throw reader.refuse(position, `String literal is longer than ${longestLiteral} characters`);
	reader.next();
	return { kind: literal, text, position };
}

/** `USD5000`, `EUR12.50`; the tokenizer takes it for a name, and what stands behind its point for a number. */
function parseCurrency(reader: TokenReader): Literal {
	const { text, position } = reader.next();
	const { kind, text: rest, position: at } = reader.current;
	const hasCents = kind === 'number' && rest.startsWith('.') && at === position + text.length;
	return { kind: 'currency', text: hasCents ? text + reader.next().text : text, position };
}

function literalKind(kind: string, text: string): Literal['kind'] | undefined {
	if (kind === 'string' || kind === 'number' || kind === 'date' || kind === 'datetime' || kind === 'dateLiteral')
		return kind;
	if (kind !== 'name') return undefined;
	if (/^null$/i.test(text)) return 'null';
	if (/^(true|false)$/i.test(text)) return 'boolean';
	return dateLiteral.test(text) ? 'dateLiteral' : undefined;
}
