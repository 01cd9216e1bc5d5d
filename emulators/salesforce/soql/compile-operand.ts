import { field, type FieldDefinition } from '../schema/field';
import type { FunctionCall, Operand } from './ast';
import type { Scope } from './scope';

/** A field or function as SQL, with the field definition that its values follow. */
export interface CompiledOperand {
	readonly sql: string;
	readonly field: FieldDefinition;
	readonly isAggregate: boolean;
}

const AGGREGATES = new Set(['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX']);

/** Parts of a stored datetime or date; Salesforce takes them in UTC unless convertTimezone is asked for. */
const DATE_PARTS: Readonly<Record<string, (column: string) => string>> = {
	CALENDAR_YEAR: (column) => `CAST(substr(${column}, 1, 4) AS INTEGER)`,
	CALENDAR_QUARTER: (column) => `((CAST(substr(${column}, 6, 2) AS INTEGER) + 2) / 3)`,
	CALENDAR_MONTH: (column) => `CAST(substr(${column}, 6, 2) AS INTEGER)`,
	DAY_IN_MONTH: (column) => `CAST(substr(${column}, 9, 2) AS INTEGER)`,
	DAY_ONLY: (column) => `substr(${column}, 1, 10)`,
	HOUR_IN_DAY: (column) => `CAST(substr(${column}, 12, 2) AS INTEGER)`,
};

/** Whether the operand is one of COUNT, SUM, … */
export function isAggregate(operand: Operand): boolean {
	return operand.kind === 'function' && AGGREGATES.has(operand.name);
}

/** The operand in SQL; unknown functions and fields are refused. */
export function compileOperand(scope: Scope, operand: Operand): CompiledOperand {
	if (operand.kind === 'field') return { ...scope.resolve(operand), isAggregate: false };
	if (AGGREGATES.has(operand.name)) return compileAggregate(scope, operand);
	const part = DATE_PARTS[operand.name];
	const { argument } = operand;
	if (!part || !argument) throw unsupported(scope, operand);
	const inner = compileOperand(scope, argument);
	if (inner.field.type !== 'datetime' && inner.field.type !== 'date') {
		throw scope.compilation.error(operand.position, 'MALFORMED_QUERY', `${operand.name} needs a date or datetime field`);
	}
	return { sql: part(inner.sql), field: field('expr', operand.name === 'DAY_ONLY' ? 'date' : 'int'), isAggregate: false };
}

function compileAggregate(scope: Scope, { name, argument, position }: FunctionCall): CompiledOperand {
	if (!argument) {
		if (name !== 'COUNT') throw scope.compilation.error(position, 'MALFORMED_QUERY', `${name} needs a field`);
		return { sql: 'COUNT(*)', field: field('expr', 'int'), isAggregate: true };
	}
	const inner = compileOperand(scope, argument);
	const isNumeric = ['int', 'double', 'currency', 'percent'].includes(inner.field.type);
	if ((name === 'SUM' || name === 'AVG') && !isNumeric) {
		const message = `field ${inner.field.name} does not support aggregate operator ${name}`;
		throw scope.compilation.error(position, 'MALFORMED_QUERY', message);
	}
	if (name === 'COUNT') return { sql: `COUNT(${inner.sql})`, field: field('expr', 'int'), isAggregate: true };
	if (name === 'COUNT_DISTINCT') return { sql: `COUNT(DISTINCT ${inner.sql})`, field: field('expr', 'int'), isAggregate: true };
	const valueField = name === 'MIN' || name === 'MAX' ? inner.field : field('expr', 'double');
	return { sql: `${name}(${inner.sql})`, field: valueField, isAggregate: true };
}

function unsupported(scope: Scope, { name, position }: FunctionCall): Error {
	return scope.compilation.error(position, 'MALFORMED_QUERY', `Function ${name} is not supported by this emulator`);
}
