import type { ComparisonOperator, Condition, FieldPath } from './ast';
import { compileLiteral } from './compile-literal';
import type { Scope } from './scope';

type Comparison = Extract<Condition, { kind: 'comparison' }>;

const lower: readonly ComparisonOperator[] = ['=', '>', '>='];
const upper: readonly ComparisonOperator[] = ['=', '<', '<='];

/**
 * What an OR says about one field as a whole. A keyset page asks `(SystemModstamp = t AND Id > i) OR SystemModstamp > t`;
 * only with `SystemModstamp >= t` said aloud does SQLite enter its index there instead of reading it from the start.
 */
export function impliedBounds(scope: Scope, condition: Condition): string[] {
	if (condition.kind !== 'or' || condition.terms.length > 3) return [];
	const branches = condition.terms.map((term) =>
		(term.kind === 'and' ? term.terms : [term]).filter(isIndexedComparison(scope)),
	);
	return [...bound(scope, branches, lower, '>='), ...bound(scope, branches, upper, '<=')];
}

function bound(
	scope: Scope,
	branches: ReadonlyArray<readonly Comparison[]>,
	operators: readonly ComparisonOperator[],
	sign: '>=' | '<=',
): string[] {
	const [first, ...others] = branches;
	const found = first.find(
		(each) =>
			operators.includes(each.operator) &&
			others.every((branch) => branch.some((other) => operators.includes(other.operator) && saysSame(each, other))),
	);
	if (!found) return [];
	const { sql, field } = scope.resolve(found.operand as FieldPath);
	const value = compileLiteral(scope.compilation, field, found.value);
	return value.kind === 'value' ? [`${sql} ${sign} ${scope.compilation.param(value.value)}`] : [];
}

function saysSame(one: Comparison, other: Comparison): boolean {
	return one.value.text === other.value.text && fieldKey(one) === fieldKey(other);
}

function fieldKey({ operand }: Comparison): string {
	return operand.kind === 'field' ? operand.path.join('.').toLowerCase() : '';
}

/** Only stamps and ids: other fields have no such index, and text would drag its case rules in. */
function isIndexedComparison(scope: Scope) {
	return (term: Condition): term is Comparison =>
		term.kind === 'comparison' &&
		term.operand.kind === 'field' &&
		(term.value.kind === 'datetime' || term.value.kind === 'string') &&
		scope.withoutAlias(term.operand.path).length === 1 &&
		['datetime', 'id'].includes(
			scope.compilation.field(scope.type, term.operand.path[term.operand.path.length - 1])?.type ?? '',
		);
}
