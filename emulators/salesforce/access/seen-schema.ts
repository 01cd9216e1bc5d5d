import { isPermissionable, type FieldDefinition } from '../schema/field';
import { Schema, type SObjectType } from '../schema/schema';
import { objectGrants, type Grants } from './grants';
import { isGoverned } from './load-access';

/** The schema as a user sees it: hidden objects and fields gone, read-only ones read-only; the same object when nothing differs. */
export function seenSchema(schema: Schema, grants: Grants): Schema {
	let isSame = true;
	const definitions = schema.types.flatMap((type) => {
		if (!isGoverned(type)) return [type.definition];
		if (!objectGrants(grants, type.name).canRead) {
			isSame = false;
			return [];
		}
		const fields = type.fields.flatMap((field) => seenField(grants, type, field));
		if (fields.length === type.fields.length && fields.every((field, index) => field === type.fields[index])) return [type.definition];
		isSame = false;
		return [{ ...type.definition, fields }];
	});
	return isSame ? schema : new Schema(definitions);
}

function seenField({ byField }: Grants, type: SObjectType, field: FieldDefinition): FieldDefinition[] {
	if (!isPermissionable(field)) return [field];
	const grant = byField.get(`${type.name}.${field.name}`.toLowerCase());
	if (!grant) return [];
	const isReadOnly = grant === 'read' && (field.createable || field.updateable);
	return [isReadOnly ? { ...field, createable: false, updateable: false, isHeldReadOnly: true } : field];
}
