import type { SQLInputValue } from 'node:sqlite';
import { toStoredSecond } from '../date-time';
import type { OrgState } from '../org/org-state';
import type { FieldDefinition, RollUp } from '../schema/field';
import type { SObjectType } from '../schema/schema';

type Values = Readonly<Record<string, SQLInputValue>>;

interface RollUpTarget {
	readonly parent: SObjectType;
	readonly field: FieldDefinition;
	readonly rollUp: RollUp;
	/** The figure for one parent, whose id is the only parameter. */
	readonly sql: string;
}

/** Keeps roll-up summary fields; a changed figure moves the parent's SystemModstamp and no other stamp. */
export class RollUps {
	private readonly byChild = new Map<string, RollUpTarget[]>();

	constructor(private readonly org: Pick<OrgState, 'schema' | 'store' | 'clock'>) {
		for (const parent of org.schema.types) {
			for (const field of parent.fields) if (field.rollUp) this.add(parent, field, field.rollUp);
		}
	}

	/** Follows a save or deletion of a child; `before` and `after` are its values, absent where it was not. */
	childSaved(child: SObjectType, before: Values | undefined, after: Values | undefined): void {
		for (const target of this.byChild.get(child.name) ?? []) {
			if (before && after && !isConcerned(target.rollUp, before, after)) continue;
			const parents = new Set([before?.[target.rollUp.by], after?.[target.rollUp.by]]);
			for (const parentId of parents) if (typeof parentId === 'string') this.recount(target, parentId);
		}
	}

	/** Works out every figure, as after loading a seed; stamps stay. */
	recountAll(): void {
		for (const { parent, field, sql } of [...this.byChild.values()].flat()) {
			const table = this.org.store.tableOf(parent);
			this.org.store.database.exec(`UPDATE "${table}" SET "${field.name}" = (${sql.replace('?1', `"${table}".Id`)})`);
			this.org.store.touch(parent.name);
		}
	}

	private recount({ parent, field, sql }: RollUpTarget, parentId: string): void {
		const { store, clock } = this.org;
		const value = store.prepare(sql).get(parentId)?.v ?? null;
		const record = store.findRow(parent, parentId);
		if (!record || record[field.name] === value) return;
		store.update(parent, parentId, { [field.name]: value, SystemModstamp: toStoredSecond(clock()) });
	}

	private add(parent: SObjectType, field: FieldDefinition, rollUp: RollUp): void {
		const child = this.org.schema.type(rollUp.child);
		const names = [rollUp.by, ...(rollUp.field ? [rollUp.field] : []), ...Object.keys(rollUp.where ?? {})];
		const unknown = names.find((name) => child?.field(name)?.name !== name);
		if (!child || unknown !== undefined)
			throw new Error(
				`Seed: roll-up ${parent.name}.${field.name} names ${rollUp.child}.${unknown ?? ''}, which does not exist`,
			);
		if (rollUp.operation !== 'count' && !rollUp.field)
			throw new Error(`Seed: roll-up ${parent.name}.${field.name} needs a field`);
		const known = this.byChild.get(child.name) ?? [];
		known.push({ parent, field, rollUp, sql: rollUpSql(child, rollUp) });
		this.byChild.set(child.name, known);
	}
}

function isConcerned({ by, field, where = {} }: RollUp, before: Values, after: Values): boolean {
	return [by, ...(field ? [field] : []), ...Object.keys(where)].some((name) => before[name] !== after[name]);
}

function rollUpSql(child: SObjectType, { by, operation, field, where = {} }: RollUp): string {
	// A count and a sum over nothing are 0; a smallest or largest of nothing is blank.
	const figure =
		operation === 'count'
			? 'COUNT(*)'
			: operation === 'sum'
				? `COALESCE(SUM("${field}"), 0)`
				: `${operation.toUpperCase()}("${field}")`;
	const conditions = Object.entries(where).map(([name, value]) => `"${name}" IS ${sqlLiteral(value)}`);
	return `SELECT ${figure} AS v FROM "${child.name}" WHERE ${[`"${by}" = ?1`, 'IsDeleted = 0', ...conditions].join(' AND ')}`;
}

function sqlLiteral(value: string | number | boolean | null): string {
	if (value === null) return 'NULL';
	return typeof value === 'string' ? `'${value.replace(/'/g, "''")}'` : String(Number(value));
}
