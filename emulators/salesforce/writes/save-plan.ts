import type { SQLInputValue } from 'node:sqlite';
import type { FieldDefinition } from '../schema/field';
import type { SObjectType } from '../schema/schema';

/** What saving needs to know of an object, found once. */
export interface SavePlan {
	readonly requiredOnCreate: readonly FieldDefinition[];
	readonly requiredOnUpdate: readonly FieldDefinition[];
	readonly references: readonly FieldDefinition[];
	readonly uniques: readonly FieldDefinition[];
	readonly dependents: readonly FieldDefinition[];
	readonly autoNumbers: readonly FieldDefinition[];
	readonly defaults: Readonly<Record<string, SQLInputValue>>;
	/** Name is put together from first and last name. */
	readonly isNameComposed: boolean;
	readonly hasOwner: boolean;
}

const plans = new WeakMap<SObjectType, SavePlan>();

/** The plan of an object, made on first use. */
export function savePlan(type: SObjectType): SavePlan {
	const known = plans.get(type);
	if (known) return known;
	const made = makePlan(type);
	plans.set(type, made);
	return made;
}

function makePlan(type: SObjectType): SavePlan {
	const { fields } = type;
	const isRequired = (field: FieldDefinition) => !field.nillable && field.type !== 'boolean';
	return {
		requiredOnCreate: fields.filter((field) => isRequired(field) && field.createable),
		requiredOnUpdate: fields.filter((field) => isRequired(field) && field.updateable),
		references: fields.filter((field) => field.type === 'reference' && (field.createable || field.updateable)),
		uniques: fields.filter((field) => field.unique),
		dependents: fields.filter((field) => field.controllerName !== null && field.restrictedPicklist),
		autoNumbers: fields.filter((field) => field.autoNumber !== null),
		defaults: Object.fromEntries(
			fields
				.filter((field) => field.defaultValue !== null)
				.map(({ name, defaultValue }) => [
					name,
					typeof defaultValue === 'boolean' ? Number(defaultValue) : defaultValue,
				]),
		),
		isNameComposed: type.field('LastName') !== undefined && type.field('Name')?.updateable === false,
		hasOwner: type.field('OwnerId') !== undefined,
	};
}
