import { field, type FieldDefinition } from '../schema/field';
import { labelOf } from '../schema/picklist-labels';
import type { FunctionCall, Operand } from './ast';
import { compileAggregate, isAggregate } from './compile-aggregate';
import { hasCurrencies, userAmount } from './currency-sql';
import { dateFunctions, datetimeOnly } from './date-functions';
import type { ParentStep, Scope } from './scope';

/** A field or function as SQL, with the field definition that its values follow. */
export interface CompiledOperand {
	readonly sql: string;
	readonly field: FieldDefinition;
	readonly isAggregate: boolean;
	/** The parents between the queried object and a field; none for the value of a function. */
	readonly parents: readonly ParentStep[];
}

/** The operand in SQL; unknown functions and fields are refused. */
export function compileOperand(scope: Scope, operand: Operand): CompiledOperand {
	if (operand.kind === 'field') return { ...scope.resolve(operand), isAggregate: false };
	if (isAggregate(operand)) return compileAggregate(scope, operand);
	if (dateFunctions[operand.name]) return compileDateFunction(scope, operand);
	if (operand.name === 'TOLABEL') return compileToLabel(scope, operand);
	if (operand.name === 'CONVERTTIMEZONE') {
		throw scope.compilation.malformed(operand.position, 'convertTimezone() can only be used in a date function');
	}
	if (operand.name === 'GROUPING') {
		throw scope.compilation.malformed(operand.position, 'GROUPING() needs GROUP BY ROLLUP or GROUP BY CUBE');
	}
	if (operand.name === 'CONVERTCURRENCY') return compileConvertCurrency(scope, operand);
	if (operand.name === 'FORMAT') {
		throw scope.compilation.malformed(operand.position, `${operand.name} is not supported by this emulator`);
	}
	throw scope.compilation.malformed(operand.position, `unknown function: ${operand.name}`);
}

function compileDateFunction(scope: Scope, { name, argument, position }: FunctionCall): CompiledOperand {
	const { compilation } = scope;
	const isConverted = argument?.kind === 'function' && argument.name === 'CONVERTTIMEZONE';
	const column = isConverted ? argument.argument : argument;
	if (column?.kind !== 'field') throw compilation.malformed(position, `${name} needs a date or datetime field`);
	const resolved = scope.resolve(column);
	const { type, name: fieldName } = resolved.field;
	const isDatetime = type === 'datetime';
	if (!isDatetime && (type !== 'date' || isConverted || datetimeOnly.has(name))) {
		throw compilation.malformed(
			position,
			`field ${fieldName} of type ${type} is not valid for ${isConverted ? 'convertTimezone' : name}`,
		);
	}
	const { timeZone, fiscalYearStartMonth } = compilation.options;
	const sql = isConverted && timeZone !== 'UTC' ? `soql_local(${resolved.sql}, '${timeZone}')` : resolved.sql;
	const valueField = field(fieldName, name === 'DAY_ONLY' ? 'date' : 'int');
	return { sql: dateFunctions[name](sql, fiscalYearStartMonth), field: valueField, isAggregate: false, parents: [] };
}

/** Of a field of the record or a parent, or of an aggregate over one; in an org with one currency there is nothing to convert. */
function compileConvertCurrency(scope: Scope, { argument, position }: FunctionCall): CompiledOperand {
	if (!argument) throw scope.compilation.malformed(position, 'convertCurrency needs a field');
	if (!hasCurrencies(scope))
		throw scope.compilation.malformed(position, 'convertCurrency is only valid in an org with several currencies');
	const operand = compileOperand(scope, argument);
	if (operand.field.type !== 'currency')
		throw scope.compilation.malformed(
			position,
			`convertCurrency is only valid for currency fields, not ${operand.field.name}`,
		);
	return { ...operand, sql: userAmount(scope, operand) };
}

function compileToLabel(scope: Scope, { argument, position }: FunctionCall): CompiledOperand {
	if (argument?.kind !== 'field') throw scope.compilation.malformed(position, 'toLabel needs a field');
	const resolved = scope.resolve(argument);
	if (resolved.field.type !== 'picklist' && resolved.field.type !== 'multipicklist') {
		throw scope.compilation.malformed(
			position,
			`toLabel is only valid for picklist fields, not ${resolved.field.name}`,
		);
	}
	const { sql, field: labelled } = resolved;
	const { language } = scope.compilation.options;
	const quoted = (text: string) => `'${text.replace(/'/g, "''")}'`;
	const cases = [...labelled.picklistValues, ...labelled.inactiveValues]
		.map((value) => [value, labelOf(labelled, value, language)] as const)
		.filter(([value, label]) => value !== label)
		.map(([value, label]) => `WHEN ${quoted(value)} THEN ${quoted(label)}`);
	return {
		...resolved,
		sql: cases.length ? `CASE ${sql} ${cases.join(' ')} ELSE ${sql} END` : sql,
		isAggregate: false,
	};
}
