import type { FieldDefinition } from '../schema/field';
import type { SObjectType } from '../schema/schema';

/** One column per field; text compares as Salesforce compares it (ASCII letters without case). */
export function createTableSql(type: SObjectType): string {
	const columns = type.fields.map(columnSql);
	// Objects without a recycle bin still get the column, so that every query can be compiled alike.
	if (!type.field('IsDeleted')) columns.push('IsDeleted INTEGER NOT NULL DEFAULT 0');
	return `CREATE TABLE "${type.name}" (${columns.join(', ')})`;
}

/** What change detection, look-ups and external ids search by. */
export function indexSql(type: SObjectType): string[] {
	const index = (columns: string) =>
		`CREATE INDEX "${type.name}_${columns.replace(/\W+/g, '_')}" ON "${type.name}" (${columns})`;
	return [
		index('SystemModstamp, Id'),
		...type.fields
			.filter((each) => each.unique || each.externalId || each.childRelationshipName || each.type === 'email')
			.map((each) => index(`"${each.name}"`)),
	];
}

function columnSql(field: FieldDefinition): string {
	if (field.type === 'id') return `"${field.name}" TEXT PRIMARY KEY`;
	return `"${field.name}" ${affinity(field)}`;
}

function affinity(field: FieldDefinition): string {
	switch (field.type) {
		case 'boolean':
			return 'INTEGER NOT NULL DEFAULT 0';
		case 'int':
			return 'INTEGER';
		case 'double':
		case 'currency':
		case 'percent':
			return 'REAL';
		case 'reference':
		case 'date':
		case 'datetime':
			return 'TEXT';
		default:
			return field.caseSensitive ? 'TEXT' : 'TEXT COLLATE NOCASE';
	}
}
