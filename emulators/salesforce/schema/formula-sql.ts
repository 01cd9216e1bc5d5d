import { isNumberType, type FieldDefinition } from './field';
import { parseFormula, type Expression } from './formula-parser';
import type { Schema, SObjectType } from './schema';

type Kind = 'text' | 'number' | 'boolean' | 'moment' | 'null';

interface Compiled {
	readonly sql: string;
	readonly kind: Kind;
}

type Call = (args: readonly Compiled[]) => Compiled;

const comparisons: Readonly<Record<string, string>> = {
	'=': 'IS',
	'==': 'IS',
	'<>': 'IS NOT',
	'!=': 'IS NOT',
	'<': '<',
	'>': '>',
	'<=': '<=',
	'>=': '>=',
};

const functions: Readonly<Record<string, Call>> = {
	IF: ([test, yes, no]) => ({
		sql: `CASE WHEN ${test.sql} THEN ${yes.sql} ELSE ${no.sql} END`,
		kind: yes.kind === 'null' ? no.kind : yes.kind,
	}),
	AND: (args) => boolean(`(${args.map((each) => each.sql).join(' AND ')})`),
	OR: (args) => boolean(`(${args.map((each) => each.sql).join(' OR ')})`),
	NOT: ([term]) => boolean(`(NOT ${term.sql})`),
	ISBLANK: ([term]) => boolean(`(NULLIF(${term.sql}, '') IS NULL)`),
	BLANKVALUE: ([term, other]) => ({ sql: `COALESCE(NULLIF(${term.sql}, ''), ${other.sql})`, kind: term.kind }),
	ISPICKVAL: ([term, value]) => boolean(`(COALESCE(${term.sql}, '') = ${value.sql})`),
	CONTAINS: ([term, part]) => boolean(`(instr(${asText(term)}, ${asText(part)}) > 0)`),
	TEXT: ([term]) => text(asText(term)),
	UPPER: ([term]) => text(`upper(${asText(term)})`),
	LOWER: ([term]) => text(`lower(${asText(term)})`),
	TRIM: ([term]) => text(`trim(${asText(term)})`),
	LEFT: ([term, count]) => text(`substr(${asText(term)}, 1, ${count.sql})`),
	RIGHT: ([term, count]) => text(`substr(${asText(term)}, -max(1, ${count.sql}))`),
	LEN: ([term]) => number(`length(${asText(term)})`),
	VALUE: ([term]) => number(`CAST(${asText(term)} AS REAL)`),
	ABS: ([term]) => number(`abs(${term.sql})`),
	ROUND: ([term, digits]) => number(`round(${term.sql}, ${digits.sql})`),
	MAX: (args) => number(`max(${args.map((each) => each.sql).join(', ')})`),
	MIN: (args) => number(`min(${args.map((each) => each.sql).join(', ')})`),
};

/** A formula field as SQL over one table alias; blank numbers count as zero; throws on what it does not know. */
export function formulaSql(schema: Schema, type: SObjectType, field: FieldDefinition, alias: string): string {
	const { sql, kind } = new FormulaCompiler(schema, type, alias).compile(parseFormula(field.formula!));
	const isNumber = isNumberType(field.type);
	const wanted: Kind = isNumber
		? 'number'
		: field.type === 'boolean'
			? 'boolean'
			: field.type === 'date' || field.type === 'datetime'
				? 'moment'
				: 'text';
	if (kind !== wanted && kind !== 'null')
		throw new Error(`Formula: ${type.name}.${field.name} is ${kind}, not ${wanted}`);
	if (isNumber) return `round(${sql}, ${field.scale})`;
	return wanted === 'text' ? `NULLIF(${sql}, '')` : sql;
}

class FormulaCompiler {
	private parents = 0;

	constructor(
		private readonly schema: Schema,
		private readonly type: SObjectType,
		private readonly alias: string,
	) {}

	compile(node: Expression): Compiled {
		switch (node.kind) {
			case 'text':
				return text(`'${node.value.replace(/'/g, "''")}'`);
			case 'number':
				// A decimal point keeps SQLite from dividing whole numbers to a whole number.
				return number(Number.isInteger(node.value) ? `${node.value}.0` : String(node.value));
			case 'constant':
				return node.value === 'NULL' ? { sql: 'NULL', kind: 'null' } : boolean(node.value === 'TRUE' ? '1' : '0');
			case 'field':
				return this.field(this.type, node.path, this.alias);
			case 'negation':
				return node.operator === '-'
					? number(`(-${this.compile(node.term).sql})`)
					: boolean(`(NOT ${this.compile(node.term).sql})`);
			case 'call':
				return this.call(node.name, node.args);
			case 'operation':
				return operation(node.operator, this.compile(node.left), this.compile(node.right));
		}
	}

	private call(name: string, args: readonly Expression[]): Compiled {
		const build = functions[name];
		if (!build) throw new Error(`Formula: function ${name} is not supported by this emulator`);
		return build(args.map((each) => this.compile(each)));
	}

	private field(type: SObjectType, [name, ...rest]: readonly string[], alias: string): Compiled {
		if (rest.length) return this.parentField(type, name, rest, alias);
		const field = type.field(name);
		if (!field) throw new Error(`Formula: ${type.name} has no field ${name}`);
		const sql = `${alias}."${field.name}"`;
		if (isNumberType(field.type)) return number(`COALESCE(${sql}, 0.0)`);
		if (field.type === 'boolean') return boolean(sql);
		return { sql, kind: field.type === 'date' || field.type === 'datetime' ? 'moment' : 'text' };
	}

	private parentField(type: SObjectType, relationship: string, rest: readonly string[], alias: string): Compiled {
		const lookup = type.parentField(relationship);
		const parent = lookup && this.schema.parentType(lookup);
		if (!lookup || !parent) throw new Error(`Formula: ${type.name} has no parent ${relationship}`);
		const inner = `p${this.parents++}`;
		const { sql, kind } = this.field(parent, rest, inner);
		const select = `(SELECT ${sql} FROM "${parent.name}" ${inner} WHERE ${inner}.Id = ${alias}."${lookup.name}")`;
		return kind === 'number' ? number(`COALESCE(${select}, 0.0)`) : { sql: select, kind };
	}
}

function operation(operator: string, left: Compiled, right: Compiled): Compiled {
	if (operator === '&&' || operator === '||')
		return boolean(`(${left.sql} ${operator === '&&' ? 'AND' : 'OR'} ${right.sql})`);
	const comparison = comparisons[operator];
	if (comparison) return boolean(`(${comparable(left)} ${comparison} ${comparable(right)})`);
	const isText = operator === '&' || (operator === '+' && (left.kind === 'text' || right.kind === 'text'));
	if (isText) return text(`(${asText(left)} || ${asText(right)})`);
	return number(
		operator === '/' ? `(${left.sql} / NULLIF(${right.sql}, 0))` : `(${left.sql} ${operator} ${right.sql})`,
	);
}

function comparable({ sql, kind }: Compiled): string {
	return kind === 'text' ? `COALESCE(${sql}, '')` : sql;
}

function asText({ sql, kind }: Compiled): string {
	// A number is written as Salesforce writes it: without a point when it is whole.
	return kind === 'number' ? `format('%.15g', ${sql})` : `COALESCE(${sql}, '')`;
}

function text(sql: string): Compiled {
	return { sql, kind: 'text' };
}

function number(sql: string): Compiled {
	return { sql, kind: 'number' };
}

function boolean(sql: string): Compiled {
	return { sql, kind: 'boolean' };
}
