import { ApiError } from '../api-error';
import type { OrgState } from '../org/org-state';
import type { FieldDefinition } from '../schema/field';
import type { SObjectType } from '../schema/schema';
import type { Condition, FieldPath, Operand, SelectQuery } from './ast';
import type { CompileOptions } from './compilation';
import { compileParsed } from './compile-query';
import { parseQuery } from './parser';

/**
 * Throws what Salesforce answers after 120 seconds, for a statement that compiles, when the fault `queryTimeout` says that
 * it would take so long. A bulk job splits its object by key and takes its time, unless ORDER BY or LIMIT keep it from that.
 */
export function refuseSlowQuery(org: OrgState, source: string, options: CompileOptions, isBulk = false): void {
	const query = parseQuery(source);
	const type = org.schema.type(query.from.path.join('.'));
	const slow = type && org.faults.slowQueriesOf(type.name);
	if (!slow || (isBulk && query.orderBy.length === 0 && query.limit === undefined)) return;
	const stopsEarly = !isBulk && query.limit !== undefined && query.limit <= slow.rows && isReadInOrder(type, query);
	if (stopsEarly || rowsLookedAt(org, source, query, type, options) <= slow.rows) return;
	org.faults.countTimeout();
	throw new ApiError(400, 'QUERY_TIMEOUT', 'Your query request was running for too long.');
}

/** Whether the first rows looked at are the answer: nothing has to be filtered out or sorted first. */
function isReadInOrder(type: SObjectType, { where, orderBy, groupBy }: SelectQuery): boolean {
	const isFiltered = where !== undefined && indexedPart(type, where) !== where;
	return (
		!isFiltered && groupBy.length === 0 && orderBy.every(({ operand }) => indexedField(type, operand) !== undefined)
	);
}

function rowsLookedAt(
	org: OrgState,
	source: string,
	query: SelectQuery,
	type: SObjectType,
	options: CompileOptions,
): number {
	const { position } = query;
	const counting: SelectQuery = {
		...query,
		select: [
			{
				kind: 'operand',
				alias: undefined,
				operand: { kind: 'function', name: 'COUNT', argument: undefined, position },
			},
		],
		where: query.where && indexedPart(type, query.where),
		grouping: 'plain',
		groupBy: [],
		having: undefined,
		orderBy: [],
		limit: undefined,
		offset: undefined,
	};
	const compiled = compileParsed(org.schema, source, counting, { ...options, visibility: undefined });
	if (compiled.kind !== 'count') throw new Error('COUNT() counts');
	return Number(Object.values(org.store.prepare(compiled.sql).get(...compiled.params)!)[0]);
}

/** What a condition says about indexed fields; the condition itself when it says nothing else. */
function indexedPart(type: SObjectType, condition: Condition): Condition | undefined {
	switch (condition.kind) {
		case 'and': {
			const parts = condition.terms.map((term) => indexedPart(type, term));
			if (parts.every((part, index) => part === condition.terms[index])) return condition;
			const known = parts.filter((part) => part !== undefined);
			return known.length ? { ...condition, terms: known } : undefined;
		}
		case 'or': {
			const parts = condition.terms.map((term) => indexedPart(type, term));
			if (parts.every((part, index) => part === condition.terms[index])) return condition;
			return parts.every((part) => part !== undefined) ? { ...condition, terms: parts } : undefined;
		}
		case 'comparison': {
			const field = indexedField(type, condition.operand);
			return field && usesIndex(field, condition.operator) ? condition : undefined;
		}
		case 'list':
			return condition.operator === 'IN' && indexedField(type, condition.operand) ? condition : undefined;
		default:
			return undefined;
	}
}

const indexedStamps = new Set(['CreatedDate', 'SystemModstamp', 'LastModifiedDate']);

function indexedField(type: SObjectType, operand: Operand): FieldDefinition | undefined {
	if (operand.kind !== 'field') return undefined;
	const field = type.field(ownName(type, operand));
	if (!field) return undefined;
	const isIndexed =
		field.type === 'id' ||
		field.type === 'reference' ||
		field.type === 'email' ||
		field.externalId ||
		field.unique ||
		field.nameField;
	return isIndexed || indexedStamps.has(field.name) ? field : undefined;
}

/** `Lead.Id` is a Lead's own; what is behind another name is a parent's and no help in finding rows. */
function ownName(type: SObjectType, { path }: FieldPath): string {
	return path.length === 1 || (path.length === 2 && path[0].toLowerCase() === type.name.toLowerCase())
		? path[path.length - 1]
		: '';
}

/** An upper bound on LastModifiedDate is not looked up in an index, nor is anything that says what a value is not. */
function usesIndex(field: FieldDefinition, operator: string): boolean {
	if (operator === '!=' || operator === 'LIKE') return false;
	return field.name !== 'LastModifiedDate' || !operator.startsWith('<');
}
