import type { FieldDefinition } from './field';
import type { SObjectDefinition } from './sobject';

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

/** All sObjects of one org, or those that one user sees of them; fixed once made. */
export class Schema {
	private readonly typeByKey: Map<string, SObjectType>;
	private readonly typeByPrefix: Map<string, SObjectType>;
	private readonly childrenByParent = new Map<string, ChildRelationship[]>();

	constructor(definitions: readonly SObjectDefinition[]) {
		this.typeByKey = new Map(definitions.map((each) => [each.name.toLowerCase(), new SObjectType(each)]));
		this.typeByPrefix = new Map(
			this.types.flatMap((each) => (each.definition.keyPrefix ? [[each.definition.keyPrefix, each]] : [])),
		);
	}

	get types(): SObjectType[] {
		return [...this.typeByKey.values()];
	}

	/** The sObject by any casing, or `undefined`. */
	type(name: string): SObjectType | undefined {
		return this.typeByKey.get(name.toLowerCase());
	}

	/** The sObject whose ids look like this one. */
	typeOfId(id: string): SObjectType | undefined {
		return this.typeByPrefix.get(id.slice(0, 3));
	}

	/** Everything that a reference may point to, as far as this org models it. */
	parentTypes(referenceField: FieldDefinition): SObjectType[] {
		return referenceField.referenceTo.flatMap((name) => this.type(name) ?? []);
	}

	/** What a look-up points to; `undefined` when it may be one of several objects (Owner, Who, What). */
	parentType(referenceField: FieldDefinition): SObjectType | undefined {
		const targets = this.parentTypes(referenceField);
		return targets.length === 1 ? targets[0] : undefined;
	}

	/** Lists of children that name this object as their parent. */
	childRelationships(parent: SObjectType): readonly ChildRelationship[] {
		const known = this.childrenByParent.get(parent.name);
		if (known) return known;
		const children = this.types.flatMap((child) =>
			child.fields.flatMap((each) =>
				each.childRelationshipName && each.referenceTo.includes(parent.name)
					? [{ name: each.childRelationshipName, childObject: child.definition, field: each }]
					: [],
			),
		);
		this.childrenByParent.set(parent.name, children);
		return children;
	}
}
