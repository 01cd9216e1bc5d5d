import { EnrichmentError } from '../../errors';
import { individualOptOuts } from '../../record/consent';
import type { SalesforceClient } from '../../salesforce/client';
import type { SObjectDescription } from '../../salesforce/schema';

/**
 * Paths of what a person has said on their Individual, as far as the user may see it; none for objects without one, and
 * for orgs where data protection details are not available in records. What stands on the record itself, such as
 * `HasOptedOutOfEmail`, is among the usual fields. Costs a describe where there is an Individual.
 */
export async function optOutPaths(client: SalesforceClient, description: SObjectDescription): Promise<string[]> {
	const fields = [...description.fieldByName.values()];
	const isPerson = fields.some(
		({ relationshipName, referenceTo }) => relationshipName === 'Individual' && referenceTo.includes('Individual'),
	);
	if (!isPerson) return [];
	const individual = await describedIndividual(client);
	const names = Object.keys(individualOptOuts).filter((name) => individual?.fieldByName.has(name));
	return names.map((name) => `Individual.${name}`);
}

/** A user may see that a record has an Individual, and not the Individual. */
async function describedIndividual(client: SalesforceClient): Promise<SObjectDescription | undefined> {
	try {
		return await client.describe('Individual');
	} catch (error) {
		if (error instanceof EnrichmentError && error.code === 'invalid_parameter') return undefined;
		throw error;
	}
}
