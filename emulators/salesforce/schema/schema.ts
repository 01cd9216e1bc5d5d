import type { CustomFieldSeed, CustomObjectSeed } from '../org/seed';
import { account } from './account';
import { contact } from './contact';
import { field, reference, type FieldDefinition } from './field';
import { individual } from './individual';
import { lead } from './lead';
import { opportunity } from './opportunity';
import { organization } from './organization';
import { standardObject, type SObjectDefinition } from './sobject';
import { ownerField, systemFields } from './system-fields';
import { user } from './user';

/** A list of children as the parent sees it. */
export interface ChildRelationship {
	readonly name: string;
	readonly childObject: SObjectDefinition;
	readonly field: FieldDefinition;
}

/** An sObject with its look-ups by any casing. */
export class SObjectType {
	private readonly fieldByKey: Map<string, FieldDefinition>;
	private readonly parentByKey: Map<string, FieldDefinition>;

	constructor(readonly definition: SObjectDefinition) {
		this.fieldByKey = new Map(definition.fields.map((each) => [each.name.toLowerCase(), each]));
		this.parentByKey = new Map(
			definition.fields.flatMap((each) =>
				each.relationshipName ? [[each.relationshipName.toLowerCase(), each] as const] : [],
			),
		);
	}

	get name(): string {
		return this.definition.name;
	}

	get fields(): readonly FieldDefinition[] {
		return this.definition.fields;
	}

	/** The field in the schema's casing, or `undefined`. */
	field(name: string): FieldDefinition | undefined {
		return this.fieldByKey.get(name.toLowerCase());
	}

	/** The look-up behind a relationship name such as `Account` or `Region__r`. */
	parentField(relationshipName: string): FieldDefinition | undefined {
		return this.parentByKey.get(relationshipName.toLowerCase());
	}
}

/** All sObjects of one org; fixed once the org has started. */
export class Schema {
	private readonly typeByKey: Map<string, SObjectType>;

	constructor(definitions: readonly SObjectDefinition[]) {
		this.typeByKey = new Map(definitions.map((each) => [each.name.toLowerCase(), new SObjectType(each)]));
	}

	get types(): SObjectType[] {
		return [...this.typeByKey.values()];
	}

	/** The sObject by any casing, or `undefined`. */
	type(name: string): SObjectType | undefined {
		return this.typeByKey.get(name.toLowerCase());
	}

	/** The first of a reference's targets that this org models (Lead owners may be queues, which it does not). */
	parentType(referenceField: FieldDefinition): SObjectType | undefined {
		return referenceField.referenceTo.map((name) => this.type(name)).find((type) => type !== undefined);
	}

	/** Lists of children that name this object as their parent. */
	childRelationships(parent: SObjectType): ChildRelationship[] {
		return this.types.flatMap((child) =>
			child.fields.flatMap((each) =>
				each.childRelationshipName && each.referenceTo.includes(parent.name)
					? [{ name: each.childRelationshipName, childObject: child.definition, field: each }]
					: [],
			),
		);
	}
}

const STANDARD_OBJECTS = [account, contact, lead, opportunity, individual, user, organization];

/** The standard objects plus a seed's custom ones. */
export function buildSchema(
	customObjects: readonly CustomObjectSeed[] = [],
	customFields: readonly CustomFieldSeed[] = [],
): Schema {
	const objects = [...STANDARD_OBJECTS, ...customObjects.map(customObject)];
	const known = new Set(objects.map((each) => each.name.toLowerCase()));
	for (const each of customFields) {
		if (!known.has(each.object.toLowerCase())) throw new Error(`Seed: no object ${each.object} for field ${each.name}`);
	}
	return new Schema(
		objects.map((definition) => ({
			...definition,
			fields: [
				...definition.fields,
				...customFields
					.filter((each) => each.object.toLowerCase() === definition.name.toLowerCase())
					.map(({ object: _, ...each }) => customField(each)),
			],
		})),
	);
}

function customObject(seed: CustomObjectSeed, index: number): SObjectDefinition {
	const label = seed.label ?? seed.name.replace(/__c$/, '').replace(/_/g, ' ');
	const name = field('Name', 'string', { length: 80, nameField: true, label: `${label} Name`, defaultedOnCreate: true });
	return standardObject(
		seed.name,
		seed.keyPrefix ?? `a${index.toString(36).toUpperCase().padStart(2, '0')}`,
		[...systemFields, name, ownerField(), ...(seed.fields ?? []).map((each) => customField(each))],
		{ label, labelPlural: seed.labelPlural ?? `${label}s`, custom: true },
	);
}

function customField({ name, type, restricted, ...traits }: Omit<CustomFieldSeed, 'object'>): FieldDefinition {
	if (!/__c$/.test(name)) throw new Error(`Seed: custom field ${name} must end in __c`);
	const all = { ...traits, custom: true, restrictedPicklist: restricted ?? traits.restrictedPicklist ?? false };
	return type === 'reference'
		? reference(name, traits.referenceTo ?? [], all)
		: field(name, type, { ...all, idLookup: traits.idLookup ?? traits.externalId ?? false });
}
