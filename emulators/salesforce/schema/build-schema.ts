import type { CustomFieldSeed, CustomObjectSeed, OrgSeed } from '../org/seed';
import { currencyFields, currencyObjects } from './currencies';
import { field, reference, type FieldDefinition, type FieldTraits } from './field';
import { featureFields } from './feature-fields';
import { historyObjects } from './history-objects';
import { Schema } from './schema';
import { standardObject, type SObjectDefinition } from './sobject';
import { standardObjects } from './standard-objects';
import { ownerField, systemFields } from './system-fields';
import { userRecordAccess, userRecordAccessSql } from './user-record-access';

/** The standard objects, what the org's features add to them, and a seed's custom objects and fields. */
export function buildSchema(seed: OrgSeed): Schema {
	const recordObjects = [
		...standardObjects,
		...currencyObjects(seed),
		...(seed.customObjects ?? []).map(customObject),
		...historyObjects(seed),
	];
	const objects = [...recordObjects, { ...userRecordAccess, viewSql: userRecordAccessSql(recordObjects) }];
	const known = new Set(objects.map((each) => each.name.toLowerCase()));
	const customFields = seed.customFields ?? [];
	for (const each of customFields) {
		if (!known.has(each.object.toLowerCase())) throw new Error(`Seed: no object ${each.object} for field ${each.name}`);
	}
	return new Schema(
		objects.map((definition) => ({
			...definition,
			fields: [
				...definition.fields.map((each) => withCustomTargets(each, seed)),
				...featureFields(definition.name, seed),
				...currencyFields(definition, seed),
				...customFields
					.filter((each) => each.object.toLowerCase() === definition.name.toLowerCase())
					.map(({ object: _, ...each }) => customField(each)),
			].map((each) => (definition.name === 'Lead' ? withConversion(each, seed) : each)),
		})),
	);
}

function customObject(seed: CustomObjectSeed, index: number): SObjectDefinition {
	const label = seed.label ?? seed.name.replace(/__c$/, '').replace(/_/g, ' ');
	const fields = (seed.fields ?? []).map((each) => customField(each));
	// A detail record belongs to whom its master belongs to.
	const owner = fields.some((each) => each.isMasterDetail) ? [] : [ownerField()];
	return standardObject(
		seed.name,
		seed.keyPrefix ?? `a${index.toString(36).toUpperCase().padStart(2, '0')}`,
		[...systemFields, nameField(seed, label), ...owner, ...fields],
		{ label, labelPlural: seed.labelPlural ?? `${label}s`, custom: true },
	);
}

function nameField({ nameFormat }: CustomObjectSeed, label: string): FieldDefinition {
	const traits = { length: 80, nameField: true, label: `${label} Name`, defaultedOnCreate: true };
	return field('Name', 'string', nameFormat ? { ...traits, ...autoNumbered(nameFormat) } : traits);
}

function customField({ name, type, restricted, ...traits }: Omit<CustomFieldSeed, 'object'>): FieldDefinition {
	if (!/__c$/.test(name)) throw new Error(`Seed: custom field ${name} must end in __c`);
	const all = {
		...ruledTraits(traits),
		...traits,
		custom: true,
		restrictedPicklist: restricted ?? traits.restrictedPicklist ?? false,
	};
	return type === 'reference'
		? reference(name, traits.referenceTo ?? [], all)
		: field(name, type, { ...all, idLookup: traits.idLookup ?? traits.externalId ?? false });
}

/** What follows from a field being worked out, numbered or owned by its parent. */
function ruledTraits({ formula, rollUp, autoNumber, isMasterDetail }: FieldTraits): FieldTraits {
	if (formula || rollUp) return { calculated: true, createable: false, updateable: false };
	if (autoNumber) return autoNumbered(autoNumber);
	return isMasterDetail ? { nillable: false, updateable: false, cascadeDelete: true } : {};
}

function autoNumbered(autoNumber: string): FieldTraits {
	return { autoNumber, createable: false, updateable: false, nillable: false, defaultedOnCreate: true };
}

/** Activities may be about any custom object. */
function withCustomTargets(each: FieldDefinition, { customObjects = [] }: OrgSeed): FieldDefinition {
	if (each.name !== 'WhatId') return each;
	return { ...each, referenceTo: [...each.referenceTo, ...customObjects.map((custom) => custom.name)] };
}

function withConversion(each: FieldDefinition, { leadFieldMapping = [] }: OrgSeed): FieldDefinition {
	const rows = leadFieldMapping.filter(({ from }) => from.toLowerCase() === each.name.toLowerCase());
	return { ...each, convertsTo: Object.fromEntries(rows.map(({ object, to }) => [object, to])) };
}
