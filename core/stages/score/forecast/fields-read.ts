import type { SalesforceClient } from '../../../salesforce/client';
import type { FieldDescription, SObjectDescription } from '../../../salesforce/schema';
import { walkToField } from '../related/field-walk';
import { loadFieldLabels } from '../field-labels';

/** A field that scoring looks at. */
export interface FieldRead {
	/** By path; what Fetch has to read. */
	readonly field: string;
	/** What people call it; absent where it is not seen. */
	readonly label?: string;
	readonly type?: string;
	/** Of the records meant, the share that has a value, in percent to one decimal; absent where Salesforce cannot count it. */
	readonly filledPercent?: number;
	/** Why its rules will give no points, where that is so. */
	readonly problem?: string;
}

/** Salesforce counts the values of these (SOQL guide, “Aggregate Functions”: field types). */
const countable = new Set([
	...['string', 'email', 'phone', 'url', 'picklist', 'combobox', 'reference', 'date', 'datetime'],
	...['int', 'double', 'currency', 'percent'],
]);

/** Each field as this user sees it, without how many records have it. */
export async function describeFieldsRead(
	client: SalesforceClient,
	description: SObjectDescription,
	paths: readonly string[],
): Promise<FieldRead[]> {
	const labels = await loadFieldLabels(client, description.name, paths);
	const fields: FieldRead[] = [];
	for (const path of paths) {
		const walked = await walkToField(client, description, path);
		if ('fault' in walked) fields.push({ field: path, problem: walked.fault });
		else fields.push(readField(path, labels.get(path), walked.field));
	}
	return fields;
}

/** Those whose values Salesforce counts. */
export function countableFields(fields: readonly FieldRead[]): FieldRead[] {
	return fields.filter(({ type }) => type !== undefined && countable.has(type));
}

function readField(field: string, label: string | undefined, { type, name }: FieldDescription): FieldRead {
	return { field, label: label ?? name, type };
}
