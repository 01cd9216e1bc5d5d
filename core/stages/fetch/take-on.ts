import type { RecordId } from '../../record/identity';
import { isUnchangedInput } from '../../record/match-gate';
import type { RecordItem, SalesforceRecord } from '../../record/record-item';
import type { Settlement, WorkRecord } from '../../store/contract/work';
import type { Fetch } from './fetch-context';
import { type Look, lookAtAttempts, type Origin } from './hold-back';
import { recordItem } from './record-item';
import { settleUnnoted } from './settle-done';

/**
 * Takes records on as the run's work and gives those to work on as items. What is gone, converted, unchanged or
 * claimed by another run is settled at once and left out, and so is what a killed process of this run has written already.
 * `records` are in the order of `ids`.
 */
export async function takeOn(
	fetch: Fetch,
	ids: readonly RecordId[],
	records: ReadonlyArray<SalesforceRecord | undefined>,
	origin: Origin = {},
): Promise<RecordItem[]> {
	const { context, tally } = fetch;
	const done = await settleUnnoted(fetch, ids, records);
	const free = await claim(fetch, ids);
	const looks = await lookAtAttempts(fetch, ids, records, origin);
	const settlements: Settlement[] = [];
	const items: RecordItem[] = [];
	const { sObject, amounts } = fetch.plan;
	ids.forEach((recordId, index) => {
		if (done.has(recordId)) return;
		const record = records[index];
		const settlement = settlementOf(fetch, recordId, record, free, looks[index]);
		if (settlement) settlements.push(settlement);
		else if (record)
			items.push(
				recordItem(fetch.client, sObject, record, context, {
					batchId: origin.batchId,
					batchHolder: origin.batchHolder,
					...(amounts && { amounts }),
					...looks[index].marks,
				}),
			);
	});
	tally.given += items.length;
	if (fetch.request.selection.kind === 'ids') settlements.forEach((settlement) => tally.leftOut.push(settlement));
	if (!context || ids.length === 0) return items;

	await context.keepLease();
	const { isCarriedOver } = origin;
	const work = ids.map(
		(recordId, index): WorkRecord => ({
			recordId,
			version: versionOf(records[index]),
			...(isCarriedOver && { isCarriedOver }),
		}),
	);
	await context.store.addWork(context.run, work);
	if (settlements.length > 0) await context.store.settleWork(context.run, settlements);
	return items;
}

/** The Ids that this run may work on; all of them when nothing is claimed. A preview claims nothing: it pays and writes nothing. */
async function claim(
	{ client, context, request }: Fetch,
	ids: readonly RecordId[],
): Promise<ReadonlySet<string> | undefined> {
	if (!context || context.run.isDryRun || request.claimMs === undefined || ids.length === 0) return undefined;
	const { orgId, runId } = context.run;
	return new Set(await context.store.claimRecords(orgId, ids, runId, client.serverNow(), request.claimMs));
}

function settlementOf(
	fetch: Fetch,
	recordId: string,
	record: SalesforceRecord | undefined,
	free: ReadonlySet<string> | undefined,
	{ heldBack, marks }: Look,
): Settlement | undefined {
	const { tally } = fetch;
	if (!record) {
		tally.vanished += 1;
		return { recordId, outcome: 'deleted', message: 'The record was deleted or merged after it had been selected' };
	}
	if (record.IsConverted === true) {
		tally.vanished += 1;
		tally.converted += 1;
		return { recordId, outcome: 'converted', message: 'The lead was converted after it had been selected' };
	}
	if (free && !free.has(recordId)) {
		tally.claimedElsewhere += 1;
		return { recordId, outcome: 'claimed_elsewhere', message: 'Another run works on the record', retryable: true };
	}
	if (heldBack) {
		tally.triedBefore += 1;
		return { recordId, outcome: 'skipped_unchanged', message: heldBack };
	}
	const { unchangedBy, fieldNames } = fetch.request;
	if (!unchangedBy || !isUnchangedInput(record, unchangedBy, marks, fieldNames)) return undefined;
	tally.unchanged += 1;
	return { recordId, outcome: 'skipped_unchanged' };
}

function versionOf(record: SalesforceRecord | undefined): string | undefined {
	return record && String(record.SystemModstamp);
}
