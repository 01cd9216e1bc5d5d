import type { OrderKey, SelectItem, SelectQuery } from './ast';
import { compileWhere } from './compile-condition';
import { compileOperand, type CompiledOperand } from './compile-operand';
import { orderSql, sortKeys } from './compile-order';
import type { RecordQuery } from './result-shape';
import type { Scope } from './scope';
import { SelectList, type CompileChild } from './select-list';
import { rowConditions } from './where-sql';

const mostFieldsRows = 200;

/** A SELECT of records, of the statement itself or of a subquery. */
export function compileRecordQuery(scope: Scope, query: SelectQuery, compileChild: CompileChild): RecordQuery {
	const { compilation, rootAlias } = scope;
	if (query.having) throw compilation.malformed(query.position, 'HAVING needs GROUP BY');
	checkFieldsFunction(scope, query);
	const list = new SelectList(scope);
	const shape = list.recordShape(query.select, compileChild);
	const conditions = rowConditions(scope, query);
	if (query.where) conditions.push(`(${compileWhere(scope, query.where)})`);
	const order = orderSql(sortKeys(scope, query.orderBy, (key) => sortKey(scope, key)));
	const { shuffleSeed, includesDeleted } = compilation.options;
	const isDeletedSeen = includesDeleted ? '' : ` WHERE ${rootAlias}.IsDeleted = 0`;
	return {
		shape,
		columnsSql: `${list.sql}, ${rootAlias}.rowid`,
		fromSql: scope.fromSql(),
		conditions,
		orderSql: order && `${order}${tieBreaker(scope, query.orderBy)}`,
		params: compilation.params,
		limit: query.limit,
		offset: query.offset ?? 0,
		// CROSS JOIN keeps SQLite to the order of the numbers, so that each row is one look-up.
		rowsSql: `SELECT ${list.sql}, page.key FROM json_each(?) page CROSS JOIN "${scope.type.name}" ${rootAlias} ON ${rootAlias}.rowid = page.value ${scope.joinsSql()}${isDeletedSeen} ORDER BY page.key`,
		rootAlias,
		tableSql: `"${scope.type.name}"`,
		hasWhere: query.where !== undefined,
		isOrdered: query.orderBy.length > 0 || shuffleSeed === undefined,
		shuffleSeed,
	};
}

function sortKey(scope: Scope, { operand }: OrderKey): CompiledOperand {
	const compiled = compileOperand(scope, operand);
	if (operand.kind === 'field') return compiled;
	throw scope.compilation.malformed(operand.position, `${operand.name} can only be sorted by in a query with GROUP BY`);
}

/** Salesforce promises no order among equals, so a strict org must not show a dependable one. */
function tieBreaker({ rootAlias, compilation, type }: Scope, keys: readonly OrderKey[]): string {
	const { shuffleSeed } = compilation.options;
	const isUnique = keys.some(
		({ operand }) =>
			operand.kind === 'field' && operand.path.length === 1 && type.field(operand.path[0])?.type === 'id',
	);
	if (shuffleSeed === undefined || isUnique) return '';
	return `, ((${rootAlias}.rowid * 7919 + ${compilation.param(shuffleSeed)}) * 104729) % 1000003`;
}

function checkFieldsFunction({ compilation }: Scope, { select, limit }: SelectQuery): void {
	const open = select.find(
		(item): item is SelectItem & { kind: 'fields' } => item.kind === 'fields' && item.group !== 'STANDARD',
	);
	if (!open || (limit ?? Infinity) <= mostFieldsRows) return;
	throw compilation.malformed(open.position, `The SOQL FIELDS function must have a LIMIT of at most ${mostFieldsRows}`);
}
