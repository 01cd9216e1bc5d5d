import type { SQLInputValue } from 'node:sqlite';
import type { Schema } from '../schema/schema';
import type { OrderKey, SelectQuery } from './ast';
import { Compilation, type CompileOptions } from './compilation';
import { compileCondition } from './compile-condition';
import { compileOperand, isAggregate } from './compile-operand';
import { parseQuery } from './parser';
import type { ChildQuery, QueryResultKind } from './result-shape';
import { Scope } from './scope';
import { SelectList } from './select-list';

/** A statement ready to run: SQL with numbered parameters, and what its rows mean. */
export interface CompiledQuery {
	readonly sql: string;
	readonly params: readonly SQLInputValue[];
	readonly result: QueryResultKind;
}

const MOST_FIELDS_ROWS = 200;

/** Parses, checks and compiles a SOQL statement; throws Salesforce's refusals. */
export function compileQuery(schema: Schema, source: string, options: CompileOptions): CompiledQuery {
	const query = parseQuery(source);
	const compilation = new Compilation(schema, source, options);
	const scope = new Scope(compilation, query.from);
	if (isBareCount(query)) return compileCount(scope, query);
	const hasAggregates = query.select.some((item) => item.kind === 'operand' && isAggregate(item.operand));
	return hasAggregates || query.groupBy.length > 0 ? compileAggregateQuery(scope, query) : compileRecordQuery(scope, query);
}

function isBareCount({ select: [first, ...others] }: SelectQuery): boolean {
	const operand = first.kind === 'operand' ? first.operand : undefined;
	return others.length === 0 && operand?.kind === 'function' && operand.name === 'COUNT' && !operand.argument;
}

function compileCount(scope: Scope, query: SelectQuery): CompiledQuery {
	if (query.groupBy.length || query.orderBy.length) {
		throw scope.compilation.error(query.position, 'MALFORMED_QUERY', 'COUNT() cannot be used with GROUP BY or ORDER BY');
	}
	const where = whereSql(scope, query);
	const sql = `SELECT COUNT(*) AS c0 FROM (SELECT 1 FROM ${scope.fromSql()}${where}${limitSql(scope, query)})`;
	return { sql, params: scope.compilation.params, result: { kind: 'count' } };
}

function compileRecordQuery(scope: Scope, query: SelectQuery): CompiledQuery {
	if (query.having) throw scope.compilation.error(query.position, 'MALFORMED_QUERY', 'HAVING needs GROUP BY');
	const fields = query.select.find((item) => item.kind === 'fields');
	if (fields && fields.group !== 'STANDARD' && !((query.limit ?? Infinity) <= MOST_FIELDS_ROWS)) {
		const message = 'The SOQL FIELDS function must have a LIMIT of at most 200';
		throw scope.compilation.error(fields.position, 'MALFORMED_QUERY', message);
	}
	const list = new SelectList(scope);
	const shape = list.recordShape(query.select, (inner) => compileChild(scope, inner));
	const where = whereSql(scope, query);
	const order = orderSql(scope, query.orderBy, true);
	const sql = `${selectSql(list)} FROM ${scope.fromSql()}${where}${order}${limitSql(scope, query)}`;
	return { sql, params: scope.compilation.params, result: { kind: 'records', shape } };
}

function compileAggregateQuery(scope: Scope, query: SelectQuery): CompiledQuery {
	if (query.limit !== undefined && query.groupBy.length === 0) {
		throw scope.compilation.error(query.position, 'MALFORMED_QUERY', 'Aggregate query without GROUP BY cannot use LIMIT');
	}
	const list = new SelectList(scope);
	const groups = query.groupBy.map((operand) => compileOperand(scope, operand).sql);
	const entries = list.aggregateEntries(query, new Set(groups));
	const where = whereSql(scope, query);
	const group = groups.length ? ` GROUP BY ${groups.join(', ')}` : '';
	const having = query.having ? ` HAVING ${compileCondition(scope, query.having, (inner) => compileSemiJoinQuery(scope, inner))}` : '';
	const order = orderSql(scope, query.orderBy, false);
	const sql = `${selectSql(list)} FROM ${scope.fromSql()}${where}${group}${having}${order}${limitSql(scope, query)}`;
	return { sql, params: scope.compilation.params, result: { kind: 'aggregate', entries } };
}

function compileChild(parent: Scope, query: SelectQuery): ChildQuery & { key: string } {
	const { schema, source, options, error } = parent.compilation;
	const relationship = schema.childRelationships(parent.type).find((each) => each.name.toLowerCase() === query.from.name.toLowerCase());
	if (!relationship || query.select.some((item) => item.kind === 'children')) {
		const message = relationship
			? 'Subqueries inside subqueries are not supported by this emulator'
			: `Didn't understand relationship '${query.from.name}' in FROM part of query call.`;
		throw error.call(parent.compilation, query.from.position, relationship ? 'MALFORMED_QUERY' : 'INVALID_TYPE', message);
	}
	const compilation = new Compilation(schema, source, options);
	const scope = new Scope(compilation, { ...query.from, alias: query.from.alias ?? query.from.name, name: relationship.childObject.name });
	const list = new SelectList(scope);
	const shape = list.recordShape(query.select, (inner) => compileChild(scope, inner));
	const where = whereSql(scope, query);
	const order = orderSql(scope, query.orderBy, true);
	const limit = limitSql(scope, query);
	const parentId = `${scope.rootAlias}."${relationship.field.name}" = ?${compilation.params.length + 1}`;
	const sql = `${selectSql(list)} FROM ${scope.fromSql()}${where ? `${where} AND ` : ' WHERE '}${parentId}${order}${limit}`;
	return { key: relationship.name, sql, params: compilation.params, shape };
}

function compileSemiJoinQuery(outer: Scope, query: SelectQuery): string {
	const scope = new Scope(outer.compilation, query.from);
	const [item, ...others] = query.select;
	const operand = item.kind === 'operand' && item.operand.kind === 'field' ? scope.resolve(item.operand) : undefined;
	if (others.length || !operand || (operand.field.type !== 'id' && operand.field.type !== 'reference')) {
		throw outer.compilation.error(query.position, 'MALFORMED_QUERY', 'A semi-join selects exactly one Id or reference field');
	}
	const where = whereSql(scope, query);
	const notNull = `${operand.sql} IS NOT NULL`;
	return `SELECT ${operand.sql} FROM ${scope.fromSql()}${where ? `${where} AND ${notNull}` : ` WHERE ${notNull}`}`;
}

function selectSql(list: SelectList): string {
	return `SELECT ${list.columns.map((sql, index) => `${sql} AS c${index}`).join(', ')}`;
}

function whereSql(scope: Scope, query: SelectQuery): string {
	const parts = scope.compilation.options.includesDeleted ? [] : [`${scope.rootAlias}.IsDeleted = 0`];
	if (query.where) parts.push(`(${compileCondition(scope, query.where, (inner) => compileSemiJoinQuery(scope, inner))})`);
	return parts.length ? ` WHERE ${parts.join(' AND ')}` : '';
}

function orderSql(scope: Scope, keys: readonly OrderKey[], hasRows: boolean): string {
	const sorted = keys.map(({ operand, isDescending, areNullsLast }) => {
		const { sql, field } = compileOperand(scope, operand);
		if (field.type === 'multipicklist' || (field.type === 'textarea' && field.length > 255)) {
			throw scope.compilation.error(operand.position, 'MALFORMED_QUERY', `field '${field.name}' can not be sorted in a query call`);
		}
		return { sql: `${sql} ${isDescending ? 'DESC' : 'ASC'} NULLS ${areNullsLast ? 'LAST' : 'FIRST'}`, isUnique: sql === `${scope.rootAlias}."Id"` };
	});
	const isOpen = hasRows && !sorted.some((key) => key.isUnique);
	const parts = sorted.map((key) => key.sql).concat(isOpen ? tieBreaker(scope) : []);
	return parts.length ? ` ORDER BY ${parts.join(', ')}` : '';
}

/** Salesforce promises no order among equals, so a strict org must not show a dependable one. */
function tieBreaker(scope: Scope): string[] {
	const seed = scope.compilation.options.shuffleSeed;
	return seed === undefined ? [] : [`((${scope.rootAlias}.rowid * 7919 + ${seed}) * 104729) % 1000003`];
}

function limitSql(scope: Scope, { limit, offset }: SelectQuery): string {
	if (limit === undefined && offset === undefined) return '';
	const { compilation } = scope;
	return ` LIMIT ${compilation.param(limit ?? -1)}${offset === undefined ? '' : ` OFFSET ${compilation.param(offset)}`}`;
}
