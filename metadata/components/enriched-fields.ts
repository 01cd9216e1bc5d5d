import { dataFieldsOf } from '../../core/record/data-fields';
import { fieldMetadata } from '../../core/record/field-metadata';
import { ownFields, type OwnField } from '../../core/record/fields';
import { asTexts, component, type ComponentFile, type Elements } from '../xml-file';

/** The standard objects that get the pack's fields, in alphabetical order. */
export const enrichedObjects = ['Account', 'Contact', 'Lead'] as const;

export type EnrichedObject = (typeof enrichedObjects)[number];

/** The pack's fields on one object: what it notes on records first, then business values. */
export function fieldsOn(sObject: EnrichedObject): readonly OwnField[] {
	return [...Object.values<OwnField>(ownFields), ...dataFieldsOf(sObject)];
}

/** A file for each field. */
export function enrichedFieldFiles(): ComponentFile[] {
	return enrichedObjects.flatMap((sObject) => fieldsOn(sObject).map((field) => fieldFile(sObject, field)));
}

/** A field in Salesforce's source format, its name first. */
export function fieldFile(sObject: string, field: OwnField): ComponentFile {
	return component(`objects/${sObject}/fields/${field.name}.field`, 'CustomField', fieldElements(field));
}

function fieldElements(field: OwnField): Elements {
	return { fullName: field.name, ...asTexts(fieldMetadata(field)) };
}
