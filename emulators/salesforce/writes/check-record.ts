import type { SQLInputValue } from 'node:sqlite';
import type { RecordError } from '../api-error';
import type { SObjectType } from '../schema/schema';
import { checkValidationRules } from './validation-rules';
import type { SaveContext } from './save-context';
import { recordError } from './save-result';

type Values = Readonly<Record<string, SQLInputValue>>;

/** Everything that an org checks across a record once its values are readable; empty means it may be saved. */
export function checkRecord(
	context: SaveContext,
	type: SObjectType,
	changes: Values,
	before: Values | undefined,
	id: string | undefined,
): RecordError[] {
	const after = { ...before, ...changes };
	const problems = [
		...checkRequired(type, changes, before === undefined),
		...checkReferences(context, type, changes),
		...checkUnique(context, type, changes, id),
	];
	return problems.length ? problems : checkValidationRules(context.org.validationRules, type, after);
}

function checkRequired(type: SObjectType, changes: Values, isCreate: boolean): RecordError[] {
	const missing = type.fields.filter((field) => {
		if (field.nillable || !(isCreate ? field.createable : field.updateable)) return false;
		if (!(field.name in changes)) return isCreate && !field.defaultedOnCreate;
		return changes[field.name] === null && field.type !== 'boolean';
	});
	if (missing.length === 0) return [];
	const names = missing.map((field) => field.name);
	return [recordError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${names.join(', ')}]`, names)];
}

function checkReferences({ org }: SaveContext, type: SObjectType, changes: Values): RecordError[] {
	for (const field of type.fields) {
		const id = changes[field.name];
		if (field.type !== 'reference' || typeof id !== 'string') continue;
		const targets = field.referenceTo.flatMap((name) => org.schema.type(name) ?? []);
		const target = targets.find((each) => each.definition.keyPrefix === id.slice(0, 3));
		if (!target) return [recordError('MALFORMED_ID', `${field.label}: id value of incorrect type: ${id}`, [field.name])];
		const parent = org.store.find(target, id);
		if (!parent) return [recordError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id')];
		if (parent.IsDeleted) return [recordError('ENTITY_IS_DELETED', 'entity is deleted')];
	}
	return [];
}

function checkUnique({ org }: SaveContext, type: SObjectType, changes: Values, id: string | undefined): RecordError[] {
	for (const field of type.fields) {
		const value = changes[field.name];
		if (!field.unique || value === null || value === undefined) continue;
		const other = org.store.findBy(type, field.name, value).find((each) => each.Id !== id);
		if (!other) continue;
		return [
			recordError(
				'DUPLICATE_VALUE',
				`duplicate value found: ${field.name} duplicates value on record with id: ${String(other.Id).slice(0, 15)}`,
			),
		];
	}
	return [];
}
