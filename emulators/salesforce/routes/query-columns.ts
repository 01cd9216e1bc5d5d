import { isNumberType, type FieldType } from '../schema/field';
import type { Schema, SObjectType } from '../schema/schema';
import { parseQuery } from '../soql/parser';
import type { CompiledQuery, ShapeEntry } from '../soql/result-shape';

/** What `columns=true` tells of one column. */
interface ColumnMetadata {
	readonly aggregate: boolean;
	readonly apexType: string | null;
	readonly booleanType: boolean;
	readonly columnName: string;
	readonly custom: boolean;
	readonly displayName: string;
	readonly foreignKeyName: string | null;
	readonly insertable: boolean;
	readonly joinColumns: readonly ColumnMetadata[];
	readonly numberType: boolean;
	readonly textType: boolean;
	readonly updatable: boolean;
}

const apexTypes: Partial<Record<FieldType, string>> = {
	id: 'Id',
	reference: 'Id',
	boolean: 'Boolean',
	int: 'Integer',
	double: 'Double',
	currency: 'Double',
	percent: 'Double',
	date: 'Date',
	datetime: 'Datetime',
};

/** What a statement would answer, column by column, instead of its rows. */
export function describeColumns(schema: Schema, soql: string, compiled: CompiledQuery) {
	const typeName = compiled.kind === 'records' ? compiled.shape.typeName : parseQuery(soql).from.path[0];
	const type = schema.type(typeName);
	const entries =
		compiled.kind === 'records' ? compiled.shape.entries : compiled.kind === 'aggregate' ? compiled.entries : [];
	return {
		columnMetadata: entries.map((entry) => columnOf(schema, type, entry, compiled.kind === 'aggregate')),
		entityName: type?.name ?? typeName,
		groupBy: compiled.kind === 'aggregate',
		idSelected: entries.some((entry) => entry.kind === 'value' && entry.type === 'id'),
		keyPrefix: type?.definition.keyPrefix ?? null,
	};
}

function columnOf(
	schema: Schema,
	type: SObjectType | undefined,
	entry: ShapeEntry,
	isGrouped: boolean,
): ColumnMetadata {
	if (entry.kind === 'value') return valueColumn(type, entry, isGrouped);
	const shapes = entry.kind === 'typeof' ? entry.shapes : [entry.kind === 'children' ? entry.query.shape : entry.shape];
	const joinColumns = shapes.flatMap((shape) =>
		shape.entries.map((each) => columnOf(schema, schema.type(shape.typeName), each, false)),
	);
	return {
		...plainColumn(entry.key),
		aggregate: entry.kind === 'children',
		foreignKeyName: entry.kind === 'children' ? null : (type?.parentField(entry.key)?.name ?? null),
		joinColumns,
	};
}

function valueColumn(
	type: SObjectType | undefined,
	entry: Extract<ShapeEntry, { kind: 'value' }>,
	isGrouped: boolean,
): ColumnMetadata {
	const field = type?.field(entry.key);
	return {
		...plainColumn(entry.key),
		aggregate: isGrouped && field === undefined,
		apexType: apexTypes[entry.type] ?? 'String',
		booleanType: entry.type === 'boolean',
		custom: field?.custom ?? false,
		insertable: field?.createable ?? false,
		numberType: isNumberType(entry.type),
		textType: apexTypes[entry.type] === undefined,
		updatable: field?.updateable ?? false,
	};
}

function plainColumn(name: string): ColumnMetadata {
	return {
		aggregate: false,
		apexType: null,
		booleanType: false,
		columnName: name,
		custom: /__[cr]$/.test(name),
		displayName: name,
		foreignKeyName: null,
		insertable: false,
		joinColumns: [],
		numberType: false,
		textType: false,
		updatable: false,
	};
}
