/** A column of a grouped SELECT; `group` is its place in GROUP BY, -1 for an aggregate. */
export interface GroupColumn {
	readonly sql: string;
	readonly group: number;
	/** GROUPING(field): 1 in the rows that total over the field. */
	readonly isGrouping: boolean;
}

/** The clauses that all grouping sets share. */
export interface SharedClauses {
	readonly from: string;
	readonly having: string;
	readonly order: ReadonlyArray<{ readonly column: GroupColumn; readonly direction: string }>;
}

/** ROLLUP or CUBE in a SQL that has neither: one SELECT per set of fields, null standing for what is totalled over. */
export function groupingSets(
	grouping: 'ROLLUP' | 'CUBE',
	groups: readonly string[],
	columns: readonly GroupColumn[],
	{ from, having, order }: SharedClauses,
): string {
	const selects = setsOf(grouping, groups.length).map((set) => {
		const isIn = (group: number) => group < 0 || set.includes(group);
		const cell = ({ sql, group, isGrouping }: GroupColumn) =>
			isGrouping ? (isIn(group) ? '0' : '1') : isIn(group) ? sql : 'NULL';
		const cells = [...columns, ...order.map((key) => key.column)].map(cell).map((sql, index) => `${sql} AS c${index}`);
		const by = set.length ? ` GROUP BY ${set.map((group) => groups[group]).join(', ')}` : '';
		return `SELECT ${cells.join(', ')}${from}${by}${having}`;
	});
	// A compound SELECT is sorted by its columns, so the keys are made columns that nobody reads.
	const sorted = order.map(({ direction }, index) => `c${columns.length + index}${direction}`);
	return `SELECT * FROM (${selects.join(' UNION ALL ')})${sorted.length ? ` ORDER BY ${sorted.join(', ')}` : ''}`;
}

/** The fullest set first: it gives the columns of the whole their names and case rules. */
function setsOf(grouping: 'ROLLUP' | 'CUBE', count: number): number[][] {
	const all = Array.from({ length: count }, (_, index) => index);
	if (grouping === 'ROLLUP')
		return all
			.concat(count)
			.reverse()
			.map((length) => all.slice(0, length));
	return Array.from({ length: 2 ** count }, (_, without) => all.filter((index) => !(without & (1 << index))));
}
