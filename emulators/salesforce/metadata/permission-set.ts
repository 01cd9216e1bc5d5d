import type { SQLInputValue } from 'node:sqlite';
import { ApiError } from '../api-error';
import { toStoredSecond } from '../date-time';
import type { OrgState } from '../org/org-state';
import { objectPermissions, systemPermissions } from '../schema/permission-objects';
import { childOf, type XmlElement } from '../../http/xml-reader';
import type { Deployed } from './component';

type Values = Readonly<Record<string, SQLInputValue>>;

/** Objects that orgs have and this one does not model: permissions on them are taken and have no effect. */
const unmodelled = new Set(['UserExternalCredential']);

/** Creates a permission set, or gives one of its name what the file grants; what the file leaves out stays. */
export function deployPermissionSet(org: OrgState, fullName: string, metadata: XmlElement): Deployed {
	const label = textOf(metadata, 'label');
	if (label === '') throw new ApiError(400, 'REQUIRED_FIELD_MISSING', 'Required field is missing: label', ['label']);
	const granted = new Set(
		listOf(metadata, 'userPermissions')
			.filter(isOn('enabled'))
			.map((each) => textOf(each, 'name')),
	);
	const values = {
		Label: label,
		Description: textOf(metadata, 'description') || null,
		...Object.fromEntries(systemPermissions.map((name) => [`Permissions${name}`, Number(granted.has(name))])),
	};
	const known = rowsOf(org, 'PermissionSet', 'Name', fullName)[0];
	const id = known
		? String(known.Id)
		: insert(org, 'PermissionSet', { Name: fullName, IsCustom: 1, Type: 'Regular', ...values });
	if (known) update(org, 'PermissionSet', id, values);
	for (const each of listOf(metadata, 'objectPermissions')) grantObject(org, id, each);
	for (const each of listOf(metadata, 'fieldPermissions')) grantField(org, id, each);
	for (const each of listOf(metadata, 'customPermissions').filter(isOn('enabled')))
		grantCustomPermission(org, id, each);
	return { created: !known, changed: true, id };
}

/** Creates a custom permission, or changes what one of its name says. */
export function deployCustomPermission(org: OrgState, fullName: string, metadata: XmlElement): Deployed {
	const values = { MasterLabel: textOf(metadata, 'label'), Description: textOf(metadata, 'description') || null };
	const known = rowsOf(org, 'CustomPermission', 'DeveloperName', fullName)[0];
	if (!known)
		return {
			created: true,
			changed: true,
			id: insert(org, 'CustomPermission', { DeveloperName: fullName, ...values }),
		};
	update(org, 'CustomPermission', String(known.Id), values);
	return { created: false, changed: true, id: String(known.Id) };
}

function grantObject(org: OrgState, ParentId: string, element: XmlElement): void {
	const SobjectType = textOf(element, 'object');
	if (unmodelled.has(SobjectType)) return;
	const type = org.schema.type(SobjectType);
	if (!type) throw unknown('object', 'CustomObject', SobjectType);
	const rights: Readonly<Record<(typeof objectPermissions)[number], string>> = {
		Create: 'allowCreate',
		Read: 'allowRead',
		Edit: 'allowEdit',
		Delete: 'allowDelete',
		ViewAllRecords: 'viewAllRecords',
		ModifyAllRecords: 'modifyAllRecords',
	};
	const values = Object.fromEntries(
		objectPermissions.map((name) => [`Permissions${name}`, Number(isOn(rights[name])(element))]),
	);
	put(org, 'ObjectPermissions', { ParentId, SobjectType: type.name }, 'SobjectType', values);
}

function grantField(org: OrgState, ParentId: string, element: XmlElement): void {
	const name = textOf(element, 'field');
	const [object, fieldName = ''] = name.split('.');
	const type = org.schema.type(object);
	const field = type?.field(fieldName);
	if (!type || !field) throw unknown('field', 'CustomField', name);
	const values = {
		PermissionsRead: Number(isOn('readable')(element) || isOn('editable')(element)),
		PermissionsEdit: Number(isOn('editable')(element)),
	};
	if (values.PermissionsRead === 0) return;
	const key = { ParentId, SobjectType: type.name, Field: `${type.name}.${field.name}` };
	put(org, 'FieldPermissions', key, 'Field', values);
}

function grantCustomPermission(org: OrgState, ParentId: string, element: XmlElement): void {
	const name = textOf(element, 'name');
	const permission = rowsOf(org, 'CustomPermission', 'DeveloperName', name)[0];
	if (!permission) throw unknown('customPermission', 'CustomPermission', name);
	const key = { ParentId, SetupEntityId: String(permission.Id), SetupEntityType: 'CustomPermission' };
	put(org, 'SetupEntityAccess', key, 'SetupEntityId', {});
}

/** One record per set and thing. */
function put(org: OrgState, object: string, key: Values, column: string, values: Values): void {
	const known = rowsOf(org, object, column, key[column]).find((row) => row.ParentId === key.ParentId);
	if (known) update(org, object, String(known.Id), values);
	else insert(org, object, { ...key, ...values });
}

function rowsOf(org: OrgState, object: string, column: string, value: SQLInputValue) {
	return org.store.findBy(org.schema.type(object)!, column, value);
}

function insert(org: OrgState, object: string, values: Values): string {
	const type = org.schema.type(object)!;
	const Id = org.store.nextId(type);
	const now = toStoredSecond(org.clock());
	org.store.insert(type, { CreatedDate: now, LastModifiedDate: now, SystemModstamp: now, ...values, Id });
	return Id;
}

function update(org: OrgState, object: string, id: string, values: Values): void {
	const now = toStoredSecond(org.clock());
	org.store.update(org.schema.type(object)!, id, { ...values, LastModifiedDate: now, SystemModstamp: now });
}

function unknown(element: string, type: string, name: string): ApiError {
	return new ApiError(400, 'INVALID_CROSS_REFERENCE_KEY', `In field: ${element} - no ${type} named ${name} found`);
}

function listOf(element: XmlElement, name: string): XmlElement[] {
	return element.children.filter((each) => each.name === name);
}

function textOf(element: XmlElement, name: string): string {
	return childOf(element, name)?.text.trim() ?? '';
}

function isOn(name: string): (element: XmlElement) => boolean {
	return (element) => textOf(element, name) === 'true';
}
