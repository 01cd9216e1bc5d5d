import { EnrichmentError } from '../../../errors';
import type { SalesforceClient } from '../../../salesforce/client';
import type { FieldDescription, SObjectDescription } from '../../../salesforce/schema';

/** A field at the end of a path, or why there is none, in words that name object and field. */
export type WalkedField = { readonly field: FieldDescription } | { readonly fault: string };

/** Where describing an object stops because this user does not see it. */
export type SeenObject = { readonly description: SObjectDescription } | { readonly fault: string };

/** The object as this user sees it, or that it is not seen; what has nothing to do with permissions is thrown. */
export async function seeObject(client: SalesforceClient, sObject: string): Promise<SeenObject> {
	try {
		return { description: await client.describe(sObject) };
	} catch (error) {
		if (error instanceof EnrichmentError && error.code === 'invalid_parameter')
			return { fault: `${sObject}: this user sees no such object` };
		throw error;
	}
}

/** The field at the end of a path such as `Campaign.Type`; a call for each parent that nobody has described yet. */
export async function walkToField(
	client: SalesforceClient,
	start: SObjectDescription,
	path: string,
): Promise<WalkedField> {
	let description = start;
	const steps = path.split('.');
	for (const step of steps.slice(0, -1)) {
		const parent = [...description.fieldByName.values()].find(
			({ relationshipName }) => relationshipName?.toLowerCase() === step.toLowerCase(),
		);
		if (!parent) return unseen(description, step);
		const seen = await seeObject(client, parent.referenceTo[0] ?? step);
		if ('fault' in seen) return seen;
		description = seen.description;
	}
	const last = steps[steps.length - 1];
	const field = fieldNamed(description, last);
	return field ? { field } : unseen(description, last);
}

/** By its API name in whatever spelling. */
export function fieldNamed({ fieldByName }: SObjectDescription, name: string): FieldDescription | undefined {
	const known = fieldByName.get(name);
	if (known) return known;
	return [...fieldByName.values()].find((each) => each.name.toLowerCase() === name.toLowerCase());
}

function unseen({ name }: SObjectDescription, field: string): { readonly fault: string } {
	return { fault: `${name}.${field}: this user sees no such field` };
}
