import { isVirtual, type FieldDefinition } from '../schema/field';
import { formulaSql } from '../schema/formula-sql';
import type { Schema, SObjectType } from '../schema/schema';

/** Where the records of an object are kept; reading goes through the view of the object's own name where there is one. */
export function rowsTable(type: SObjectType): string {
	return type.fields.some(isVirtual) ? `${type.name} rows` : type.name;
}

/** The fields that have a column. */
export function storedFields(type: SObjectType): FieldDefinition[] {
	return type.fields.filter((field) => !isVirtual(field));
}

/** One column per field; text compares as Salesforce compares it (ASCII letters without case). */
export function createTableSql(type: SObjectType): string {
	const columns = storedFields(type).map(columnSql);
	// Objects without a recycle bin still get the column, so that every query can be compiled alike.
	if (!type.field('IsDeleted')) columns.push('IsDeleted INTEGER NOT NULL DEFAULT 0');
	return `CREATE TABLE "${rowsTable(type)}" (${columns.join(', ')})`;
}

/** The view that adds what is worked out on reading: formulas and addresses; `undefined` where nothing is. */
export function createViewSql(schema: Schema, type: SObjectType): string | undefined {
	if (type.definition.viewSql) return `CREATE VIEW "${type.name}" AS ${type.definition.viewSql}`;
	if (!type.fields.some(isVirtual)) return undefined;
	const columns = type.fields.map((field) =>
		isVirtual(field) ? `${virtualSql(schema, type, field)} AS "${field.name}"` : `r."${field.name}"`,
	);
	const deleted = type.field('IsDeleted') ? [] : ['r.IsDeleted'];
	return `CREATE VIEW "${type.name}" AS SELECT ${[...columns, ...deleted, 'r.rowid AS rowid'].join(', ')} FROM "${rowsTable(type)}" r`;
}

const addressParts = [
	'city',
	'country',
	'countryCode',
	'geocodeAccuracy',
	'latitude',
	'longitude',
	'postalCode',
	'state',
	'stateCode',
	'street',
] as const;

function virtualSql(schema: Schema, type: SObjectType, field: FieldDefinition): string {
	if (field.formula !== null) {
		const sql = formulaSql(schema, type, field, 'r');
		return affinity(field).endsWith('NOCASE') ? `${sql} COLLATE NOCASE` : sql;
	}
	const prefix = field.name.replace(/Address$/, '');
	const parts = addressParts.flatMap((part) => {
		const own = type.field(`${prefix}${part[0].toUpperCase()}${part.slice(1)}`);
		return own ? [[part, `r."${own.name}"`] as const] : [];
	});
	const json = parts.map(([part, sql]) => `'${part}', ${sql}`).join(', ');
	// An address without any part is null, not an empty object.
	return `CASE WHEN COALESCE(${parts.map(([, sql]) => sql).join(', ')}) IS NULL THEN NULL ELSE json_object(${json}) END`;
}

/** What change detection, look-ups and external ids search by. */
export function indexSql(type: SObjectType): string[] {
	const index = (columns: string) =>
		`CREATE INDEX "${type.name}_${columns.replace(/\W+/g, '_')}" ON "${rowsTable(type)}" (${columns})`;
	return [
		// IsDeleted comes along so that a keyset page is found without a look at the table.
		index('SystemModstamp, Id, IsDeleted'),
		...storedFields(type).flatMap((each) => fieldIndexSql(type, each)),
	];
}

/** What turns the table of an object into that of the same object with other fields, while no view looks on; records keep the values of fields that stay. */
export function alterTableSql(before: SObjectType, after: SObjectType): string[] {
	const lost = storedFields(before).filter(({ name }) => !after.field(name));
	const gained = storedFields(after).filter(({ name }) => !before.field(name));
	const table = `ALTER TABLE "${rowsTable(after)}"`;
	return [
		...lost.flatMap((each) => [
			`DROP INDEX IF EXISTS "${fieldIndexName(before, each)}"`,
			`${table} DROP COLUMN "${each.name}"`,
		]),
		...gained.flatMap((each) => [`${table} ADD COLUMN ${columnSql(each)}`, ...fieldIndexSql(after, each)]),
	];
}

function fieldIndexSql(type: SObjectType, field: FieldDefinition): string[] {
	if (!field.unique && !field.externalId && !field.childRelationshipName && field.type !== 'email') return [];
	return [`CREATE INDEX "${fieldIndexName(type, field)}" ON "${rowsTable(type)}" ("${field.name}")`];
}

function fieldIndexName(type: SObjectType, field: FieldDefinition): string {
	return `${type.name} by ${field.name}`;
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
