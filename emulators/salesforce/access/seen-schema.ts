import { isPermissionable, type FieldDefinition } from '../schema/field';
import { Schema, type SObjectType } from '../schema/schema';
import type { SObjectDefinition } from '../schema/sobject';
import { objectGrants, type Grants } from './grants';
import { isGoverned } from './load-access';

/** Special access rule of the Object Reference: who has what is for those who may view Setup. */
const setupOnly = 'PermissionSetAssignment';

/** The schema as a user sees it: hidden objects and fields gone, the others with what the user may do; the same object when nothing differs. */
export function seenSchema(schema: Schema, grants: Grants): Schema {
	const definitions = schema.types.flatMap((type) => seenObject(grants, type));
	const isSame =
		definitions.length === schema.types.length &&
		definitions.every((each, index) => each === schema.types[index].definition);
	return isSame ? schema : new Schema(definitions);
}

function seenObject(grants: Grants, type: SObjectType): SObjectDefinition[] {
	const { definition } = type;
	if (!isGoverned(type)) return type.name === setupOnly && !grants.canViewSetup ? [] : [definition];
	const granted = objectGrants(grants, type.name);
	if (!granted.canRead) return [];
	const rights = {
		createable: definition.createable && granted.canCreate,
		updateable: definition.updateable && granted.canEdit,
		deletable: definition.deletable && granted.canDelete,
	};
	const fields = type.fields.flatMap((field) => seenField(grants, type, field));
	const hasAllRights =
		rights.createable === definition.createable &&
		rights.updateable === definition.updateable &&
		rights.deletable === definition.deletable;
	const hasAllFields =
		fields.length === type.fields.length && fields.every((field, index) => field === type.fields[index]);
	return hasAllRights && hasAllFields ? [definition] : [{ ...definition, ...rights, fields }];
}

function seenField({ byField }: Grants, type: SObjectType, field: FieldDefinition): FieldDefinition[] {
	if (!isPermissionable(field)) return [field];
	const grant = byField.get(`${type.name}.${field.name}`.toLowerCase());
	if (!grant) return [];
	const isReadOnly = grant === 'read' && (field.createable || field.updateable);
	return [isReadOnly ? { ...field, createable: false, updateable: false, isHeldReadOnly: true } : field];
}
