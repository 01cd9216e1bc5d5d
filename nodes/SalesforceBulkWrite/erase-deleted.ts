import { randomUUID } from 'node:crypto';
import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { WriteOutcome } from '../../core/changes/settle/verdicts';
import { recordIdIn } from '../../core/record/identity';
import type { RunContext } from '../../core/run/run-context';
import type { SalesforceClient } from '../../core/salesforce/client';
import { eraseDeletedRecords } from '../../core/stages/enrich/erase-person';
import { systemClock } from '../wiring/clock';

/** For a collection named Options. */
export const eraseDeletedOption: INodeProperties = {
	displayName: 'Erase Deleted Records',
	name: 'eraseDeleted',
	type: 'boolean',
	default: false,
	description:
		'Whether the store forgets what it knows of records that turn out to have been deleted or merged in Salesforce: history, kept answers, waiting work; their changes can no longer be undone',
};

/** Forgets the records that are gone, once Salesforce says that they were deleted and not only hidden; says so. Nothing outside of a run. */
export async function eraseDeleted(
	{ eraseDeleted: isWanted }: IDataObject,
	sObject: string,
	outcomes: readonly WriteOutcome[],
	client: SalesforceClient,
	context: RunContext | undefined,
): Promise<string[]> {
	if (isWanted !== true || !context) return [];
	const gone = outcomes
		.filter(({ item }) => item._enrichment?.outcome === 'deleted')
		.flatMap(({ item }) => recordIdIn(item.Id) ?? []);
	const deleted = gone.length > 0 ? await client.findDeleted(sObject, gone) : [];
	if (deleted.length === 0) return [];
	const { orgId } = context.run;
	const receipt = await eraseDeletedRecords(context.store, orgId, deleted, {
		now: systemClock(),
		receiptId: randomUUID(),
	});
	return [receipt.sentence];
}
