import { dataFieldsOf } from '../../core/record/data-fields';
import { enrichmentRunFields, enrichmentRunObject } from '../../core/record/enrichment-run';
import { ownFields, type OwnField } from '../../core/record/fields';
import type { CustomFieldSeed, CustomObjectSeed } from '../../emulators/salesforce/org/seed';

const describeTypes = {
	text: 'string',
	longText: 'textarea',
	number: 'double',
	datetime: 'datetime',
	date: 'date',
	url: 'url',
	email: 'email',
	phone: 'phone',
} as const satisfies Record<OwnField['type'], string>;

/** The pack's own fields, as an emulated org is told to have them on these objects. */
export function ownCustomFields(objects: readonly string[]): CustomFieldSeed[] {
	return objects.flatMap((object) => Object.values<OwnField>(ownFields).map((field) => ({ object, ...seedOf(field) })));
}

/** The pack's fields for business values, as an emulated org is told to have them on the object. */
export function dataCustomFields(object: string): CustomFieldSeed[] {
	return dataFieldsOf(object).map((field) => ({ object, ...seedOf(field) }));
}

/** The pack's list of runs, as an emulated org is told to have it. */
export function runCustomObject(): CustomObjectSeed {
	const { name, label, labelPlural } = enrichmentRunObject;
	return { name, label, labelPlural, fields: Object.values<OwnField>(enrichmentRunFields).map(seedOf) };
}

function seedOf({
	name,
	label,
	type,
	length,
	precision,
	scale,
	isUniqueKey,
}: OwnField): Omit<CustomFieldSeed, 'object'> {
	return {
		name,
		label,
		type: describeTypes[type],
		...(length === undefined ? {} : { length }),
		...(precision === undefined ? {} : { precision, scale }),
		...(isUniqueKey && { externalId: true, unique: true }),
	};
}
