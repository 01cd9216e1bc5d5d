import type { FieldPath, FunctionCall, Operand, OrderKey, SelectItem, SelectQuery } from './ast';
import { parseCondition } from './parse-condition';
import { TokenReader } from './token-reader';

const LONGEST_STATEMENT = 100_000;
const CLAUSE_WORDS = new Set(['WHERE', 'GROUP', 'HAVING', 'ORDER', 'LIMIT', 'OFFSET', 'FOR', 'WITH', 'USING', 'ALL', 'FROM']);

/** The tree of a SOQL statement; throws MALFORMED_QUERY with the place when it is not one. */
export function parseQuery(source: string): SelectQuery {
	const reader = new TokenReader(source);
	if (source.length > LONGEST_STATEMENT) {
		throw reader.refuse(0, 'SOQL statements cannot be longer than 100000 characters.', 'QUERY_TOO_COMPLICATED');
	}
	const query = parseSelect(reader);
	if (reader.current.kind !== 'end') throw reader.unexpected();
	return query;
}

const conditionParsers = { operand: parseOperand, query: parseSelect };

function parseSelect(reader: TokenReader): SelectQuery {
	const { position } = reader.expect('SELECT');
	const select = parseCommaList(reader, parseSelectItem);
	reader.expect('FROM');
	const from = parseFrom(reader);
	if (reader.take('USING', 'SCOPE')) reader.expectKind('name');
	const where = reader.take('WHERE') ? parseCondition(reader, conditionParsers) : undefined;
	parseWith(reader);
	const groupBy = reader.take('GROUP', 'BY') ? parseGroups(reader) : [];
	const having = reader.take('HAVING') ? parseCondition(reader, conditionParsers) : undefined;
	const orderBy = reader.take('ORDER', 'BY') ? parseCommaList(reader, parseOrderKey) : [];
	const limit = reader.take('LIMIT') ? parseCount(reader) : undefined;
	const offset = reader.take('OFFSET') ? parseOffset(reader) : undefined;
	parseFor(reader);
	return { select, from, where, groupBy, having, orderBy, limit, offset, position };
}

function parseCommaList<T>(reader: TokenReader, parseOne: (reader: TokenReader) => T): T[] {
	const list = [parseOne(reader)];
	while (reader.take(',')) list.push(parseOne(reader));
	return list;
}

function parseSelectItem(reader: TokenReader): SelectItem {
	if (reader.take('(')) {
		const query = parseSelect(reader);
		reader.expect(')');
		return { kind: 'children', query };
	}
	if (reader.is('TYPEOF')) throw reader.refuse(reader.current.position, 'TYPEOF is not supported by this emulator');
	if (reader.is('FIELDS', '(')) return parseFieldsItem(reader);
	if (reader.is('FROM')) throw reader.unexpected();
	const operand = parseOperand(reader);
	return { kind: 'operand', operand, alias: parseAlias(reader) };
}

function parseFieldsItem(reader: TokenReader): SelectItem {
	const { position } = reader.expect('FIELDS');
	reader.expect('(');
	const group = reader.expectKind('name').text.toUpperCase();
	if (group !== 'ALL' && group !== 'STANDARD' && group !== 'CUSTOM') {
		throw reader.refuse(position, `Unknown field grouping: ${group}. Valid groupings are: ALL, CUSTOM, STANDARD`);
	}
	reader.expect(')');
	return { kind: 'fields', group, position };
}

function parseOperand(reader: TokenReader): Operand {
	const token = reader.expectKind('name');
	return reader.is('(') ? parseFunction(reader, token.text, token.position) : fieldPath(token.text, token.position);
}

function parseFunction(reader: TokenReader, name: string, position: number): FunctionCall {
	reader.expect('(');
	const argument = reader.is(')') ? undefined : parseOperand(reader);
	reader.expect(')');
	return { kind: 'function', name: name.toUpperCase(), argument, position };
}

function fieldPath(text: string, position: number): FieldPath {
	return { kind: 'field', path: text.split('.'), position };
}

function parseAlias(reader: TokenReader): string | undefined {
	const { kind, text } = reader.current;
	return kind === 'name' && !CLAUSE_WORDS.has(text.toUpperCase()) ? reader.next().text : undefined;
}

function parseFrom(reader: TokenReader): SelectQuery['from'] {
	const { text: name, position } = reader.expectKind('name');
	reader.take('AS');
	const alias = parseAlias(reader);
	if (reader.is(',')) throw reader.refuse(reader.current.position, 'Joins in FROM are not supported by this emulator');
	return { name, alias, position };
}

function parseWith(reader: TokenReader): void {
	if (!reader.take('WITH')) return;
	// Field-level security is not modelled yet, so that these change nothing.
	const known = ['SECURITY_ENFORCED', 'USER_MODE', 'SYSTEM_MODE'];
	if (!known.some((mode) => reader.take(mode))) throw reader.unexpected();
}

function parseGroups(reader: TokenReader): Operand[] {
	if (reader.is('ROLLUP') || reader.is('CUBE')) {
		throw reader.refuse(reader.current.position, 'GROUP BY ROLLUP and CUBE are not supported by this emulator');
	}
	return parseCommaList(reader, parseOperand);
}

function parseOrderKey(reader: TokenReader): OrderKey {
	const operand = parseOperand(reader);
	const isDescending = reader.take('DESC');
	if (!isDescending) reader.take('ASC');
	const areNullsLast = reader.take('NULLS', 'LAST');
	if (!areNullsLast) reader.take('NULLS', 'FIRST');
	return { operand, isDescending, areNullsLast };
}

function parseCount(reader: TokenReader): number {
	const token = reader.expectKind('number');
	if (!/^\d+$/.test(token.text)) throw reader.unexpected(token);
	return Number(token.text);
}

function parseOffset(reader: TokenReader): number {
	const { position } = reader.current;
	const offset = parseCount(reader);
	if (offset <= 2_000) return offset;
	throw reader.refuse(position, `Maximum SOQL offset allowed is 2000`, 'NUMBER_OUTSIDE_VALID_RANGE');
}

function parseFor(reader: TokenReader): void {
	while (reader.take('FOR')) {
		if (!['VIEW', 'REFERENCE', 'UPDATE'].some((word) => reader.take(word))) throw reader.unexpected();
	}
}
