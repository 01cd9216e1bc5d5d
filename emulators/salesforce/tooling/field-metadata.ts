import { ApiError } from '../api-error';
import { isObject, type JsonObject } from '../http/api-request';
import { field, type FieldDefinition, type FieldTraits, type FieldType } from '../schema/field';

/** How the Metadata API calls a type, and which words it takes besides those that every field has. */
interface MetadataType {
	readonly type: FieldType;
	readonly required: readonly string[];
	readonly optional: readonly string[];
	readonly traits?: FieldTraits;
}

const common = ['label', 'type', 'description', 'inlineHelpText', 'required', 'externalId'];
const mostDigits = 18;

const number = { required: ['precision', 'scale'], optional: ['unique', 'defaultValue'] };
const plain = { required: [], optional: ['unique', 'defaultValue'] };

const metadataTypes: Readonly<Record<string, MetadataType>> = {
	Text: { type: 'string', required: ['length'], optional: ['unique', 'caseSensitive', 'defaultValue'] },
	TextArea: { type: 'textarea', required: [], optional: ['defaultValue'], traits: { length: 255 } },
	LongTextArea: { type: 'textarea', required: ['length', 'visibleLines'], optional: ['defaultValue'] },
	Number: { type: 'double', ...number },
	Currency: { type: 'currency', ...number },
	Percent: { type: 'percent', ...number },
	Checkbox: { type: 'boolean', required: ['defaultValue'], optional: [] },
	Date: { type: 'date', required: [], optional: ['defaultValue'] },
	DateTime: { type: 'datetime', required: [], optional: ['defaultValue'] },
	Email: { type: 'email', ...plain },
	Phone: { type: 'phone', required: [], optional: ['defaultValue'] },
	Url: { type: 'url', required: [], optional: ['defaultValue'] },
};

/** A field from its metadata; throws on what Salesforce would not create. Formulas, look-ups and picklists are not made this way here. */
export function fieldOfMetadata(name: string, metadata: unknown): FieldDefinition {
	if (!isObject(metadata)) throw missing('Metadata');
	const { label, type, required, externalId, unique, caseSensitive, description, inlineHelpText } = metadata;
	const known = typeof type === 'string' && Object.hasOwn(metadataTypes, type) ? metadataTypes[type] : undefined;
	if (type === undefined || type === null) throw missing('Type');
	if (!known) throw refusal(`The emulator creates no custom fields of type ${String(type)}`);
	checkWords(String(type), known, metadata);
	if (typeof label !== 'string' || label.trim() === '') throw missing('Label');
	if (label.length > 40)
		throw new ApiError(400, 'STRING_TOO_LONG', `Label: data value too large: ${label} (max length=40)`, [
			'MasterLabel',
		]);
	return field(name, known.type, {
		...known.traits,
		...sizeOf(known.type, metadata),
		label,
		custom: true,
		nillable: required !== true,
		externalId: externalId === true,
		idLookup: externalId === true || unique === true,
		unique: unique === true,
		caseSensitive: caseSensitive === true,
		...(known.type === 'boolean' && {
			nillable: false,
			defaultValue: metadata.defaultValue === true || metadata.defaultValue === 'true',
		}),
		description: typeof description === 'string' ? description : null,
		inlineHelpText: typeof inlineHelpText === 'string' ? inlineHelpText : null,
	});
}

/** A field's metadata, as far as fields can be made from it. */
export function metadataOfField(definition: FieldDefinition): JsonObject {
	const {
		type,
		label,
		length,
		precision,
		scale,
		description,
		inlineHelpText,
		externalId,
		unique,
		nillable,
		defaultValue,
	} = definition;
	const isSized = type === 'string' || (type === 'textarea' && length > 255);
	const isNumber = type === 'double' || type === 'currency' || type === 'percent';
	return {
		type: typeName(definition),
		label,
		description,
		inlineHelpText,
		externalId,
		unique: isNumber || type === 'string' || type === 'email' ? unique : null,
		required: !nillable && type !== 'boolean',
		length: isSized ? length : null,
		precision: isNumber ? precision : null,
		scale: isNumber ? scale : null,
		defaultValue: type === 'boolean' ? String(defaultValue === true) : null,
	};
}

/** The Metadata API's word for the type; `Text` for what it has no single word for. */
export function typeName({ type, length }: FieldDefinition): string {
	if (type === 'textarea') return length > 255 ? 'LongTextArea' : 'TextArea';
	const other: Partial<Record<FieldType, string>> = {
		reference: 'Lookup',
		picklist: 'Picklist',
		multipicklist: 'MultiselectPicklist',
		int: 'Number',
	};
	return other[type] ?? Object.keys(metadataTypes).find((name) => metadataTypes[name].type === type) ?? 'Text';
}

function checkWords(type: string, { required, optional }: MetadataType, metadata: JsonObject): void {
	const isGiven = (key: string) => metadata[key] !== undefined && metadata[key] !== null;
	const strange = Object.keys(metadata).find(
		(key) => isGiven(key) && ![...common, ...required, ...optional].includes(key),
	);
	if (strange) throw refusal(`Can not specify '${strange}' for a CustomField of type ${type}`);
	const lacking = required.find((key) => !isGiven(key));
	if (lacking) throw refusal(`Must specify '${lacking}' for a CustomField of type ${type}`);
}

function sizeOf(type: FieldType, { length, precision, scale }: JsonObject): FieldTraits {
	if (length !== undefined && length !== null) {
		const [least, most] = type === 'string' ? [1, 255] : [256, 131_072];
		if (!isWhole(length, least, most))
			throw refusal(`Length must be between ${least} and ${most}, not ${JSON.stringify(length)}`);
		return { length };
	}
	if (precision === undefined || precision === null) return {};
	if (!isWhole(precision, 1, mostDigits) || !isWhole(scale, 0, precision)) {
		throw refusal(
			`Precision must be between 1 and ${mostDigits}, and scale no larger, not ${JSON.stringify(precision)} and ${JSON.stringify(scale)}`,
		);
	}
	return { precision, scale };
}

function isWhole(value: unknown, least: number, most: number): value is number {
	return Number.isInteger(value) && Number(value) >= least && Number(value) <= most;
}

function missing(name: string): ApiError {
	return new ApiError(400, 'REQUIRED_FIELD_MISSING', `Required fields are missing: [${name}]`, [name]);
}

function refusal(message: string): ApiError {
	return new ApiError(400, 'FIELD_INTEGRITY_EXCEPTION', message, []);
}
