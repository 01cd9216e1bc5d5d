import type { FieldDefinition } from '../schema/field';
import type { Column } from './columns';

/** One row as the save code takes it: the target, the upsert's key, and the fields as JSON would give them. */
export interface CsvRecord {
	readonly id: string | undefined;
	readonly key: string | undefined;
	readonly fields: Readonly<Record<string, unknown>>;
}

const nullWord = '#N/A';
const zonedDay = /^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:?\d{2})$/;

/** Puts a row's values under their columns: an empty value says nothing, `#N/A` empties the field. */
export function readRecord(columns: readonly Column[], values: readonly string[]): CsvRecord {
	let id: string | undefined;
	let key: string | undefined;
	const fields: Record<string, unknown> = {};
	for (let index = 0; index < values.length; index++) {
		const text = values[index];
		if (text === '') continue;
		const column = columns[index];
		switch (column.kind) {
			case 'id':
				id = text;
				break;
			case 'key':
				key = text === nullWord ? undefined : text;
				break;
			case 'field':
				fields[column.field.name] = text === nullWord ? null : jsonValue(column.field, text);
				break;
			case 'parent':
				addParent(fields, column, text);
		}
	}
	return { id, key, fields };
}

function addParent(
	fields: Record<string, unknown>,
	{ lookup, parent, key }: Extract<Column, { kind: 'parent' }>,
	text: string,
): void {
	if (text === nullWord) fields[lookup.name] = null;
	else fields[lookup.relationshipName!] = { attributes: { type: parent.name }, [key.name]: text };
}

/** XML Schema's forms, which CSV takes and JSON does not: `1` and `0` for booleans, a zone behind a day. */
function jsonValue(field: FieldDefinition, text: string): unknown {
	if (field.type === 'boolean') return text === '1' ? true : text === '0' ? false : text;
	if (field.type === 'date') return zonedDay.exec(text)?.[1] ?? text;
	return text;
}
