import type { RunContext } from '../../core/run/run-context';
import type { SalesforceClient } from '../../core/salesforce/client';
import { claimBatch } from '../../core/stages/fetch/claim-batch';
import { fetchRecords } from '../../core/stages/fetch/fetch';
import { FetchTally } from '../../core/stages/fetch/fetch-tally';
import { planBatches } from '../../core/stages/fetch/plan-batches';
import type { SelectionRequest } from '../../core/stages/fetch/selection';
import { writeRecords } from '../../core/stages/write/write';
import type { WriteRequest } from '../../core/changes/write-request';
import type { RecordItem } from '../../core/record/record-item';
import { contest, type Task } from './contestant-process';
import { clock, connectOurs, withProposal } from './our-client';
import { inRun } from './our-run';

const batchSize = 2_000;
const leaseMs = 3_600_000;

void contest(async ({ url, rows, folder, mode = 'immediate' }) => {
	const client = await connectOurs(url);
	await inRun(client, folder, async (context) => {
		const write = (items: readonly RecordItem[]) => writeBatch(client, mode, items, context);
		const request = selection(rows);
		await (mode === 'batches' ? inBatches(client, request, context, write) : inPages(client, request, context, write));
	});
});

function selection(rows: number): SelectionRequest {
	return {
		sObject: 'Lead',
		fields: [],
		selection: {
			kind: 'modified',
			window: { initialFrom: undefined, lookbackMs: 600_000, settleMs: 120_000 },
			useLatestDateCovered: true,
		},
		maxRecords: rows,
		claimMs: leaseMs,
	};
}

type WriteItems = (items: readonly RecordItem[]) => Promise<void>;

/** Get: every page is written before the next one is read. */
async function inPages(
	client: SalesforceClient,
	request: SelectionRequest,
	context: RunContext,
	write: WriteItems,
): Promise<void> {
	for await (const page of fetchRecords(client, request, context)) await write(page);
}

/** Plan, then Claim until no batch is left. */
async function inBatches(
	client: SalesforceClient,
	request: SelectionRequest,
	context: RunContext,
	write: WriteItems,
): Promise<void> {
	await planBatches(client, request, batchSize, context, new FetchTally());
	let doneBatchIds: number[] = [];
	for (;;) {
		const batch = await claimBatch(
			client,
			{ selection: request, leaseMs, doneBatchIds },
			context,
			clock(),
			new FetchTally(),
		);
		if (batch.batchId === undefined) return;
		await write(batch.items);
		doneBatchIds = [batch.batchId];
	}
}

async function writeBatch(
	client: SalesforceClient,
	mode: Task['mode'],
	items: readonly RecordItem[],
	context: RunContext,
): Promise<void> {
	const delivery = mode === 'immediate' ? 'immediate' : 'at_finish';
	const request: WriteRequest = { sObject: 'Lead', isDryRun: false, autoAssign: false, writeStamps: true, delivery };
	await writeRecords(client, request, items.map(withProposal), context);
}
