import type { FieldDefinition } from '../schema/field';
import type { SObjectType } from '../schema/schema';
import type { Compilation } from './compilation';
import { nameFields } from './name-fields';

/** A table in a statement. */
export interface Place {
	readonly alias: string;
	readonly type: SObjectType;
}

const mostParents = 55;

/** The LEFT JOINs of one SELECT, made as look-ups are followed and shared by all that follow the same one. */
export class ParentJoins {
	readonly sql: string[] = [];
	private readonly placesByLookup = new Map<string, readonly Place[]>();

	constructor(private readonly compilation: Compilation) {}

	/** The tables that a look-up leads to: one, or one per object that a polymorphic look-up may point to. */
	follow(from: Place, lookup: FieldDefinition, position: number): readonly Place[] {
		const column = `${from.alias}."${lookup.name}"`;
		const known = this.placesByLookup.get(column);
		if (known) return known;
		const types = lookup.referenceTo.flatMap((name) => this.compilation.type(name) ?? []);
		if (this.sql.length + types.length > mostParents) {
			throw this.compilation.malformed(
				position,
				`No more than ${mostParents} child-to-parent relationships can be specified in a query`,
			);
		}
		const places = types.map((type) => this.join(type, column));
		this.placesByLookup.set(column, places);
		return places;
	}

	/** A field of the Name object over all targets; a target without that field, or with a hidden one, gives null. */
	nameField(
		targets: readonly Place[],
		name: string,
		unknown: (entity: string) => Error,
	): { sql: string; field: FieldDefinition } {
		const field = nameFields.find((each) => each.name.toLowerCase() === name.toLowerCase());
		if (!field) throw unknown('Name');
		const cases = targets.flatMap(({ alias, type }) => {
			if (field.name === 'Type') return [`WHEN ${alias}.Id IS NOT NULL THEN '${type.name}'`];
			const own = this.compilation.field(type, field.name);
			return own ? [`WHEN ${alias}.Id IS NOT NULL THEN ${alias}."${own.name}"`] : [];
		});
		if (cases.length === 0) return { sql: 'NULL', field };
		// A CASE has no collation of its own: names compare without regard to case, ids with it.
		const isId = field.type === 'id' || field.type === 'reference';
		return { sql: `(CASE ${cases.join(' ')} END${isId ? '' : ' COLLATE NOCASE'})`, field };
	}

	private join(type: SObjectType, column: string): Place {
		const alias = this.compilation.nextAlias();
		const filter = this.compilation.rowFilter(type, alias);
		this.sql.push(`LEFT JOIN "${type.name}" ${alias} ON ${alias}.Id = ${column}${filter ? ` AND (${filter})` : ''}`);
		return { alias, type };
	}
}
