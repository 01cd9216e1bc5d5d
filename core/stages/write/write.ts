import type { RecordItem } from '../../record/record-item';
import { assertItemsOfOrg } from '../../record/same-org';
import { DiffDigest } from '../../run/diff-digest';
import { RunBooks } from '../../run/run-books';
import type { ChangesRun } from '../../changes/changes-run';
import type { SalesforceClient } from '../../salesforce/client';
import { checkTargets } from './check-targets';
import { checkMapping } from './mapped-proposals';
import type { MergedKeyStore } from '../../changes/plan/merged-keys';
import { saveByKey } from './save-by-key';
import { updateExisting } from './update-existing';
import type { WriteOutcome } from '../../changes/settle/verdicts';
import { beginWrite, reportOf, type Write } from '../../changes/write';
import type { WriteReport } from '../../changes/write-report';
import type { WriteRequest } from '../../changes/write-request';

/** As `writeRecords`, for whoever needs only the outcomes. */
export async function writeProposals(
	client: SalesforceClient,
	request: WriteRequest,
	items: readonly RecordItem[],
	context: ChangesRun | undefined,
	signal?: AbortSignal,
): Promise<WriteOutcome[]> {
	const { outcomes } = await writeRecords(client, request, items, context, signal);
	return outcomes;
}

/**
 * Writes the proposals that each record's policies accept, judged on the values Salesforce holds now. One outcome
 * per item, in order; throws only when nothing was written, when it is canceled, or when the run's lease is lost;
 * `org_mismatch` when an item was read from another org, where its Id means something else. `mergedKeys` remembers where the keys
 * of merged records lead; unless given, the run's store does.
 */
export async function writeRecords(
	client: SalesforceClient,
	request: WriteRequest,
	items: readonly RecordItem[],
	context: ChangesRun | undefined,
	signal?: AbortSignal,
	mergedKeys: MergedKeyStore | undefined = context?.store,
): Promise<WriteReport> {
	if (items.length === 0) return { outcomes: [], digest: new DiffDigest().hex() };
	assertItemsOfOrg(items, client.org);
	const before = client.calls.now();
	let write: Write | undefined;
	try {
		const description = await client.describe(request.sObject);
		const described = client.calls.since(before);
		write = await beginWrite({ client, request, items, description, context, signal });
		await write.books.plan(described.used - described.retries);
		checkMapping(description, items, request.mappedFields ?? []);
		checkTargets(description, items);
		const isByKey = request.operation === 'upsert' || request.operation === 'create';
		if (!isByKey) await updateExisting(write);
		const led = isByKey ? await saveByKey(write, mergedKeys) : 0;
		return reportOf(write, led);
	} finally {
		await new RunBooks(context, 'write').enter(client.calls.since(before), write?.canaryCalls);
	}
}
