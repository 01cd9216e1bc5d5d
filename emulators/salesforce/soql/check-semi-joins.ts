import type { Condition } from './ast';
import type { Compilation } from './compilation';

type SemiJoinNode = Extract<Condition, { kind: 'semiJoin' }>;

const mostSemiJoins = 2;

/** Where a WHERE tree may hold semi-joins; in a subquery, or below a semi-join, nowhere. */
export function checkSemiJoins(compilation: Compilation, where: Condition | undefined, isOutermost: boolean): void {
	if (!where) return;
	const all = semiJoinsIn(where);
	if (all.length > 0 && !isOutermost) {
		throw compilation.malformed(all[0].position, 'Nesting of semi join sub-selects is not supported');
	}
	if (all.length > mostSemiJoins) {
		throw compilation.malformed(
			all[mostSemiJoins].position,
			`Maximum ${mostSemiJoins} semi join sub-selects are allowed`,
		);
	}
	checkPlaces(compilation, where);
}

function checkPlaces(compilation: Compilation, condition: Condition): void {
	if (condition.kind === 'and') {
		for (const term of condition.terms) checkPlaces(compilation, term);
		return;
	}
	if (condition.kind === 'semiJoin') return;
	const [misplaced] = semiJoinsIn(condition);
	if (!misplaced) return;
	const isDirect = condition.kind === 'or' && condition.terms.includes(misplaced);
	throw compilation.malformed(
		misplaced.position,
		isDirect
			? "Semi join sub-selects are not allowed with the 'OR' operator"
			: 'Semi join sub-selects are only allowed at the top level WHERE expressions and not in nested WHERE expressions.',
	);
}

function semiJoinsIn(condition: Condition): SemiJoinNode[] {
	switch (condition.kind) {
		case 'semiJoin':
			return [condition];
		case 'and':
		case 'or':
			return condition.terms.flatMap(semiJoinsIn);
		case 'not':
			return semiJoinsIn(condition.term);
		default:
			return [];
	}
}
