import type { FieldDescription, SObjectDescription } from '../../salesforce/client';
import type { SalesforceRecord } from '../../record/record-item';

/**
 * The value that a field will have once the changes decided so far are written. Where an org has country lists, a
 * country written by name decides about the code, because Salesforce keeps the two in step.
 */
export function valueAfterWrite(
	field: string,
	current: SalesforceRecord,
	changed: ReadonlyMap<string, unknown>,
	description: SObjectDescription,
): unknown {
	if (changed.has(field)) return changed.get(field);
	const name = field.replace(/Code$/, '');
	if (name === field || !changed.has(name)) return current[field];
	const entries = description.fieldByName.get(field)?.picklistValues ?? [];
	return entries.find((entry) => (entry.label ?? entry.value) === changed.get(name))?.value;
}

/** The names, those that others depend on first; otherwise in their order. */
export function controllersFirst(names: readonly string[], description: SObjectDescription): string[] {
	const depth = (name: string, above = 0): number => {
		const controller = controllerOf(name, description);
		return controller === undefined || above > 5 ? above : depth(controller, above + 1);
	};
	return [...names].sort((a, b) => depth(a) - depth(b));
}

/** The fields beside the targets that decide which values the targets may have. */
export function controllersOf(names: readonly string[], description: SObjectDescription): string[] {
	return names.map((name) => controllerOf(name, description)).filter((name) => name !== undefined);
}

function controllerOf(name: string, { fieldByName }: SObjectDescription): string | undefined {
	const field: FieldDescription | undefined = fieldByName.get(name);
	return field?.controllerName ?? fieldByName.get(`${name}Code`)?.controllerName ?? undefined;
}
