import { ApiError } from '../api-error';
import type { ApiRequest } from '../http/api-request';
import type { SObjectType } from '../schema/schema';
import type { Condition } from '../soql/ast';
import { parseQuery } from '../soql/parser';
import { compileFor } from './query-request';

/** One way to run a statement, as `explain` tells it. */
interface QueryPlan {
	readonly cardinality: number;
	readonly fields: readonly string[];
	readonly leadingOperationType: 'Index' | 'TableScan';
	readonly notes: ReadonlyArray<{
		readonly description: string;
		readonly fields: readonly string[];
		readonly tableEnumOrId: string;
	}>;
	readonly relativeCost: number;
	readonly sobjectCardinality: number;
	readonly sobjectType: string;
}

/** An index pays as long as it picks less than this share of an object's rows. */
const selectiveShare = 0.3;
const indexedFields = new Set(['id', 'name', 'ownerid', 'createddate', 'systemmodstamp', 'recordtypeid']);

/** How a statement would be run, cheapest plan first; the costs are estimates of the emulator's own. */
export function explainQuery(request: ApiRequest, soql: string): QueryPlan[] {
	if (/^\w{15}(\w{3})?$/.test(soql))
		throw new ApiError(400, 'INVALID_ID', 'Reports and list views are not there to be explained');
	const compiled = compileFor(request, soql);
	const { from, where } = parseQuery(soql);
	const type = request.org.schema.type(from.path[0])!;
	const total = count(request, `SELECT COUNT(*) AS n FROM "${type.name}" WHERE IsDeleted = 0`, []);
	const found = compiled.kind === 'records' ? countRecords(request, compiled) : total;
	const filters = where ? [filteredFields(type, where)].flat() : [];
	const indexed = filters.filter((name) => isIndexed(type, name));
	const unindexed = filters.filter((name) => !isIndexed(type, name));
	const shared = { sobjectCardinality: total, sobjectType: type.name };
	const notes = unindexed.map((name) => ({
		description: 'Not considering filter for optimization because unindexed',
		fields: [name],
		tableEnumOrId: type.name,
	}));
	const scan: QueryPlan = {
		...shared,
		cardinality: found,
		fields: [],
		leadingOperationType: 'TableScan',
		notes,
		relativeCost: cost(total, total),
	};
	if (indexed.length === 0) return [scan];
	const index: QueryPlan = {
		...shared,
		cardinality: found,
		fields: indexed,
		leadingOperationType: 'Index',
		notes,
		relativeCost: cost(found, total),
	};
	return index.relativeCost < scan.relativeCost ? [index, scan] : [scan, index];
}

function countRecords(request: ApiRequest, query: Extract<ReturnType<typeof compileFor>, { kind: 'records' }>): number {
	const where = query.conditions.length > 0 ? ` WHERE ${query.conditions.join(' AND ')}` : '';
	return count(request, `SELECT COUNT(*) AS n FROM ${query.fromSql}${where}`, query.params);
}

function count({ org }: ApiRequest, sql: string, params: readonly unknown[]): number {
	return Number(org.store.prepare(sql).get(...(params as string[]))?.n);
}

function cost(rows: number, total: number): number {
	return total === 0 ? 0 : Math.round((1000 * rows) / (total * selectiveShare)) / 1000;
}

/** The object's own fields that every row found must meet a condition on. */
function filteredFields(type: SObjectType, condition: Condition): string | string[] {
	if (condition.kind === 'and') return [...new Set(condition.terms.flatMap((term) => filteredFields(type, term)))];
	if (!('operand' in condition) || condition.operand.kind !== 'field' || condition.operand.path.length > 1) return [];
	return type.field(condition.operand.path[0])?.name ?? [];
}

function isIndexed(type: SObjectType, name: string): boolean {
	const field = type.field(name);
	return (
		indexedFields.has(name.toLowerCase()) ||
		field?.type === 'reference' ||
		field?.unique === true ||
		field?.externalId === true
	);
}
