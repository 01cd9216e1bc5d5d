import type { FieldDescription, SObjectDescription } from '../../salesforce/schema';
import type { SalesforceRecord } from '../../record/record-item';

/** The value that a field will have once the changes decided so far are written. */
export function valueAfterWrite(
	field: string,
	current: SalesforceRecord,
	changed: ReadonlyMap<string, unknown>,
): unknown {
	return changed.has(field) ? changed.get(field) : current[field];
}

/** The names, those that others depend on first; otherwise in their order. */
export function controllersFirst(names: readonly string[], description: SObjectDescription): string[] {
	const depth = (name: string, above = 0): number => {
		const controller = controllerOf(name, description);
		return controller === undefined || above > 5 ? above : depth(controller, above + 1);
	};
	if (names.length < 2) return [...names];
	return [...names].sort((a, b) => depth(a) - depth(b));
}

/** The fields beside the targets that decide which values the targets may have. */
export function controllersOf(names: readonly string[], description: SObjectDescription): string[] {
	return names.map((name) => controllerOf(name, description)).filter((name) => name !== undefined);
}

function controllerOf(name: string, { fieldByName }: SObjectDescription): string | undefined {
	const field: FieldDescription | undefined = fieldByName.get(name);
	return field?.controllerName ?? undefined;
}
