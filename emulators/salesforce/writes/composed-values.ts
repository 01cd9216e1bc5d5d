import type { SQLInputValue } from 'node:sqlite';
import type { SObjectType } from '../schema/schema';
import { savePlan } from './save-plan';

type Values = Record<string, SQLInputValue>;

/** The Name that Salesforce puts together: first and last name, or the id for a nameless custom record. */
export function composedName(type: SObjectType, record: Readonly<Values>, id: string): Values {
	if (savePlan(type).isNameComposed || record.IsPersonAccount === 1) {
		const { FirstName, LastName } = record;
		return { Name: FirstName ? `${String(FirstName)} ${String(LastName ?? '')}`.trim() : (LastName ?? '') };
	}
	return type.definition.custom && !record.Name ? { Name: id.slice(0, 15) } : {};
}

/** Auto-numbers of a new record; `counter` is its place among the object's records. */
export function autoNumbers(type: SObjectType, counter: number, created: string): Values {
	const values: Values = {};
	for (const field of savePlan(type).autoNumbers) values[field.name] = autoNumber(field.autoNumber!, counter, created);
	return values;
}

function autoNumber(format: string, counter: number, created: string): string {
	return format
		.replace(/\{(0+)\}/, (_, zeros: string) => String(counter).padStart(zeros.length, '0'))
		.replace('{YYYY}', created.slice(0, 4))
		.replace('{MM}', created.slice(5, 7))
		.replace('{DD}', created.slice(8, 10));
}
