import { ApiError } from '../api-error';
import type { Operand, SelectItem, SelectQuery } from '../soql/ast';
import type { ResultColumn } from './job';

const compoundTypes = new Set<string>(['address', 'location', 'complexvalue']);
const aggregateFunctions = new Set(['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX', 'GROUPING']);

/** Throws for what SOQL has and bulk queries have not: aggregates, GROUP BY, OFFSET, TYPEOF, subqueries, FIELDS(). */
export function refuseUnsupported(query: SelectQuery): void {
	if (query.select.some((item) => item.kind === 'children')) throw unsupported('Aggregate Relationships');
	if (query.select.some((item) => item.kind === 'typeof')) throw unsupported('TYPEOF');
	if (query.select.some(isAggregate) || query.groupBy.length > 0) throw unsupported('Aggregate functions and GROUP BY');
	if (query.offset !== undefined) throw unsupported('OFFSET');
	if (query.select.some((item) => item.kind === 'fields')) throw compound();
}

/** Throws when a column holds several values in one, as addresses do. */
export function refuseCompound(columns: readonly ResultColumn[]): void {
	if (columns.some(({ type }) => compoundTypes.has(type))) throw compound();
}

function isAggregate(item: SelectItem): boolean {
	return item.kind === 'operand' && isAggregateOperand(item.operand);
}

function isAggregateOperand(operand: Operand): boolean {
	return operand.kind === 'function' && aggregateFunctions.has(operand.name);
}

function unsupported(what: string): ApiError {
	return new ApiError(400, 'API_ERROR', `${what} not supported in Bulk V2 Query with CSV content type`);
}

function compound(): ApiError {
	return new ApiError(400, 'API_ERROR', 'Selecting compound data not supported in Bulk Query');
}
