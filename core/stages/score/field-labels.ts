import { EnrichmentError } from '../../errors';
import type { SalesforceClient } from '../../salesforce/client';
import { fieldNamed, seeObject } from './related/field-walk';

/**
 * What people of the org call these fields, by path: `Employees`, and `Account: Industry` for a field of a parent. A field that this
 * user does not see is missing. A call for the object, and one for each parent object.
 */
export async function loadFieldLabels(
	client: SalesforceClient,
	sObject: string,
	paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
	const labels = new Map<string, string>();
	for (const path of paths) {
		const label = await labelOf(client, sObject, path.split('.'));
		if (label !== undefined) labels.set(path, label);
	}
	return labels;
}

/** The same, or why there are none: scores do not depend on labels. Throws only what the execution was cancelled with. */
export async function fieldLabelsIfSeen(
	client: SalesforceClient,
	sObject: string,
	paths: readonly string[],
): Promise<{ readonly labels?: ReadonlyMap<string, string>; readonly note?: string }> {
	try {
		return { labels: await loadFieldLabels(client, sObject, paths) };
	} catch (error) {
		if (!(error instanceof EnrichmentError) || error.code === 'canceled') throw error;
		return { note: `Reasons name fields by their API names: ${error.message}` };
	}
}

async function labelOf(
	client: SalesforceClient,
	sObject: string,
	steps: readonly string[],
): Promise<string | undefined> {
	const seen = await seeObject(client, sObject);
	if ('fault' in seen) return undefined;
	const [step, ...rest] = steps;
	if (rest.length === 0) return fieldNamed(seen.description, step)?.label;
	const parent = [...seen.description.fieldByName.values()].find(({ relationshipName }) => relationshipName === step);
	if (!parent || parent.referenceTo.length !== 1) return undefined;
	const label = await labelOf(client, parent.referenceTo[0], rest);
	return label === undefined ? undefined : `${parentLabel(parent.label, step)}: ${label}`;
}

/** `Account ID` is the label of what people see as Account. */
function parentLabel(label: string, relationship: string): string {
	return label.replace(/\s+ID$/, '') || relationship;
}
