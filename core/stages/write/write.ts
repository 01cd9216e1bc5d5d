import type { RecordItem } from '../../record/record-item';
import { assertItemsOfOrg } from '../../record/same-org';
import { DiffDigest } from '../../run/diff-digest';
import { RunBooks } from '../../run/run-books';
import type { ChangesRun } from '../../changes/changes-run';
import type { SalesforceClient } from '../../salesforce/client';
import { checkTargets } from './check-targets';
import { checkMapping } from './mapped-proposals';
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
 * `org_mismatch` when an item was read from another org, where its Id means something else.
 */
export async function writeRecords(
	client: SalesforceClient,
	request: WriteRequest,
	items: readonly RecordItem[],
	context: ChangesRun | undefined,
	signal?: AbortSignal,
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
		await (request.operation === 'upsert' || request.operation === 'create' ? saveByKey(write) : updateExisting(write));
		return reportOf(write);
	} finally {
		await new RunBooks(context, 'write').enter(client.calls.since(before), write?.canaryCalls);
	}
}
