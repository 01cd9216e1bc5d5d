import type { Condition, Literal } from './ast';
import { comparisonSql, foldCase, isBeyondAscii } from './compile-comparison';
import { compileLiteral } from './compile-literal';
import type { CompiledOperand } from './compile-operand';
import { ignoresCase } from './field-abilities';
import { joinBalanced } from './join-balanced';
import type { Scope } from './scope';
import { unescapeText } from './tokenizer';

type ListNode = Extract<Condition, { kind: 'list' }>;

/** IN, NOT IN, INCLUDES and EXCLUDES with constants. */
export function compileList(scope: Scope, operand: CompiledOperand, node: ListNode): string {
	if (node.operator === 'INCLUDES' || node.operator === 'EXCLUDES') return compileIncludes(scope, operand, node);
	const values = node.values.map((literal) => compileLiteral(scope.compilation, operand.field, literal));
	const constants = values.flatMap((value) => (value.kind === 'value' ? [value.value] : []));
	const folds = (value: unknown) => ignoresCase(operand.field) && isBeyondAscii(value);
	const plain = constants.filter((value) => !folds(value));
	const folded = constants.filter(folds).map((value) => foldCase(String(value)));
	const ranges = values.flatMap((value) => (value.kind === 'range' ? [comparisonSql(scope, operand, '=', value)] : []));
	const any = [
		...(plain.length || !folded.length ? [inList(scope, operand.sql, plain)] : []),
		...(folded.length ? [inList(scope, `soql_fold(${operand.sql})`, folded)] : []),
		...ranges,
		...(values.some((value) => value.kind === 'null') ? [`${operand.sql} IS NULL`] : []),
	];
	const isIn = joinBalanced(any, 'OR');
	return node.operator === 'IN' ? isIn : `NOT COALESCE(${isIn}, 0)`;
}

function inList(scope: Scope, sql: string, values: ReadonlyArray<string | number>): string {
	return `${sql} IN (${values.map((value) => scope.compilation.param(value)).join(', ')})`;
}

function compileIncludes(scope: Scope, operand: CompiledOperand, { operator, values }: ListNode): string {
	const { compilation } = scope;
	if (operand.field.type !== 'multipicklist') {
		const message = `${operator} operator only valid for multipicklist fields`;
		throw compilation.error(values[0].position, 'INVALID_QUERY_FILTER_OPERATOR', message);
	}
	const hasOne = (value: string) =>
		`instr(';' || soql_fold(${operand.sql}) || ';', ${compilation.param(`;${foldCase(value)};`)}) > 0`;
	const hasAll = (literal: Literal) => {
		const value = compileLiteral(compilation, operand.field, literal);
		if (value.kind === 'null') return `${operand.sql} IS NULL`;
		return joinBalanced(unescapeText(literal.text).split(';').map(hasOne), 'AND');
	};
	const includes = joinBalanced(values.map(hasAll), 'OR');
	return operator === 'INCLUDES' ? includes : `NOT COALESCE(${includes}, 0)`;
}
