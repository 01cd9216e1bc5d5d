import { field } from '../schema/field';
import type { FunctionCall, Operand } from './ast';
import { compileOperand, type CompiledOperand } from './compile-operand';
import { corporateAmount } from './currency-sql';
import { isAggregatable } from './field-abilities';
import { picklistRank } from './picklist-order';
import type { Scope } from './scope';

const aggregateFunctions = new Set(['COUNT', 'COUNT_DISTINCT', 'SUM', 'AVG', 'MIN', 'MAX']);

/** Whether the operand is one of COUNT, SUM, … */
export function isAggregate(operand: Operand): boolean {
	return operand.kind === 'function' && aggregateFunctions.has(operand.name);
}

/** An aggregate in SQL; refuses a field that cannot be aggregated so. */
export function compileAggregate(scope: Scope, { name, argument, position }: FunctionCall): CompiledOperand {
	const value = (sql: string, valueField = field('expr', 'int')): CompiledOperand => ({
		sql,
		field: valueField,
		isAggregate: true,
		parents: [],
	});
	if (!argument) {
		const message =
			name === 'COUNT'
				? 'COUNT() must be the only element in the SELECT list, without alias, GROUP BY or ORDER BY; use COUNT(fieldName)'
				: `${name} needs a field`;
		throw scope.compilation.malformed(position, message);
	}
	if (isAggregate(argument))
		throw scope.compilation.malformed(argument.position, 'aggregate functions cannot be nested');
	const inner = compileOperand(scope, argument);
	if (!isAggregatable(inner.field, name)) {
		throw scope.compilation.malformed(
			position,
			`field ${inner.field.name} does not support aggregate operator ${name}`,
		);
	}
	switch (name) {
		case 'COUNT':
			return value(`COUNT(${inner.sql})`);
		case 'COUNT_DISTINCT':
			return value(`COUNT(DISTINCT ${inner.sql})`);
		case 'MIN':
		case 'MAX':
			return value(extreme(name, { ...inner, sql: corporateAmount(scope, inner) }), inner.field);
		default:
			return value(
				`${name}(${corporateAmount(scope, inner)})`,
				field('expr', inner.field.type === 'currency' ? 'currency' : 'double'),
			);
	}
}

/** Picklist values go by their place in the list, so the place is carried along in front of the value. */
function extreme(name: string, { sql, field: valueField }: CompiledOperand): string {
	const rank = picklistRank(sql, valueField);
	return rank ? `substr(${name}(printf('%04d', ${rank}) || ${sql}), 5)` : `${name}(${sql})`;
}
