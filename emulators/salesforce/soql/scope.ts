import type { FieldPath, SelectQuery } from './ast';
import type { Compilation } from './compilation';
import type { FieldDefinition } from '../schema/field';
import type { SObjectType } from '../schema/schema';

/** A field in SQL: which table alias it comes from and what it is. */
export interface ResolvedField {
	readonly sql: string;
	readonly field: FieldDefinition;
	readonly alias: string;
	readonly type: SObjectType;
	/** Relationship names in the schema's casing, from the queried object outwards. */
	readonly relationships: readonly string[];
}

interface Join {
	readonly alias: string;
	readonly type: SObjectType;
	readonly relationship: string;
}

const MOST_LEVELS = 5;

/** The tables of one SELECT: its object and the parents that its fields reach, joined as they are met. */
export class Scope {
	readonly type: SObjectType;
	readonly rootAlias: string;
	private readonly joins = new Map<string, Join>();
	private readonly joinSql: string[] = [];
	private readonly ownNames: ReadonlySet<string>;

	constructor(
		readonly compilation: Compilation,
		from: SelectQuery['from'],
	) {
		const type = compilation.schema.type(from.name);
		if (!type) throw compilation.error(from.position, 'INVALID_TYPE', unknownObject(from.name));
		this.type = type;
		this.rootAlias = compilation.nextAlias();
		this.ownNames = new Set([from.name.toLowerCase(), (from.alias ?? from.name).toLowerCase()]);
	}

	/** `FROM … LEFT JOIN …`; complete once every field has been resolved. */
	fromSql(): string {
		return [`"${this.type.name}" ${this.rootAlias}`, ...this.joinSql].join(' ');
	}

	resolve({ path, position }: FieldPath): ResolvedField {
		const relationshipPath = this.withoutOwnName(path);
		const names = relationshipPath.slice(0, -1);
		if (names.length > MOST_LEVELS) {
			const message = 'SOQL queries only allow up to 5 levels of child-to-parent relationships';
			throw this.compilation.error(position, 'MALFORMED_QUERY', message);
		}
		let at = { alias: this.rootAlias, type: this.type };
		const relationships: string[] = [];
		for (const name of names) {
			const join = this.join(at, relationships, name, position);
			relationships.push(join.relationship);
			at = join;
		}
		const name = relationshipPath[relationshipPath.length - 1];
		const field = at.type.field(name);
		if (!field) throw this.compilation.error(position, 'INVALID_FIELD', unknownField(name, at.type.name));
		return { sql: `${at.alias}."${field.name}"`, field, ...at, relationships };
	}

	private withoutOwnName(path: readonly string[]): readonly string[] {
		const isQualified = path.length > 1 && this.ownNames.has(path[0].toLowerCase());
		// An object may have a look-up of its own name; only then the first word is the relationship.
		return isQualified && !this.type.parentField(path[0]) ? path.slice(1) : path;
	}

	private join(from: { alias: string; type: SObjectType }, before: readonly string[], name: string, position: number): Join {
		const lookup = from.type.parentField(name);
		const type = lookup && this.compilation.schema.parentType(lookup);
		if (!lookup || !type) {
			throw this.compilation.error(position, 'INVALID_FIELD', unknownRelationship(name));
		}
		const relationship = lookup.relationshipName!;
		const key = [...before, relationship].join('.');
		const known = this.joins.get(key);
		if (known) return known;
		const join = { alias: this.compilation.nextAlias(), type, relationship };
		this.joins.set(key, join);
		this.joinSql.push(`LEFT JOIN "${type.name}" ${join.alias} ON ${join.alias}.Id = ${from.alias}."${lookup.name}"`);
		return join;
	}
}

function unknownObject(name: string): string {
	return `sObject type '${name}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.`;
}

function unknownField(name: string, entity: string): string {
	return `No such column '${name}' on entity '${entity}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`;
}

function unknownRelationship(name: string): string {
	return `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.`;
}
