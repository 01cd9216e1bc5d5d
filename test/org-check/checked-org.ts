import type { CustomObjectSeed } from '../../emulators/salesforce/org/seed';
import { SalesforceEnrichmentRun } from '../../nodes/SalesforceEnrichmentRun/SalesforceEnrichmentRun.node';
import { credentialFields, type NodeOrg } from '../nodes/node-org';
import { enrichmentFields } from '../salesforce/enrichment-org';

/** A finding as an item of the node shows it. */
interface Row {
	readonly check: string;
	readonly state: string;
	readonly what: string;
	readonly whatToDo: string;
	readonly names?: string[];
}

/** What Org: Check puts out for an org; `row` gives the first finding of a check. */
export async function checkOrgOf(
	at: NodeOrg,
	parameters: Record<string, unknown> = {},
	credential: Record<string, string> = {},
) {
	const { outputs, hints } = await at.execute(new SalesforceEnrichmentRun(), {
		parameters: { resource: 'org', operation: 'checkOrg', ...parameters },
		credentials: { salesforceProductionServerApi: credentialFields(at.emulator, credential) },
	});
	const [summary, ...rows] = outputs[0] as unknown as [Record<string, unknown>, ...Row[]];
	const row = (name: string) => rows.find((each) => each.check === name)!;
	return { summary, rows, row, hints };
}

/** A custom object with our fields, of which those named are changed or, as `undefined`, left out. */
export function anObject(
	name: string,
	changes: Readonly<Record<string, Record<string, unknown> | undefined>> = {},
): CustomObjectSeed {
	const fields = enrichmentFields(name).flatMap(({ object: _, ...field }) => {
		const change = field.name in changes ? changes[field.name] : {};
		return change ? [{ ...field, ...change }] : [];
	});
	return { name, fields };
}
