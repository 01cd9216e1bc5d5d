/** Columns of numbers. A count is whole and not negative; an amount may be neither. */
const kindByNumberColumn: Readonly<Record<string, 'count' | 'amount'>> = {
	employees: 'count',
	employee_count: 'count',
	number_of_employees: 'count',
	founded: 'count',
	year_founded: 'count',
	revenue: 'amount',
	annual_revenue: 'amount',
};

const listColumns = new Set(['domains', 'aliases']);

/** Names that messages may say; what else a file calls its columns may be anything, a key among it. */
const vocabulary = new Set([
	...Object.keys(kindByNumberColumn), ...listColumns,
	'domain', 'name', 'industry', 'country', 'city', 'phone', 'website', 'observed_at', 'updated_at',
]);

/** What the column's cells hold, by its name in lower case. */
export function columnKind(name: string): 'count' | 'amount' | 'list' | 'text' {
	if (listColumns.has(name)) return 'list';
	return Object.hasOwn(kindByNumberColumn, name) ? kindByNumberColumn[name] : 'text';
}

/** How a message names a column: by its name when that is one of ours, else by its number from 1. */
export function columnLabel(name: string, index: number): string | number {
	return vocabulary.has(name) ? name : index + 1;
}
