import type { OrderKey } from './ast';
import type { CompiledOperand } from './compile-operand';
import { isSortable } from './field-abilities';
import { picklistRank } from './picklist-order';
import type { Scope } from './scope';

/** One key of ORDER BY: what is sorted by, and ` DESC NULLS LAST` or the like. */
export interface SortKey {
	readonly sql: string;
	readonly direction: string;
}

/** The keys of ORDER BY in SQL; `compile` decides what may be sorted by. */
export function sortKeys(
	scope: Scope,
	keys: readonly OrderKey[],
	compile: (key: OrderKey) => CompiledOperand,
): SortKey[] {
	return keys.map((key) => {
		const { sql, field, isAggregate, parents } = compile(key);
		if (!isAggregate && !isSortable(field)) {
			throw scope.compilation.malformed(
				key.operand.position,
				`field '${field.name}' can not be sorted in a query call`,
			);
		}
		// A picklist sorts by the order of its values, not by their text.
		const rank = isAggregate ? undefined : picklistRank(sql, field);
		return { sql: rank ?? sql, direction: directionSql(key, field.nillable || isAggregate || parents.length > 0) };
	});
}

/** ` ORDER BY …`, or nothing. */
export function orderSql(keys: readonly SortKey[]): string {
	return keys.length ? ` ORDER BY ${keys.map(({ sql, direction }) => sql + direction).join(', ')}` : '';
}

/** NULLS is left out where it says nothing: otherwise no index could serve a descending order. */
function directionSql({ isDescending, areNullsLast }: OrderKey, canBeNull: boolean): string {
	const nulls = !canBeNull || isDescending === areNullsLast ? '' : ` NULLS ${areNullsLast ? 'LAST' : 'FIRST'}`;
	return ` ${isDescending ? 'DESC' : 'ASC'}${nulls}`;
}
