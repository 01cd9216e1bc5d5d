import type { Condition, SelectQuery } from './ast';
import type { Compilation } from './compilation';
import type { Scope } from './scope';

const mostRecords = 200;

/** UserRecordAccess is worked out, so a query of it must say for which user and for which records, 200 at most. */
export function checkRecordAccess(compilation: Compilation, { type }: Scope, { where, from }: SelectQuery): void {
	if (type.name !== 'UserRecordAccess') return;
	const terms = where?.kind === 'and' ? where.terms : where ? [where] : [];
	const users = terms.some((term) => valuesOf(term, 'userid') === 1);
	const records = Math.max(0, ...terms.map((term) => valuesOf(term, 'recordid')));
	if (users && records > 0 && records <= mostRecords) return;
	throw compilation.malformed(
		from.position,
		`UserRecordAccess needs a filter on one UserId and on RecordId with no more than ${mostRecords} values`,
	);
}

/** How many values a term allows its field; 0 when it is about another field or compares otherwise. */
function valuesOf(term: Condition, name: string): number {
	const isOnField =
		'operand' in term &&
		term.operand.kind === 'field' &&
		term.operand.path[term.operand.path.length - 1].toLowerCase() === name;
	if (!isOnField) return 0;
	if (term.kind === 'comparison') return term.operator === '=' ? 1 : 0;
	return term.kind === 'list' && term.operator === 'IN' ? term.values.length : 0;
}
