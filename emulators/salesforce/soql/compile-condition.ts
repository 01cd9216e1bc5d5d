import type { Condition, Operand } from './ast';
import { compileComparison } from './compile-comparison';
import { compileList } from './compile-list';
import type { CompiledOperand } from './compile-operand';
import { compileOperand } from './compile-operand';
import { compileSemiJoin } from './compile-semi-join';
import { isFilterable } from './field-abilities';
import { impliedBounds } from './implied-bounds';
import { joinBalanced } from './join-balanced';
import type { Scope } from './scope';

/** WHERE takes fields, HAVING also aggregates; each says what it takes by how it compiles an operand. */
export type CompileOperand = (operand: Operand) => CompiledOperand;

/** A WHERE tree as a SQL expression. */
export function compileWhere(scope: Scope, condition: Condition): string {
	return compileCondition(scope, condition, (operand) => filterable(scope, operand));
}

/** A WHERE or HAVING tree as a SQL expression. */
export function compileCondition(scope: Scope, condition: Condition, compile: CompileOperand): string {
	switch (condition.kind) {
		case 'and':
		case 'or': {
			const terms = condition.terms.map((term) => compileCondition(scope, term, compile));
			const sql = joinBalanced(terms, condition.kind === 'and' ? 'AND' : 'OR');
			return joinBalanced([...impliedBounds(scope, condition), sql], 'AND');
		}
		case 'not':
			// In SOQL a comparison with null is false, not unknown, so its negation is true.
			return `NOT COALESCE(${compileCondition(scope, condition.term, compile)}, 0)`;
		case 'comparison':
			return compileComparison(scope, compile(condition.operand), condition);
		case 'list':
			return compileList(scope, compile(condition.operand), condition);
		case 'semiJoin':
			return compileSemiJoin(scope, compile(condition.operand), condition);
	}
}

function filterable(scope: Scope, node: Operand): CompiledOperand {
	if (node.kind === 'function' && node.name === 'CONVERTCURRENCY')
		throw scope.compilation.malformed(
			node.position,
			'convertCurrency() cannot be used in WHERE; use an ISO code in front of the amount',
		);
	const operand = compileOperand(scope, node);
	if (operand.isAggregate)
		throw scope.compilation.malformed(node.position, 'aggregate functions are not allowed in WHERE');
	if (isFilterable(operand.field)) return operand;
	const message = `field '${operand.field.name}' can not be filtered in a query call`;
	throw scope.compilation.error(node.position, 'INVALID_FIELD', message);
}
