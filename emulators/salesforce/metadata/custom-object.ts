import { ApiError } from '../api-error';
import type { OrgState } from '../org/org-state';
import { field } from '../schema/field';
import { Schema } from '../schema/schema';
import { standardObject } from '../schema/sobject';
import { ownerField, systemFields } from '../schema/system-fields';
import { userRecordAccess, userRecordAccessSql } from '../schema/user-record-access';
import { childOf, type XmlElement } from '../../http/xml-reader';
import type { Deployed } from './component';

/** Creates a custom object without custom fields; one that is there stays as it is. */
export function deployCustomObject(org: OrgState, fullName: string, metadata: XmlElement): Deployed {
	if (org.schema.type(fullName)) return { created: false, changed: false };
	if (!/^[A-Za-z](?:_?[A-Za-z0-9])*__c$/.test(fullName))
		throw new ApiError(400, 'INVALID_TYPE', `Must specify a custom object name that ends in __c, not ${fullName}`);
	const label = textOf(metadata, 'label');
	const labelPlural = textOf(metadata, 'pluralLabel');
	if (!label || !labelPlural) throw required(label ? 'pluralLabel' : 'label');
	for (const name of ['deploymentStatus', 'sharingModel', 'nameField'])
		if (!childOf(metadata, name)) throw required(name);
	const nameLabel = textOf(childOf(metadata, 'nameField'), 'label') ?? `${label} Name`;
	const nameField = field('Name', 'string', { length: 80, nameField: true, label: nameLabel, defaultedOnCreate: true });
	const definition = standardObject(fullName, freePrefix(org), [...systemFields, nameField, ownerField()], {
		label,
		labelPlural,
		custom: true,
	});
	org.store.changeSchema(withObject(org.schema, definition));
	return { created: true, changed: true };
}

/** Who may see which record is asked of one object over all others, so its view is made anew. */
function withObject(schema: Schema, added: ReturnType<typeof standardObject>): Schema {
	const records = schema.types.map(({ definition }) => definition).filter(({ name }) => name !== userRecordAccess.name);
	const all = [...records, added];
	return new Schema([
		...all,
		...(schema.type(userRecordAccess.name) ? [{ ...userRecordAccess, viewSql: userRecordAccessSql(all) }] : []),
	]);
}

/** Custom objects have `a00` and so on, in the order in which they are made. */
function freePrefix({ schema }: OrgState): string {
	const taken = new Set(schema.types.map(({ definition }) => definition.keyPrefix));
	for (let index = 0; ; index++) {
		const prefix = `a${index.toString(36).toUpperCase().padStart(2, '0')}`;
		if (!taken.has(prefix)) return prefix;
	}
}

function required(name: string): ApiError {
	return new ApiError(400, 'REQUIRED_FIELD_MISSING', `Required field is missing: ${name}`, [name]);
}

function textOf(element: XmlElement | undefined, name: string): string | undefined {
	return childOf(element, name)?.text.trim() || undefined;
}
