import type { ProviderAttribute } from '../../provider';

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
	...Object.keys(kindByNumberColumn),
	...listColumns,
	'domain',
	'name',
	'industry',
	'country',
	'city',
	'phone',
	'website',
	'observed_at',
	'updated_at',
]);

/** The attributes that reference data usually has, for a person to choose from before it is read. */
export const usualAttributes: readonly ProviderAttribute[] = [
	'city',
	'country',
	'domain',
	'employees',
	'founded',
	'industry',
	'name',
	'phone',
	'revenue',
	'website',
].map(attributeOf);

/** A column as an attribute of the provider. */
export function attributeOf(name: string): ProviderAttribute {
	const words = name.replaceAll('_', ' ');
	const label = words.charAt(0).toUpperCase() + words.slice(1);
	return { name, label, type: columnKind(name) === 'text' ? 'text' : 'number' };
}

/** What the column's cells hold, by its name in lower case. */
export function columnKind(name: string): 'count' | 'amount' | 'list' | 'text' {
	if (listColumns.has(name)) return 'list';
	return Object.hasOwn(kindByNumberColumn, name) ? kindByNumberColumn[name] : 'text';
}

/** How a message names a column: by its name when that is one of ours, else by its number from 1. */
export function columnLabel(name: string, index: number): string | number {
	return vocabulary.has(name) ? name : index + 1;
}
