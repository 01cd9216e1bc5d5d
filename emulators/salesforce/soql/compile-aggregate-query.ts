import { field } from '../schema/field';
import type { FunctionCall, Operand, SelectQuery } from './ast';
import { compileCondition, compileWhere } from './compile-condition';
import { compileOperand, type CompiledOperand } from './compile-operand';
import { orderSql, sortKeys, type SortKey } from './compile-order';
import { isGroupable } from './field-abilities';
import { groupingSets, type GroupColumn } from './grouping-sets';
import type { CompiledQuery, ShapeEntry } from './result-shape';
import type { Scope } from './scope';
import { rowConditions, whereSql } from './where-sql';

/** A SELECT with GROUP BY, or with aggregates over all rows. */
export function compileAggregateQuery(scope: Scope, query: SelectQuery): CompiledQuery {
	const { compilation } = scope;
	if (query.groupBy.length === 0 && (query.limit !== undefined || query.offset !== undefined)) {
		throw compilation.malformed(query.position, 'Aggregate query without GROUP BY cannot use LIMIT or OFFSET');
	}
	if (query.groupBy.length === 0 && query.having) throw compilation.malformed(query.position, 'HAVING needs GROUP BY');
	const groups = new Groups(scope, query);
	const { columns, entries } = groups.selectList();
	const conditions = rowConditions(scope, query);
	if (query.where) conditions.push(`(${compileWhere(scope, query.where)})`);
	const having = query.having
		? ` HAVING ${compileCondition(scope, query.having, (operand) => groups.compile(operand, 'Field'))}`
		: '';
	const keys = sortKeys(scope, query.orderBy, ({ operand }) => groups.sortOperand(operand));
	const limit =
		query.limit === undefined && query.offset === undefined
			? ''
			: ` LIMIT ${query.limit ?? -1} OFFSET ${query.offset ?? 0}`;
	const from = ` FROM ${scope.fromSql()}${whereSql(conditions)}`;
	const sql =
		query.grouping === 'plain'
			? `SELECT ${columns.map((each) => each.sql).join(', ')}${from}${groupSql(groups.sqls)}${having}${orderSql(keys)}${limit}`
			: `${groupingSets(query.grouping, groups.sqls, columns, { from, having, order: groups.sortColumns(query, keys) })}${limit}`;
	return { kind: 'aggregate', sql, params: compilation.params, entries, typeName: scope.type.name };
}

function groupSql(sqls: readonly string[]): string {
	return sqls.length ? ` GROUP BY ${sqls.join(', ')}` : '';
}

function isGrouping(operand: Operand): operand is FunctionCall {
	return operand.kind === 'function' && operand.name === 'GROUPING';
}

/** What a statement groups by, and what else may therefore be said. */
class Groups {
	readonly sqls: readonly string[];

	constructor(
		private readonly scope: Scope,
		private readonly query: SelectQuery,
	) {
		this.sqls = query.groupBy.map((operand) => this.groupSql(operand));
	}

	/** A grouped field or an aggregate; `what` begins the refusal of anything else. */
	compile(operand: Operand, what: string): CompiledOperand {
		const compiled = compileOperand(this.scope, operand);
		if (compiled.isAggregate || this.sqls.includes(compiled.sql)) return compiled;
		const name = operand.kind === 'field' ? operand.path.join('.') : operand.name;
		throw this.scope.compilation.malformed(operand.position, `${what} must be grouped or aggregated: ${name}`);
	}

	/** What ORDER BY may name: what is grouped or aggregated, and GROUPING(), whose column is made per set of fields. */
	sortOperand(operand: Operand): CompiledOperand {
		if (!isGrouping(operand)) return this.compile(operand, 'Ordered field');
		this.groupingColumn(operand.argument, operand.position);
		return { sql: '', field: field('expr', 'int'), isAggregate: true, parents: [] };
	}

	/** The sort keys as columns; one over a grouped field belongs to that field's group. */
	sortColumns({ orderBy }: SelectQuery, keys: readonly SortKey[]) {
		return keys.map(({ sql, direction }, index) => {
			const { operand } = orderBy[index];
			if (isGrouping(operand)) return { column: this.groupingColumn(operand.argument, operand.position), direction };
			const { group } = this.column(compileOperand(this.scope, operand));
			return { column: { sql, group, isGrouping: false }, direction };
		});
	}

	private column({ sql }: { sql: string }): GroupColumn {
		return { sql, group: this.sqls.indexOf(sql), isGrouping: false };
	}

	/** Grouped fields by their names, everything else by alias or `expr0`, `expr1`, … */
	selectList(): { columns: GroupColumn[]; entries: ShapeEntry[] } {
		const { compilation } = this.scope;
		const columns: GroupColumn[] = [];
		const keys = new Set<string>();
		let unnamed = 0;
		const entries = this.query.select.map((item): ShapeEntry => {
			if (item.kind !== 'operand') {
				throw compilation.malformed(
					this.query.position,
					'Only fields and functions can be selected in a query with GROUP BY or aggregates',
				);
			}
			const { operand } = item;
			const grouping = isGrouping(operand) ? this.groupingColumn(operand.argument, operand.position) : undefined;
			const compiled = grouping ? undefined : this.compile(operand, 'Field');
			columns.push(grouping ?? this.column(compiled!));
			const key = item.alias ?? (operand.kind === 'field' ? compiled!.field.name : `expr${unnamed++}`);
			if (keys.has(key.toLowerCase())) throw compilation.malformed(operand.position, `duplicate alias: ${key}`);
			keys.add(key.toLowerCase());
			return { kind: 'value', key, column: columns.length - 1, type: compiled?.field.type ?? 'int' };
		});
		return { columns, entries };
	}

	private groupSql(operand: Operand): string {
		const { compilation } = this.scope;
		const { sql, field, isAggregate } = compileOperand(this.scope, operand);
		if (isAggregate) throw compilation.malformed(operand.position, 'Grouped field should not be aggregated');
		if (isGroupable(field)) return sql;
		throw compilation.malformed(operand.position, `field '${field.name}' can not be grouped in a query call`);
	}

	private groupingColumn(argument: Operand | undefined, position: number): GroupColumn {
		const group = argument ? this.sqls.indexOf(compileOperand(this.scope, argument).sql) : -1;
		if (group < 0 || this.query.grouping === 'plain') {
			throw this.scope.compilation.malformed(position, 'GROUPING() needs a field of GROUP BY ROLLUP or GROUP BY CUBE');
		}
		return { sql: '', group, isGrouping: true };
	}
}
