import type { SQLInputValue } from 'node:sqlite';
import type { RecordError } from '../api-error';
import { AccessLevel } from '../access/sharing';
import type { FieldDefinition } from '../schema/field';
import type { SObjectType } from '../schema/schema';
import type { SaveContext } from './save-context';
import { savePlan } from './save-plan';
import { recordError } from './save-result';

type Values = Readonly<Record<string, SQLInputValue>>;

/** Everything that Salesforce itself checks across a record's changes; empty means they may be saved. */
export function checkRecord(
	context: SaveContext,
	type: SObjectType,
	changes: Values,
	before: Values | undefined,
): RecordError[] {
	return [
		...checkRequired(type, changes, before === undefined),
		...checkDependents(type, changes, before),
		...checkReferences(context, type, changes, before),
		...checkUnique(context, type, changes, before?.Id),
	];
}

function checkRequired(type: SObjectType, changes: Values, isCreate: boolean): RecordError[] {
	const plan = savePlan(type);
	const missing = (isCreate ? plan.requiredOnCreate : plan.requiredOnUpdate).filter((field) => {
		const value = changes[field.name];
		return value === undefined ? isCreate && !field.defaultedOnCreate : value === null;
	});
	if (missing.length === 0) return [];
	const names = missing.map((field) => field.name);
	return [recordError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${names.join(', ')}]`, names)];
}

function checkDependents(type: SObjectType, changes: Values, before: Values | undefined): RecordError[] {
	return savePlan(type).dependents.flatMap((field) => {
		const controllerName = field.controllerName!;
		if (!(field.name in changes) && !(controllerName in changes)) return [];
		const value = changes[field.name] ?? (field.name in changes ? null : (before?.[field.name] ?? null));
		const controlling = controllerName in changes ? changes[controllerName] : before?.[controllerName];
		if (value === null) return [];
		const control =
			type.field(controllerName)?.type === 'boolean' ? String(controlling === 1) : String(controlling ?? '');
		const isValid = String(value)
			.split(';')
			.every((each) => field.validFor[each]?.includes(control));
		if (isValid) return [];
		return [
			recordError(
				'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
				`${field.label}: bad value for restricted picklist field: ${String(value)}`,
				[field.name],
			),
		];
	});
}

function checkReferences(
	context: SaveContext,
	type: SObjectType,
	changes: Values,
	before: Values | undefined,
): RecordError[] {
	for (const field of savePlan(type).references) {
		const id = changes[field.name];
		if (typeof id !== 'string' || id === before?.[field.name]) continue;
		const problem = checkReference(context, type, field, id);
		if (problem) return [problem];
	}
	return [];
}

function checkReference(
	{ org, userId }: SaveContext,
	type: SObjectType,
	field: FieldDefinition,
	id: string,
): RecordError | undefined {
	const target = org.schema.typeOfId(id);
	if (!target || !field.referenceTo.includes(target.name)) {
		return recordError('MALFORMED_ID', `${field.label}: id value of incorrect type: ${id}`, [field.name]);
	}
	const parent = org.store.findRow(target, id);
	if (!parent) return recordError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
	if (parent.IsDeleted) return recordError('ENTITY_IS_DELETED', 'entity is deleted');
	if (field.name === 'OwnerId')
		return checkOwner(
			org.store.prepare('SELECT 1 FROM QueueSobject WHERE QueueId = ? AND SobjectType = ?').get(id, type.name) !==
				undefined,
			type,
			target,
			parent.IsActive === 1,
			id,
		);
	if (
		field.name === 'RecordTypeId' &&
		(String(parent.SobjectType).toLowerCase() !== type.name.toLowerCase() || !parent.IsActive)
	) {
		return recordError('INVALID_CROSS_REFERENCE_KEY', `Record Type ID: this ID value isn't valid for the user: ${id}`, [
			'RecordTypeId',
		]);
	}
	if (org.access.of(userId).level(target, parent) > AccessLevel.None || !target.field('OwnerId')) return undefined;
	return recordError(
		'INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY',
		`insufficient access rights on cross-reference id: ${id.slice(0, 15)}`,
	);
}

function checkOwner(
	isQueueFor: boolean,
	type: SObjectType,
	target: SObjectType,
	isActive: boolean,
	id: string,
): RecordError | undefined {
	if (target.name === 'Group') {
		return isQueueFor
			? undefined
			: recordError('INVALID_OPERATION', `Queue not associated with this SObject type: ${type.name}`, ['OwnerId']);
	}
	if (isActive) return undefined;
	return recordError(
		'INACTIVE_OWNER_OR_USER',
		`operation performed with inactive user [${id.slice(0, 15)}] as owner of ${type.name.toLowerCase()}`,
	);
}

function checkUnique(
	{ org }: SaveContext,
	type: SObjectType,
	changes: Values,
	id: SQLInputValue | undefined,
): RecordError[] {
	for (const field of savePlan(type).uniques) {
		const value = changes[field.name];
		if (value === null || value === undefined) continue;
		const other = org.store.findBy(type, field.name, value).find((each) => each.Id !== id);
		if (!other) continue;
		const holder = String(other.Id).slice(0, 15);
		return [
			recordError(
				'DUPLICATE_VALUE',
				`duplicate value found: ${field.name} duplicates value on record with id: ${holder}`,
			),
		];
	}
	return [];
}
