import type { OwnField } from './fields';

type MetadataValue = string | number | boolean;

/** The Metadata API's words for the types of our fields. */
const typeNames = {
	datetime: 'DateTime',
	date: 'Date',
	text: 'Text',
	longText: 'LongTextArea',
	number: 'Number',
	url: 'Url',
	email: 'Email',
	phone: 'Phone',
} as const satisfies Record<OwnField['type'], string>;

/** Types that can hold each value only once, and say whether they do. */
const canBeUnique = new Set<OwnField['type']>(['text', 'number', 'email']);

/** How many lines of a long text are seen at once. */
const visibleLines = 4;

/**
 * A field as the Metadata API describes it (Metadata API Developer Guide, CustomField), the elements in alphabetical
 * order, as Salesforce writes them itself; without its full name.
 */
export function fieldMetadata(field: OwnField): Readonly<Record<string, MetadataValue>> {
	const { type, isUniqueKey = false, length, precision, scale } = field;
	return {
		...(isUniqueKey && { caseSensitive: false }),
		description: field.description,
		externalId: isUniqueKey,
		label: field.label,
		...(length !== undefined && { length }),
		...(precision !== undefined && { precision }),
		required: false,
		...(scale !== undefined && { scale }),
		type: typeNames[type],
		...(canBeUnique.has(type) && { unique: isUniqueKey }),
		...(type === 'longText' && { visibleLines }),
	};
}
