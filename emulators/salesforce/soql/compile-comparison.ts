import type { Condition } from './ast';
import { compileLiteral, type LiteralValue } from './compile-literal';
import type { CompiledOperand } from './compile-operand';
import { corporateAmount, corporateLiteral } from './currency-sql';
import { ignoresCase, isOrdered, isText } from './field-abilities';
import type { Scope } from './scope';
import { unescapePattern } from './tokenizer';

type ComparisonNode = Extract<Condition, { kind: 'comparison' }>;

/** A comparison with one constant. */
export function compileComparison(scope: Scope, operand: CompiledOperand, node: ComparisonNode): string {
	if (node.operator === 'LIKE') return compileLike(scope, operand, node);
	if (node.value.kind === 'currency' && operand.field.type === 'currency') {
		// With a code the amounts are compared, without one the bare numbers.
		const sql = corporateAmount(scope, operand);
		return `${sql} ${node.operator === '!=' ? 'IS NOT' : node.operator} ${corporateLiteral(scope, node.value)}`;
	}
	const value = compileLiteral(scope.compilation, operand.field, node.value);
	const isOrdering = node.operator !== '=' && node.operator !== '!=';
	if (isOrdering && (value.kind === 'null' || !isOrdered(operand.field))) {
		throw scope.compilation.error(
			node.position,
			'INVALID_QUERY_FILTER_OPERATOR',
			`invalid operator on ${operand.field.type} field`,
		);
	}
	return comparisonSql(scope, operand, node.operator, value);
}

/** The SQL of a comparison whose operator fits the operand. */
export function comparisonSql(
	scope: Scope,
	{ sql: column, field }: CompiledOperand,
	operator: string,
	value: LiteralValue,
): string {
	const param = (each: string | number) => scope.compilation.param(each);
	if (value.kind === 'null') return `${column} ${operator === '=' ? 'IS' : 'IS NOT'} NULL`;
	if (value.kind === 'value') {
		const needsFold = ignoresCase(field) && isBeyondAscii(value.value);
		const sql = needsFold ? `soql_fold(${column})` : column;
		const constant = param(needsFold ? foldCase(String(value.value)) : value.value);
		return operator === '!=' ? `${sql} IS NOT ${constant}` : `${sql} ${operator} ${constant}`;
	}
	switch (operator) {
		case '=':
			return `(${column} >= ${param(value.from)} AND ${column} < ${param(value.until)})`;
		case '!=':
			return `(${column} IS NULL OR ${column} < ${param(value.from)} OR ${column} >= ${param(value.until)})`;
		case '<':
		case '>=':
			return `${column} ${operator} ${param(value.from)}`;
		default:
			return `${column} ${operator === '>' ? '>=' : '<'} ${param(value.until)}`;
	}
}

function compileLike(scope: Scope, { sql, field }: CompiledOperand, { value, position }: ComparisonNode): string {
	if (!isText(field) || value.kind !== 'string') {
		throw scope.compilation.error(position, 'INVALID_QUERY_FILTER_OPERATOR', `invalid operator on ${field.type} field`);
	}
	const pattern = unescapePattern(value.text);
	if (!isBeyondAscii(pattern)) return `${sql} LIKE ${scope.compilation.param(pattern)} ESCAPE '\\'`;
	return `soql_fold(${sql}) LIKE ${scope.compilation.param(foldCase(pattern))} ESCAPE '\\'`;
}

/** SQLite knows the case of ASCII letters only, so other letters go the slower way through `soql_fold`. */
export function isBeyondAscii(value: unknown): boolean {
	return typeof value === 'string' && /[^\u0000-\u007f]/.test(value);
}

/** Text with the case of all letters taken away; the same as `soql_fold` in SQL. */
export function foldCase(text: string): string {
	return text.toLowerCase();
}
