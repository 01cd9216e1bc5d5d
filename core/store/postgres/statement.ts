import type { QueryConfig } from 'pg';
import type { ColumnValue } from '../rows/row-values';

/** Values by the names that a statement calls `:name`; a list is one column of many rows. */
export type PostgresValues = Readonly<Record<string, ColumnValue | readonly ColumnValue[]>>;

// Not behind a second colon: `::text` is a cast.
const parameter = /(?<!:):([a-zA-Z]\w*)/g;

const macro = /\{(\w+) (\w+)\}/g;

const locks: Readonly<Record<string, string>> = {
	rows: 'FOR NO KEY UPDATE',
	unlocked: 'FOR UPDATE SKIP LOCKED',
	named: 'pg_advisory_xact_lock(hashtextextended(:name, 0))',
};

/** A statement with `:name` and `{schema}` as PostgreSQL takes it: with `$1` and the schema's quoted name. */
export function positionalStatement(sql: string, values: PostgresValues, schema: string): QueryConfig {
	const names: string[] = [];
	const text = sql
		.replace(macro, expandMacro)
		.replaceAll('{schema}', `"${schema}"`)
		.replace(parameter, (_match, name: string) => {
			if (!names.includes(name)) names.push(name);
			return `$${names.indexOf(name) + 1}`;
		});
	return { text, values: names.map((name) => withoutNul(values[name])) };
}

function expandMacro(_macro: string, name: string, argument: string): string {
	return name === 'lock' ? locks[argument] : `= ANY(:${argument}::text[])`;
}

/** PostgreSQL's text cannot hold the character NUL, and one of them would fail a whole batch. */
function withoutNul(value: PostgresValues[string]): unknown {
	if (typeof value === 'string') return value.replaceAll('\0', '');
	if (typeof value !== 'object' || value === null) return value;
	return value.map(withoutNul);
}
