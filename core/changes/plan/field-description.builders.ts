import type { FieldDescription, SObjectDescription } from '../../salesforce/schema';

/** A writable text field unless told otherwise. */
export function aField(name: string, changes: Partial<FieldDescription> = {}): FieldDescription {
	return {
		name,
		label: name,
		type: 'string',
		length: 255,
		precision: 0,
		scale: 0,
		nillable: true,
		createable: true,
		updateable: true,
		externalId: false,
		restrictedPicklist: false,
		picklistValues: [],
		referenceTo: [],
		relationshipName: null,
		...changes,
	};
}

/** Lead with these fields. */
export function aLeadDescription(...fields: readonly FieldDescription[]): SObjectDescription {
	return {
		name: 'Lead',
		label: 'Lead',
		keyPrefix: '00Q',
		fieldByName: new Map(fields.map((field) => [field.name, field])),
	};
}
