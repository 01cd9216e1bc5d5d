import type { SQLInputValue } from 'node:sqlite';
import type { FieldDefinition } from '../schema/field';
import type { Schema, SObjectType } from '../schema/schema';
import { soqlError, type SoqlErrorCode } from './soql-error';
import type { QueryVisibility } from './visibility';

/** What a compilation depends on besides the statement. */
export interface CompileOptions {
	readonly now: Date;
	/** IANA name; date literals and convertTimezone() are read in it. */
	readonly timeZone: string;
	/** In which toLabel() answers. */
	readonly language: string;
	/** 1 for January. */
	readonly fiscalYearStartMonth: number;
	/** `queryAll`: deleted records are seen too. */
	readonly includesDeleted: boolean;
	/** Decides the order of what ORDER BY leaves open; `undefined` keeps the order of storage. */
	readonly shuffleSeed: number | undefined;
	/** Who asks, for USING SCOPE mine. */
	readonly userId: string;
	readonly visibility: QueryVisibility | undefined;
}

/** State shared by a statement and its semi-joins: parameters, table aliases, error places, what the user may see. */
export class Compilation {
	readonly params: SQLInputValue[] = [];
	private aliases = 0;

	constructor(
		readonly schema: Schema,
		readonly source: string,
		readonly options: CompileOptions,
	) {}

	/** A numbered placeholder, so that clauses may be compiled in any order. */
	param(value: SQLInputValue): string {
		this.params.push(value);
		return `?${this.params.length}`;
	}

	nextAlias(): string {
		return `t${this.aliases++}`;
	}

	/** The object by any casing, unless the user may not see it. */
	type(name: string): SObjectType | undefined {
		const type = this.schema.type(name);
		return type && (this.options.visibility?.isObjectVisible(type.name) ?? true) ? type : undefined;
	}

	/** The object's field by any casing, unless the user may not see it. */
	field(type: SObjectType, name: string): FieldDefinition | undefined {
		const field = type.field(name);
		return field && this.canSee(type, field) ? field : undefined;
	}

	/** The look-up behind a relationship name, unless the user may not see it. */
	parentField(type: SObjectType, relationshipName: string): FieldDefinition | undefined {
		const field = type.parentField(relationshipName);
		return field && this.canSee(type, field) ? field : undefined;
	}

	canSee(type: Pick<SObjectType, 'name'>, field: FieldDefinition): boolean {
		return field.type === 'id' || (this.options.visibility?.isFieldVisible(type.name, field.name) ?? true);
	}

	/** The condition that leaves only visible rows of a table, or `undefined` when all are. */
	rowFilter(type: SObjectType, alias: string): string | undefined {
		return this.options.visibility?.rowFilter(type.name, alias);
	}

	error(position: number, code: SoqlErrorCode, message: string): Error {
		return soqlError(this.source, position, code, message);
	}

	malformed(position: number, message: string): Error {
		return soqlError(this.source, position, 'MALFORMED_QUERY', message);
	}
}
