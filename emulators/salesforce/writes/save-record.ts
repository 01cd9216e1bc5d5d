import type { SQLInputValue } from 'node:sqlite';
import type { RecordError } from '../api-error';
import { toStoredSecond } from '../date-time';
import { toId18 } from '../record-id';
import type { SObjectType } from '../schema/schema';
import type { StoredRecord } from '../storage/record-store';
import { checkRecord } from './check-record';
import { readInput } from './read-input';
import type { SaveContext } from './save-context';
import { recordError, rejected, saved, type SaveResult } from './save-result';

type Json = Readonly<Record<string, unknown>>;
type Values = Record<string, SQLInputValue>;

/** Creates a record with defaults, owner and stamps. */
export function insertRecord(context: SaveContext, type: SObjectType, input: Json): SaveResult {
	if (!type.definition.createable) return rejected(unsupported(type, 'create'));
	const { values, errors } = readInput(context, type, input, 'create');
	if (errors.length) return rejected(...errors);
	const record = { ...defaultValues(type), ...values };
	const problems = checkRecord(context, type, record, undefined, undefined);
	if (problems.length) return rejected(...problems);

	const id = context.org.store.nextId(type);
	const now = toStoredSecond(context.org.clock());
	const stamped: Values = {
		OwnerId: context.userId,
		...record,
		...assignedOwner(context, type),
		Id: id,
		CreatedDate: now,
		CreatedById: context.userId,
		...changeStamps(context, now),
	};
	context.org.store.insert(type, { ...stamped, ...composedName(type, stamped, id) });
	return saved(id, true);
}

/** Changes a record; the stamps move even when no value does, as Salesforce's do. */
export function updateRecord(context: SaveContext, type: SObjectType, rawId: string, input: Json): SaveResult {
	const found = findTarget(context, type, rawId);
	if ('success' in found) return found;
	const before = found.record;
	const { values, errors } = readInput(context, type, input, 'update');
	if (errors.length) return rejected(...errors);
	if (before.IsConverted) return rejected(recordError('CANNOT_UPDATE_CONVERTED_LEAD', 'cannot reference converted lead'));
	const id = String(before.Id);
	const problems = checkRecord(context, type, values, before, id);
	if (problems.length) return rejected(...problems);

	const after = { ...before, ...values };
	context.org.store.update(type, id, {
		...values,
		...assignedOwner(context, type),
		...composedName(type, after, id),
		...changeStamps(context, toStoredSecond(context.org.clock())),
	});
	return saved(id, false);
}

/** The record with this id if it may be written, else the refusal that Salesforce gives. */
export function findTarget(
	{ org }: SaveContext,
	type: SObjectType,
	rawId: string,
): { readonly record: StoredRecord } | SaveResult {
	const id = toId18(rawId);
	if (!id) return rejected(recordError('MALFORMED_ID', `${type.name} ID: id value of incorrect type: ${rawId}`, ['Id']));
	if (id.slice(0, 3) !== type.definition.keyPrefix) {
		return rejected(recordError('MALFORMED_ID', `${type.name} ID: id value of incorrect type: ${rawId}`, ['Id']));
	}
	const record = org.store.find(type, id);
	if (!record) return rejected(recordError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id'));
	if (record.IsDeleted) return rejected(recordError('ENTITY_IS_DELETED', 'entity is deleted'));
	return { record };
}

/** `FirstName LastName` for objects whose Name is composed; otherwise nothing, or the id for a nameless custom record. */
export function composedName(type: SObjectType, record: Readonly<Values>, id: string): Values {
	const isComposed = type.field('LastName') !== undefined && type.field('Name')?.updateable === false;
	if (isComposed) return { Name: [record.FirstName, record.LastName].filter(Boolean).join(' ') };
	return type.definition.custom && !record.Name ? { Name: id.slice(0, 15) } : {};
}

/** What a new record holds where the request is silent. */
export function defaultValues(type: SObjectType): Values {
	return Object.fromEntries(
		type.fields
			.filter((field) => field.defaultValue !== null)
			.map(({ name, defaultValue }) => [name, typeof defaultValue === 'boolean' ? Number(defaultValue) : defaultValue]),
	);
}

/** The refusal of an operation that an object does not offer at all. */
export function unsupported(type: SObjectType, operation: 'create' | 'delete'): RecordError {
	return recordError('INVALID_TYPE_FOR_OPERATION', `entity type ${type.name} does not support ${operation}`);
}

function assignedOwner({ org, autoAssign }: SaveContext, type: SObjectType): Values {
	if (!autoAssign) return {};
	const rule = org.assignmentRules.find((each) => each.object.toLowerCase() === type.name.toLowerCase());
	return rule ? { OwnerId: rule.ownerId } : {};
}

function changeStamps({ userId }: SaveContext, now: string): Values {
	return { LastModifiedDate: now, LastModifiedById: userId, SystemModstamp: now };
}
