import type { SelectItem, SelectQuery } from './ast';
import { compileOperand, isAggregate, type CompiledOperand } from './compile-operand';
import type { ChildQuery, RecordShape, ShapeEntry } from './result-shape';
import type { ResolvedField, Scope } from './scope';

/** The SQL columns of a SELECT and what becomes of them. */
export class SelectList {
	readonly columns: string[] = [];
	private readonly selected = new Set<string>();

	constructor(private readonly scope: Scope) {}

	/** Adds a column; gives its number. */
	add(sql: string): number {
		this.columns.push(sql);
		return this.columns.length - 1;
	}

	/** The shape of plain records: fields, parents, subqueries. */
	recordShape(items: readonly SelectItem[], compileChild: (query: SelectQuery) => ChildQuery & { key: string }): RecordShape {
		const { scope } = this;
		const root = this.emptyShape(scope.type.name, scope.rootAlias);
		for (const item of items) {
			if (item.kind === 'children') {
				const { key, ...query } = compileChild(item.query);
				root.entries.push({ kind: 'children', key, query });
			} else if (item.kind === 'fields') {
				this.addGroup(root, item.group, item.position);
			} else {
				this.addOperand(root, item);
			}
		}
		return root;
	}

	/** The entries of an aggregate row: grouped fields by name, functions by alias or `expr0`, `expr1`, … */
	aggregateEntries(query: SelectQuery, grouped: ReadonlySet<string>): ShapeEntry[] {
		let unnamed = 0;
		return query.select.map((item) => {
			if (item.kind !== 'operand') throw this.malformed(query.position, 'Only fields and functions can be selected in an aggregate query');
			const compiled = compileOperand(this.scope, item.operand);
			if (!isAggregate(item.operand) && !grouped.has(compiled.sql)) {
				const name = item.operand.kind === 'field' ? item.operand.path.join('.') : item.operand.name;
				throw this.malformed(item.operand.position, `Field must be grouped or aggregated: ${name}`);
			}
			const ownName = item.operand.kind === 'field' ? compiled.field.name : undefined;
			const key = item.alias ?? ownName ?? `expr${unnamed++}`;
			this.refuseRepeated(key.toLowerCase(), item.operand.position, `duplicate alias: ${key}`);
			return this.valueEntry(key, compiled);
		});
	}

	private addOperand(root: RecordShape, item: Extract<SelectItem, { kind: 'operand' }>): void {
		const { operand, alias } = item;
		if (alias !== undefined) throw this.malformed(operand.position, `only aggregate expressions use field aliasing: ${alias}`);
		if (operand.kind === 'function') {
			throw this.malformed(operand.position, `${operand.name} needs GROUP BY in this emulator`);
		}
		const resolved = this.scope.resolve(operand);
		this.refuseRepeated(resolved.sql, operand.position, `duplicate field selected: ${operand.path.join('.')}`);
		this.parentShape(root, resolved).entries.push(this.valueEntry(resolved.field.name, { ...resolved, isAggregate: false }));
	}

	private addGroup(root: RecordShape, group: 'ALL' | 'STANDARD' | 'CUSTOM', position: number): void {
		const { type, rootAlias } = this.scope;
		const fields = type.fields.filter((field) => group === 'ALL' || field.custom === (group === 'CUSTOM'));
		for (const field of fields) {
			const sql = `${rootAlias}."${field.name}"`;
			this.refuseRepeated(sql, position, `duplicate field selected: ${field.name}`);
			root.entries.push(this.valueEntry(field.name, { sql, field, isAggregate: false }));
		}
	}

	private parentShape(root: RecordShape, { relationships, alias, type }: ResolvedField): RecordShape {
		let shape = root;
		relationships.forEach((key, index) => {
			let entry = shape.entries.find((each) => each.kind === 'parent' && each.key === key);
			if (entry?.kind !== 'parent') {
				const isLast = index === relationships.length - 1;
				const at = isLast ? { alias, typeName: type.name } : this.intermediate(relationships.slice(0, index + 1));
				entry = { kind: 'parent', key, shape: this.emptyShape(at.typeName, at.alias) };
				shape.entries.push(entry);
			}
			shape = entry.shape;
		});
		return shape;
	}

	private intermediate(relationships: readonly string[]) {
		const id = this.scope.resolve({ kind: 'field', path: [...relationships, 'Id'], position: 0 });
		return { alias: id.alias, typeName: id.type.name };
	}

	private emptyShape(typeName: string, alias: string): RecordShape {
		return { typeName, idColumn: this.add(`${alias}.Id`), entries: [] };
	}

	private valueEntry(key: string, { sql, field }: CompiledOperand): ShapeEntry {
		return { kind: 'value', key, column: this.add(sql), type: field.type };
	}

	private refuseRepeated(key: string, position: number, message: string): void {
		if (this.selected.has(key)) throw this.scope.compilation.error(position, 'INVALID_FIELD', message);
		this.selected.add(key);
	}

	private malformed(position: number, message: string): Error {
		return this.scope.compilation.error(position, 'MALFORMED_QUERY', message);
	}
}
