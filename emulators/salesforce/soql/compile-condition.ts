import type { Condition, Literal, SelectQuery } from './ast';
import { compileLiteral, type LiteralValue } from './compile-literal';
import { compileOperand, type CompiledOperand } from './compile-operand';
import type { Scope } from './scope';
import { unescapePattern, unescapeText } from './tokenizer';

type ComparisonNode = Extract<Condition, { kind: 'comparison' }>;
type ListNode = Extract<Condition, { kind: 'list' }>;
type SemiJoinNode = Extract<Condition, { kind: 'semiJoin' }>;

/** Compiles the query of a semi-join to a SELECT of one id column. */
export type CompileInner = (query: SelectQuery) => string;

/** A WHERE or HAVING tree as a SQL expression. */
export function compileCondition(scope: Scope, condition: Condition, compileInner: CompileInner): string {
	switch (condition.kind) {
		case 'and':
		case 'or': {
			const terms = condition.terms.map((term) => compileCondition(scope, term, compileInner));
			return joinBalanced(terms, condition.kind.toUpperCase());
		}
		case 'not':
			// In SOQL a comparison with null is false, not unknown, so its negation is true.
			return `NOT COALESCE(${compileCondition(scope, condition.term, compileInner)}, 0)`;
		case 'comparison':
			return compileComparison(scope, condition);
		case 'list':
			return compileList(scope, condition);
		case 'semiJoin':
			return compileSemiJoin(scope, condition, compileInner);
	}
}

/** SQLite limits how deep an expression may nest; a balanced tree keeps a thousand terms ten deep. */
function joinBalanced(terms: readonly string[], word: string): string {
	if (terms.length === 1) return terms[0];
	const middle = Math.ceil(terms.length / 2);
	return `(${joinBalanced(terms.slice(0, middle), word)} ${word} ${joinBalanced(terms.slice(middle), word)})`;
}

function compileComparison(scope: Scope, node: ComparisonNode): string {
	const operand = filterable(scope, node.operand);
	if (node.operator === 'LIKE') return compileLike(scope, operand, node);
	const value = compileLiteral(scope.compilation, operand.field, node.value);
	const isOrdering = node.operator !== '=' && node.operator !== '!=';
	if (isOrdering && (value.kind === 'null' || ['boolean', 'multipicklist'].includes(operand.field.type))) {
		throw scope.compilation.error(node.position, 'INVALID_QUERY_FILTER_OPERATOR', 'invalid operator');
	}
	return comparisonSql(scope, operand.sql, node.operator, value);
}

function comparisonSql(scope: Scope, sql: string, operator: string, value: LiteralValue): string {
	const param = (each: string | number) => scope.compilation.param(each);
	if (value.kind === 'null') return `${sql} ${operator === '=' ? 'IS' : 'IS NOT'} NULL`;
	if (value.kind === 'value') return operator === '!=' ? `${sql} IS NOT ${param(value.value)}` : `${sql} ${operator} ${param(value.value)}`;
	switch (operator) {
		case '=':
			return `(${sql} >= ${param(value.from)} AND ${sql} < ${param(value.until)})`;
		case '!=':
			return `(${sql} IS NULL OR ${sql} < ${param(value.from)} OR ${sql} >= ${param(value.until)})`;
		case '<':
		case '>=':
			return `${sql} ${operator} ${param(value.from)}`;
		default:
			return `${sql} ${operator === '>' ? '>=' : '<'} ${param(value.until)}`;
	}
}

function compileLike(scope: Scope, operand: CompiledOperand, { value, position }: ComparisonNode): string {
	const isText = ['string', 'textarea', 'email', 'phone', 'url', 'picklist'].includes(operand.field.type);
	if (!isText || value.kind !== 'string') {
		throw scope.compilation.error(position, 'INVALID_QUERY_FILTER_OPERATOR', `invalid operator on ${operand.field.type} field`);
	}
	return `${operand.sql} LIKE ${scope.compilation.param(unescapePattern(value.text))} ESCAPE '\\'`;
}

function compileList(scope: Scope, node: ListNode): string {
	const operand = filterable(scope, node.operand);
	if (node.operator === 'INCLUDES' || node.operator === 'EXCLUDES') return compileIncludes(scope, operand, node);
	const values = node.values.map((literal) => compileLiteral(scope.compilation, operand.field, literal));
	const hasNull = values.some((value) => value.kind === 'null');
	const placeholders = values.flatMap((value) => (value.kind === 'value' ? [scope.compilation.param(value.value)] : []));
	const ranges = values.flatMap((value) => (value.kind === 'range' ? [comparisonSql(scope, operand.sql, '=', value)] : []));
	const any = [`${operand.sql} IN (${placeholders.join(', ')})`, ...ranges, ...(hasNull ? [`${operand.sql} IS NULL`] : [])];
	const isIn = joinBalanced(any, 'OR');
	return node.operator === 'IN' ? isIn : `NOT COALESCE(${isIn}, 0)`;
}

function compileIncludes(scope: Scope, operand: CompiledOperand, { operator, values }: ListNode): string {
	const { compilation } = scope;
	if (operand.field.type !== 'multipicklist') {
		const message = `${operator} operator only valid for multipicklist fields`;
		throw compilation.error(values[0].position, 'INVALID_QUERY_FILTER_OPERATOR', message);
	}
	const hasOne = (value: string) =>
		`instr(';' || lower(${operand.sql}) || ';', lower(${compilation.param(`;${value};`)})) > 0`;
	const hasAll = (literal: Literal) => joinBalanced(unescapeText(literal.text).split(';').map(hasOne), 'AND');
	const includes = joinBalanced(values.map(hasAll), 'OR');
	return operator === 'INCLUDES' ? includes : `NOT COALESCE(${includes}, 0)`;
}

function compileSemiJoin(scope: Scope, node: SemiJoinNode, compileInner: CompileInner): string {
	const operand = filterable(scope, node.operand);
	if (operand.field.type !== 'id' && operand.field.type !== 'reference') {
		const message = `The left operand of a semi-join must be an Id or reference field, not ${operand.field.name}`;
		throw scope.compilation.error(node.operand.position, 'INVALID_QUERY_FILTER_OPERATOR', message);
	}
	const isIn = `${operand.sql} IN (${compileInner(node.query)})`;
	return node.isAnti ? `NOT COALESCE(${isIn}, 0)` : isIn;
}

function filterable(scope: Scope, node: ComparisonNode['operand']): CompiledOperand {
	const operand = compileOperand(scope, node);
	if (operand.field.type === 'textarea' && operand.field.length > 255) {
		const message = `field '${operand.field.name}' can not be filtered in a query call`;
		throw scope.compilation.error(node.position, 'INVALID_FIELD', message);
	}
	return operand;
}
