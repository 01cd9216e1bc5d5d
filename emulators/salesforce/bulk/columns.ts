import type { FieldDefinition } from '../schema/field';
import type { Schema, SObjectType } from '../schema/schema';
import { columnDelimiters } from './csv-dialect';
import { readValues } from './csv-values';
import type { IngestJob } from './job';

/** What a column of an upload stands for. */
export type Column =
	| { readonly kind: 'id' }
	| { readonly kind: 'key'; readonly field: FieldDefinition }
	| { readonly kind: 'field'; readonly field: FieldDefinition }
	| {
			readonly kind: 'parent';
			readonly lookup: FieldDefinition;
			readonly parent: SObjectType;
			readonly key: FieldDefinition;
	  };

/** The columns of an upload, or the message with which its job fails. */
export type Columns = { readonly columns: readonly Column[] } | { readonly error: string };

const longestHeader = 32_000;
const mostColumns = 5_000;

/** Reads a header row against the job's object, as far as `schema` shows it. */
export function readColumns(schema: Schema, job: IngestJob, header: string): Columns {
	if (header === '') return refused('Failed to parse CSV. There is no header row');
	if (header.length > longestHeader) return refused(`Header row is longer than ${longestHeader} characters`);
	const row = readValues(header, columnDelimiters[job.columnDelimiter]);
	if ('error' in row) return refused(row.error);
	if (row.values.length > mostColumns) return refused(`A record can't have more than ${mostColumns} fields`);
	const columns: Column[] = [];
	for (const name of row.values) {
		const column = readColumn(schema, job, name);
		if (typeof column === 'string') return refused(column);
		columns.push(column);
	}
	const problem = repeatedName(row.values) ?? missingKey(job, columns) ?? superfluous(job, columns);
	return problem === undefined ? { columns } : refused(problem);
}

function readColumn(
	schema: Schema,
	{ type: { name: typeName }, operation, externalIdField }: IngestJob,
	name: string,
): Column | string {
	const type = schema.type(typeName);
	const field = type?.field(name);
	if (field && operation === 'upsert' && field.name === externalIdField?.name) return { kind: 'key', field };
	if (field?.type === 'id') return { kind: 'id' };
	if (field) return { kind: 'field', field };
	return parentColumn(schema, type, name);
}

/** `Account.Key__c`, or `User:Owner.Ext__c` where the look-up may point to several objects. */
function parentColumn(schema: Schema, type: SObjectType | undefined, name: string): Column | string {
	const [, parentName, relationship, keyName] = /^(?:(\w+):)?(\w+)\.(\w+)$/.exec(name) ?? [];
	if (!relationship) return `Field name not found : ${name}`;
	const lookup = type?.parentField(relationship);
	if (!lookup) return `Unable to find relationship: ${relationship}`;
	if (parentName && lookup.referenceTo.length === 1)
		return `type is not needed for non polymorphic foreign key references: ${relationship}`;
	const parents = schema
		.parentTypes(lookup)
		.filter((each) => !parentName || each.name.toLowerCase() === parentName.toLowerCase());
	// Without a type the first object counts that can be found by such a field.
	const parent = parents.find((each) => each.field(keyName)?.idLookup) ?? parents.find((each) => each.field(keyName));
	const key = parent?.field(keyName);
	if (!parent || !key) return `Field name not found : ${name}`;
	if (key.type === 'id') return { kind: 'field', field: lookup };
	if (!key.idLookup) {
		return `Field name provided, ${key.name} does not match an External ID, Salesforce Id, or indexed field for ${parent.name}`;
	}
	return { kind: 'parent', lookup, parent, key };
}

function repeatedName(names: readonly string[]): string | undefined {
	const seen = new Set<string>();
	for (const name of names) {
		if (seen.has(name.toLowerCase())) return `Duplicate field name in header : ${name}`;
		seen.add(name.toLowerCase());
	}
	return undefined;
}

function missingKey({ operation, externalIdField }: IngestJob, columns: readonly Column[]): string | undefined {
	if (operation === 'insert') return undefined;
	if (operation === 'upsert') {
		// By Id, a row without one is a new record; a file without the column has only new ones.
		if (externalIdField?.type === 'id') return undefined;
		return columns.some((each) => each.kind === 'key') ? undefined : `Field name not found : ${externalIdField?.name}`;
	}
	return columns.some((each) => each.kind === 'id') ? undefined : 'Field name not found : Id';
}

function superfluous({ operation }: IngestJob, columns: readonly Column[]): string | undefined {
	const deletes = operation === 'delete' || operation === 'hardDelete';
	return deletes && columns.length > 1 ? `The ${operation} operation takes the Id column only` : undefined;
}

function refused(message: string): Columns {
	return { error: `InvalidBatch : ${message}` };
}
