import type { FieldDefinition } from '../schema/field';
import type { SObjectType } from '../schema/schema';
import type { Condition, SelectQuery } from './ast';
import { checkSemiJoins } from './check-semi-joins';
import { compileWhere } from './compile-condition';
import type { CompiledOperand } from './compile-operand';
import { objectScope, type ResolvedField, type Scope } from './scope';
import { rowConditions, whereSql } from './where-sql';

type SemiJoinNode = Extract<Condition, { kind: 'semiJoin' }>;

/** `Id IN (SELECT AccountId FROM Contact …)`, within Salesforce's restrictions. */
export function compileSemiJoin(scope: Scope, operand: CompiledOperand, node: SemiJoinNode): string {
	const { compilation } = scope;
	const { field } = operand;
	if (field.type !== 'id' && field.type !== 'reference') {
		const message = `The left operand field in the where expression outer query must be an id field, cannot use: '${field.name}'`;
		throw compilation.malformed(node.operand.position, message);
	}
	const inner = objectScope(compilation, node.query.from, node.query.parentAliases);
	if (inner.type === scope.type) {
		throw compilation.malformed(
			node.query.position,
			'The inner and outer selects should not be on the same object type',
		);
	}
	const selected = selectedField(inner, node.query);
	const leftType = scope.type;
	if (!pointToSameObject(targetsOf(leftType, field), targetsOf(inner.type, selected.field))) {
		const message = `The selected field '${selected.field.name}' in the subquery and the left operand field in the where expression in the outer query '${field.name}' should point to the same object type`;
		throw compilation.malformed(node.query.position, message);
	}
	const isIn = `${operand.sql} IN (${innerSql(inner, selected, node.query)})`;
	return node.isAnti ? `NOT COALESCE(${isIn}, 0)` : isIn;
}

function selectedField(inner: Scope, query: SelectQuery): ResolvedField {
	const { compilation } = inner;
	const [item] = query.select;
	const hasMore =
		query.groupBy.length ||
		query.having ||
		query.orderBy.length ||
		query.limit !== undefined ||
		query.offset !== undefined;
	if (hasMore || query.isForUpdate) {
		throw compilation.malformed(
			query.position,
			'Semi join sub-selects take neither GROUP BY, ORDER BY, LIMIT, OFFSET nor FOR UPDATE',
		);
	}
	if (query.select.length > 1 || item.kind !== 'operand' || item.operand.kind !== 'field' || item.alias) {
		throw compilation.malformed(query.position, 'Semi join sub-selects can only select one field');
	}
	const resolved = inner.resolve(item.operand);
	const isId = resolved.field.type === 'id' || resolved.field.type === 'reference';
	if (isId && resolved.parents.length === 0) return resolved;
	const message = `semi join sub selects can only query id fields, cannot use: '${item.operand.path.join('.')}'`;
	throw compilation.malformed(item.operand.position, message);
}

function innerSql(inner: Scope, selected: ResolvedField, query: SelectQuery): string {
	checkSemiJoins(inner.compilation, query.where, false);
	// NOT IN a list with a null is never true in SQL.
	const conditions = [...rowConditions(inner, query), `${selected.sql} IS NOT NULL`];
	if (query.where) conditions.push(compileWhere(inner, query.where));
	const where = whereSql(conditions);
	return `SELECT ${selected.sql} FROM ${inner.fromSql()}${where}`;
}

function targetsOf(type: SObjectType, field: FieldDefinition): readonly string[] {
	return field.type === 'id' ? [type.name] : field.referenceTo;
}

function pointToSameObject(left: readonly string[], right: readonly string[]): boolean {
	return left.some((name) => right.includes(name));
}
