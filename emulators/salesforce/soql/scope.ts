import type { FieldDefinition } from '../schema/field';
import type { SObjectType } from '../schema/schema';
import type { FieldPath, FromItem } from './ast';
import type { Compilation } from './compilation';
import { ParentJoins, type Place } from './parent-joins';
import { unknownField, unknownObject, unknownRelationship } from './unknown-names';

/** One look-up followed: the key that the parent gets in the result, and what tells its Id and object. */
export interface ParentStep {
	/** Relationship name in the schema's casing. */
	readonly key: string;
	readonly idSql: string;
	/** `Name` for what a polymorphic relationship points to. */
	readonly typeName: string;
	/** The object that a polymorphic relationship points to in a row. */
	readonly targetSql: string | undefined;
}

/** A field in SQL, and the parents between the queried object and it. */
export interface ResolvedField {
	readonly sql: string;
	readonly field: FieldDefinition;
	readonly parents: readonly ParentStep[];
}

/** The objects at the end of a path of parents: several when its last relationship is polymorphic. */
export interface ResolvedParent {
	readonly parents: readonly ParentStep[];
	readonly targets: readonly Place[];
}

const mostLevels = 5;
const inFrom = 'FROM part of query call';

/** The tables of one SELECT: its object and the parents that its fields reach. */
export class Scope {
	readonly rootAlias: string;
	private readonly joins: ParentJoins;
	private readonly pathByAlias = new Map<string, readonly string[]>();

	constructor(
		readonly compilation: Compilation,
		readonly type: SObjectType,
		from: FromItem,
	) {
		this.rootAlias = compilation.nextAlias();
		this.joins = new ParentJoins(compilation);
		this.pathByAlias.set(from.path[from.path.length - 1].toLowerCase(), []);
		if (from.alias) this.pathByAlias.set(from.alias.toLowerCase(), []);
	}

	/** `FROM … LEFT JOIN …`; complete once every field has been resolved. */
	fromSql(): string {
		return [`"${this.type.name}" ${this.rootAlias}`, ...this.joins.sql].join(' ');
	}

	/** The parent joins alone, for statements that name the object's table themselves. */
	joinsSql(): string {
		return this.joins.sql.join(' ');
	}

	/** Makes `FROM Contact c, c.Account a` known. */
	addParentAlias({ path, alias, position }: FromItem): void {
		const parents = this.withoutAlias(path);
		if (parents.length === 0 || parents.length === path.length) {
			throw this.compilation.error(position, 'INVALID_TYPE', unknownRelationship(path[0], inFrom));
		}
		this.resolveParent(parents, position, inFrom);
		if (alias) this.pathByAlias.set(alias.toLowerCase(), parents);
	}

	/** Lets a subquery speak of its object by its name too, not only by the list's. */
	addOwnName(name: string): void {
		this.pathByAlias.set(name.toLowerCase(), []);
	}

	resolve({ path, position }: FieldPath): ResolvedField {
		const full = this.withoutAlias(path);
		const name = full[full.length - 1];
		const { parents, targets } = this.resolveParent(full.slice(0, -1), position);
		if (parents[parents.length - 1]?.targetSql) {
			return { ...this.joins.nameField(targets, name, (entity) => this.noColumn(name, entity, position)), parents };
		}
		return { ...this.fieldOf(targets[0], name, position), parents };
	}

	/** A field of one of the statement's tables. */
	fieldOf({ alias, type }: Place, name: string, position: number): { sql: string; field: FieldDefinition } {
		const field = this.compilation.field(type, name);
		if (!field) throw this.noColumn(name, type.name, position);
		return { sql: `${alias}."${field.name}"`, field };
	}

	/** The objects that a path of relationship names (aliases aside) leads to. */
	resolveParent(names: readonly string[], position: number, place = 'field path'): ResolvedParent {
		if (names.length > mostLevels) {
			throw this.compilation.malformed(
				position,
				'SOQL queries only allow up to 5 levels of child-to-parent relationships',
			);
		}
		let targets: readonly Place[] = [{ alias: this.rootAlias, type: this.type }];
		const parents: ParentStep[] = [];
		for (const name of names) {
			// Behind a polymorphic relationship there is the Name object, which leads nowhere further.
			const from = targets.length === 1 && !parents[parents.length - 1]?.targetSql ? targets[0] : undefined;
			const lookup = from && this.compilation.parentField(from.type, name);
			targets = from && lookup ? this.joins.follow(from, lookup, position) : [];
			if (targets.length === 0) {
				throw this.compilation.error(
					position,
					place === inFrom ? 'INVALID_TYPE' : 'INVALID_FIELD',
					unknownRelationship(name, place),
				);
			}
			parents.push(parentStep(lookup!, targets));
		}
		return { parents, targets };
	}

	/** The path from the queried object on: without its own name or alias, and with aliases of parents spelt out. */
	withoutAlias(path: readonly string[]): readonly string[] {
		const known = path.length > 1 ? this.pathByAlias.get(path[0].toLowerCase()) : undefined;
		// An object may have a look-up of its own name; only then the first word is the relationship.
		return known && !this.type.parentField(path[0]) ? [...known, ...path.slice(1)] : path;
	}

	private noColumn(name: string, entity: string, position: number): Error {
		return this.compilation.error(position, 'INVALID_FIELD', unknownField(name, entity));
	}
}

/** The scope of a statement or semi-join, whose FROM names an object. */
export function objectScope(compilation: Compilation, from: FromItem, parentAliases: readonly FromItem[]): Scope {
	const name = from.path.join('.');
	const type = compilation.type(name);
	if (!type) throw compilation.error(from.position, 'INVALID_TYPE', unknownObject(name));
	const scope = new Scope(compilation, type, from);
	for (const item of parentAliases) scope.addParentAlias(item);
	return scope;
}

function parentStep(lookup: FieldDefinition, targets: readonly Place[]): ParentStep {
	const key = lookup.relationshipName!;
	if (lookup.referenceTo.length === 1) {
		return { key, idSql: `${targets[0].alias}.Id`, typeName: targets[0].type.name, targetSql: undefined };
	}
	const cases = targets.map(({ alias, type }) => `WHEN ${alias}.Id IS NOT NULL THEN '${type.name}'`);
	const ids = targets.map(({ alias }) => `${alias}.Id`);
	return { key, idSql: firstOf(ids), typeName: 'Name', targetSql: `CASE ${cases.join(' ')} END` };
}

/** The first of several expressions that is not null. */
function firstOf(sqls: readonly string[]): string {
	return sqls.length === 1 ? sqls[0] : `COALESCE(${sqls.join(', ')})`;
}
