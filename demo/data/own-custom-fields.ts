import { ownFields, type OwnField } from '../../core/record/fields';
import type { CustomFieldSeed } from '../../emulators/salesforce/org/seed';

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
	return objects.flatMap((object) =>
		Object.values<OwnField>(ownFields).map((field) => ({
			object,
			name: field.name,
			label: field.label,
			type: describeTypes[field.type],
			...(field.length === undefined ? {} : { length: field.length }),
			...(field.precision === undefined ? {} : { precision: field.precision, scale: field.scale }),
			...(field.isUniqueKey && { externalId: true, unique: true }),
		})),
	);
}
