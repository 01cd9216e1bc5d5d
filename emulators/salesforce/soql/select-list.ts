import type { SelectItem, SelectQuery } from './ast';
import { ApiError } from '../api-error';
import { compileOperand, type CompiledOperand } from './compile-operand';
import type { RecordShape, ShapeEntry } from './result-shape';
import type { ParentStep, Scope } from './scope';
import { addTypeOf } from './select-typeof';

/** Compiles a subquery to the entry that it gives its parent's record. */
export type CompileChild = (scope: Scope, query: SelectQuery) => ShapeEntry & { kind: 'children' };

const mostChildren = 20;

/** The SQL columns of a SELECT and what becomes of them. */
export class SelectList {
	readonly columns: string[] = [];
	readonly root: RecordShape;
	private readonly selected = new Set<string>();

	constructor(readonly scope: Scope) {
		const { type, rootAlias } = scope;
		this.root = { typeName: type.name, idColumn: this.add(`${rootAlias}.Id`), entries: [] };
	}

	/** Adds a column; gives its number. */
	add(sql: string): number {
		this.columns.push(sql);
		return this.columns.length - 1;
	}

	/** `c0, c1, …` for a SELECT. */
	get sql(): string {
		return this.columns.map((sql, index) => `${sql} AS c${index}`).join(', ');
	}

	/** The shape of plain records: fields, parents, subqueries, TYPEOF. */
	recordShape(items: readonly SelectItem[], compileChild: CompileChild): RecordShape {
		for (const item of items) {
			if (item.kind === 'children') this.addChildren(compileChild(this.scope, item.query), item.query);
			else if (item.kind === 'fields') this.addGroup(item.group);
			else if (item.kind === 'typeof') addTypeOf(this, item);
			else this.addOperand(item);
		}
		return this.root;
	}

	/** Refuses what has been selected before; the text is the documented one, which shows no place. */
	refuseRepeated(key: string, name: string): void {
		if (this.selected.has(key)) throw new ApiError(400, 'INVALID_FIELD', `duplicate field selected: ${name}`);
		this.selected.add(key);
	}

	/** The shape that a path of parents leads to, made where it is not there yet. */
	parentShape(parents: readonly ParentStep[]): RecordShape {
		let shape = this.root;
		for (const step of parents) {
			const known = shape.entries.find((each) => each.key === step.key);
			if (known?.kind === 'typeof') this.refuseTypeOfBesides(step.key);
			if (known?.kind === 'parent') {
				shape = known.shape;
			} else {
				const next = this.emptyShape(step);
				shape.entries.push({ kind: 'parent', key: step.key, shape: next });
				shape = next;
			}
		}
		return shape;
	}

	refuseTypeOfBesides(relationship: string): never {
		throw new ApiError(
			400,
			'MALFORMED_QUERY',
			`TYPEOF cannot be used on ${relationship}, which the field list references too`,
		);
	}

	/** A record that is there when its Id is. */
	emptyShape({ typeName, idSql, targetSql }: ParentStep): RecordShape {
		return {
			typeName,
			idColumn: this.add(idSql),
			targetColumn: targetSql === undefined ? undefined : this.add(targetSql),
			entries: [],
		};
	}

	valueEntry(key: string, { sql, field }: Pick<CompiledOperand, 'sql' | 'field'>): ShapeEntry {
		return { kind: 'value', key, column: this.add(sql), type: field.type };
	}

	private addOperand({ operand, alias }: Extract<SelectItem, { kind: 'operand' }>): void {
		const { compilation } = this.scope;
		const isField = operand.kind === 'field';
		if (alias !== undefined && isField) {
			throw compilation.malformed(operand.position, `only aggregate expressions use field aliasing: ${alias}`);
		}
		if (!isField && operand.name !== 'TOLABEL' && operand.name !== 'CONVERTCURRENCY') {
			compileOperand(this.scope, operand);
			throw compilation.malformed(operand.position, `${operand.name} can only be selected in a query with GROUP BY`);
		}
		const compiled = compileOperand(this.scope, operand);
		const key = alias ?? compiled.field.name;
		const path = [...compiled.parents.map((step) => step.key), key].join('.');
		const shape = this.parentShape(compiled.parents);
		this.refuseRepeated(path.toLowerCase(), isField ? operand.path.join('.') : path);
		shape.entries.push(this.valueEntry(key, compiled));
	}

	private addGroup(group: 'ALL' | 'STANDARD' | 'CUSTOM'): void {
		const { type, rootAlias, compilation } = this.scope;
		const fields = type.fields.filter((field) => group === 'ALL' || field.custom === (group === 'CUSTOM'));
		for (const field of fields.filter((each) => compilation.canSee(type, each))) {
			this.refuseRepeated(field.name.toLowerCase(), field.name);
			this.root.entries.push(this.valueEntry(field.name, { sql: `${rootAlias}."${field.name}"`, field }));
		}
	}

	private addChildren(entry: ShapeEntry & { kind: 'children' }, { from }: SelectQuery): void {
		if (this.root.entries.filter((each) => each.kind === 'children').length === mostChildren) {
			const message = `No more than ${mostChildren} parent-to-child relationships can be specified in a query`;
			throw this.scope.compilation.malformed(from.position, message);
		}
		if (this.selected.has(`(${entry.key})`)) {
			const message = `duplicate child relationship selected: ${entry.key}`;
			throw this.scope.compilation.malformed(from.position, message);
		}
		this.selected.add(`(${entry.key})`);
		this.root.entries.push(entry);
	}
}
