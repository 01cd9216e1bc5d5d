import type { FieldPath, FunctionCall, Operand, SelectItem, SelectQuery, TypeOfItem } from './ast';
import type { TokenReader } from './token-reader';

/** Reserved words, and those with which a clause may go on: none of them is taken for an alias. */
const noAlias = new Set([
	'AND',
	'ASC',
	'DESC',
	'EXCLUDES',
	'FIRST',
	'FROM',
	'GROUP',
	'HAVING',
	'IN',
	'INCLUDES',
	'LAST',
	'LIKE',
	'LIMIT',
	'NOT',
	'NULL',
	'NULLS',
	'OR',
	'SELECT',
	'USING',
	'WHERE',
	'WITH',
	'FOR',
	'ALL',
	'UPDATE',
	'SET',
]);

/** One entry of a SELECT list; subqueries are read by `parseQuery`. */
export function parseSelectItem(reader: TokenReader, parseQuery: (reader: TokenReader) => SelectQuery): SelectItem {
	if (reader.take('(')) {
		const query = reader.nested(() => parseQuery(reader));
		reader.expect(')');
		return { kind: 'children', query };
	}
	if (reader.is('TYPEOF') && reader.peek().kind === 'name') return parseTypeOf(reader);
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

function parseTypeOf(reader: TokenReader): TypeOfItem {
	reader.expect('TYPEOF');
	const relationship = parseFieldPath(reader);
	const branches: Array<TypeOfItem['branches'][number]> = [];
	while (reader.take('WHEN')) {
		const { text: typeName, position } = reader.expectKind('name');
		reader.expect('THEN');
		branches.push({ typeName, position, fields: parseFieldPaths(reader) });
	}
	if (branches.length === 0) throw reader.unexpected();
	const otherwise = reader.take('ELSE') ? parseFieldPaths(reader) : [];
	reader.expect('END');
	return { kind: 'typeof', relationship, branches, otherwise };
}

function parseFieldPaths(reader: TokenReader): FieldPath[] {
	const fields = [parseFieldPath(reader)];
	while (reader.take(',')) fields.push(parseFieldPath(reader));
	return fields;
}

function parseFieldPath(reader: TokenReader): FieldPath {
	const { text, position } = reader.expectKind('name');
	return fieldPath(text, position);
}

/** A field path or a function call. */
export function parseOperand(reader: TokenReader): Operand {
	const token = reader.expectKind('name');
	return reader.is('(') ? parseFunction(reader, token.text, token.position) : fieldPath(token.text, token.position);
}

function parseFunction(reader: TokenReader, name: string, position: number): FunctionCall {
	if (/^DISTANCE$/i.test(name)) throw reader.refuse(position, 'DISTANCE is not supported by this emulator');
	reader.expect('(');
	const argument = reader.is(')') ? undefined : reader.nested(() => parseOperand(reader));
	reader.expect(')');
	return { kind: 'function', name: name.toUpperCase(), argument, position };
}

function fieldPath(text: string, position: number): FieldPath {
	return { kind: 'field', path: text.split('.'), position };
}

/** The name that an entry is given, if one follows. */
export function parseAlias(reader: TokenReader): string | undefined {
	const { kind, text } = reader.current;
	if (kind !== 'name' || text.includes('.') || noAlias.has(text.toUpperCase())) return undefined;
	// Both are names like any other where their clause does not follow.
	if (reader.is('ORDER', 'BY') || (reader.is('OFFSET') && reader.peek().kind === 'number')) return undefined;
	return reader.next().text;
}
