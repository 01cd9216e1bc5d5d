import type { Schema } from '../schema/schema';
import type { SelectItem, SelectQuery } from './ast';
import { isAggregate } from './compile-aggregate';
import { compileAggregateQuery } from './compile-aggregate-query';
import { compileChild } from './compile-child';
import { Compilation, type CompileOptions } from './compilation';
import { compileRecordQuery } from './compile-record-query';
import { compileWhere } from './compile-condition';
import { checkRecordAccess } from './check-record-access';
import { checkSemiJoins } from './check-semi-joins';
import { parseQuery } from './parser';
import type { CompiledQuery } from './result-shape';
import { objectScope, type Scope } from './scope';
import { rowConditions, whereSql } from './where-sql';

/** Parses, checks and compiles a SOQL statement; throws Salesforce's refusals. */
export function compileQuery(schema: Schema, source: string, options: CompileOptions): CompiledQuery {
	return compileParsed(schema, source, parseQuery(source), options);
}

/** The same for a statement that is parsed already; `source` is what errors quote. */
export function compileParsed(
	schema: Schema,
	source: string,
	query: SelectQuery,
	options: CompileOptions,
): CompiledQuery {
	const compilation = new Compilation(schema, source, options);
	const scope = objectScope(compilation, query.from, query.parentAliases);
	checkSemiJoins(compilation, query.where, true);
	checkRecordAccess(compilation, scope, query);
	if (query.isForUpdate && query.orderBy.length > 0) {
		throw compilation.malformed(query.orderBy[0].operand.position, 'ORDER BY is not allowed with FOR UPDATE');
	}
	if (isBareCount(query)) return compileCount(scope, query);
	const isGrouped = query.groupBy.length > 0 || query.select.some(selectsAggregate);
	return isGrouped
		? compileAggregateQuery(scope, query)
		: { kind: 'records', ...compileRecordQuery(scope, query, compileChild) };
}

function selectsAggregate(item: SelectItem): boolean {
	return item.kind === 'operand' && isAggregate(item.operand);
}

function isBareCount({ select: [first, ...others], groupBy }: SelectQuery): boolean {
	const operand = first.kind === 'operand' && first.alias === undefined ? first.operand : undefined;
	return (
		others.length === 0 &&
		groupBy.length === 0 &&
		operand?.kind === 'function' &&
		operand.name === 'COUNT' &&
		!operand.argument
	);
}

function compileCount(scope: Scope, query: SelectQuery): CompiledQuery {
	const { compilation } = scope;
	if (query.orderBy.length > 0) {
		throw compilation.malformed(query.orderBy[0].operand.position, 'COUNT() cannot be used with ORDER BY');
	}
	if (query.having) throw compilation.malformed(query.position, 'HAVING needs GROUP BY');
	const conditions = rowConditions(scope, query);
	if (query.where) conditions.push(compileWhere(scope, query.where));
	const limit =
		query.limit === undefined && query.offset === undefined
			? ''
			: ` LIMIT ${query.limit ?? -1} OFFSET ${query.offset ?? 0}`;
	const sql = `SELECT COUNT(*) FROM (SELECT 1 FROM ${scope.fromSql()}${whereSql(conditions)}${limit})`;
	return { kind: 'count', sql, params: compilation.params };
}
