import type { SelectQuery } from './ast';
import type { Scope } from './scope';

/** What every row of a SELECT must meet besides its WHERE: not deleted, visible, within USING SCOPE. */
export function rowConditions(scope: Scope, query: SelectQuery): string[] {
	const { compilation, rootAlias, type } = scope;
	const filter = compilation.rowFilter(type, rootAlias);
	return [
		...(compilation.options.includesDeleted ? [] : [`${rootAlias}.IsDeleted = 0`]),
		...(filter ? [`(${filter})`] : []),
		...scopeCondition(scope, query),
	];
}

/** ` WHERE … AND …`, or nothing. */
export function whereSql(conditions: readonly string[]): string {
	return conditions.length ? ` WHERE ${conditions.join(' AND ')}` : '';
}

function scopeCondition({ compilation, rootAlias, type }: Scope, { scope }: SelectQuery): string[] {
	if (!scope || scope.name === 'everything') return [];
	if (scope.name !== 'mine' || !type.field('OwnerId')) {
		throw compilation.malformed(
			scope.position,
			`Scope ${scope.name} is not supported on ${type.name} by this emulator`,
		);
	}
	return [`${rootAlias}."OwnerId" = ${compilation.param(compilation.options.userId)}`];
}
