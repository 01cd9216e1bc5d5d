import { setImmediate } from 'node:timers/promises';
import { chunk, partition } from 'lodash';
import { outcomeIs } from '../../record/outcome';
import type { StagedRow } from '../../record/staged-row';
import type { JournalRow } from '../../store/contract/journal';
import type { Settlement } from '../../store/contract/work';
import { settleCreations } from './settle-creations';
import type { Delivery } from './delivery';
import { deliveredAs, savedAs } from './delivered-as';
import { isUnknown } from '../send/lost-reply';

const rowsAtOnce = 1_000;

/**
 * Notes in journal and work what became of every staged record, then lets go of the rows and of the jobs. Every step
 * may be repeated: as long as a job is not noted as collected, its results are read again.
 */
export async function settleDelivery(delivery: Delivery): Promise<void> {
	const { store, run } = delivery.context;
	if (hasExceptions(delivery)) await settleExceptions(delivery);
	while (await store.confirmTogether(run.runId, delivery.client.serverNow().toISOString())) {
		await delivery.context.keepLease();
		// SQLite answers without waiting, so only this lets anybody else have the event loop.
		await setImmediate();
	}
	for await (const rows of store.readStagedRows(run.runId, true)) {
		await delivery.context.keepLease();
		const done = rows.filter(({ recordId }) => !delivery.results.isHeldBack(recordId));
		const [created, existing] = partition(done, ({ creation }) => creation !== undefined);
		const [exceptions, saved] = partition(existing, ({ recordId }) => isException(delivery, recordId));
		await settleCreations(delivery, created);
		const ended = idsOf([...created, ...exceptions]);
		if (ended.length > 0) await store.dropStagedRows(run.runId, ended);
		await store.confirmStagedRows(run.runId, idsOf(saved), delivery.client.serverNow().toISOString());
	}
	for (const job of await store.readRemoteJobs(run.runId)) {
		if (job.step !== 'collected') await store.recordRemoteJob(run.runId, { ...job, step: 'collected' });
	}
}

/** All that did not simply become what was staged; nearly always few, or none. */
async function settleExceptions(delivery: Delivery): Promise<void> {
	const { store, run } = delivery.context;
	const exceptions = new Set([...delivery.results.exceptions(), ...delivery.adjustments.keys()]);
	for (const ids of chunk([...exceptions], rowsAtOnce)) await store.keepApart(run.runId, ids);
	for await (const rows of store.readJournal(run.runId)) {
		await delivery.context.keepLease();
		const settled = rows.filter(
			({ status, recordId }) =>
				status === 'intended' && isException(delivery, recordId) && !delivery.results.isHeldBack(recordId),
		);
		if (settled.length > 0)
			await store.journal(
				run.runId,
				settled.map((row) => journaled(delivery, row)),
			);
	}
	for await (const states of store.readWork(run)) {
		await delivery.context.keepLease();
		const settlements = states.map(({ settlement }) => settlement).filter((settlement) => settlement !== undefined);
		const settled = settlements.filter(
			(settlement) => isException(delivery, settlement.recordId) && isOpen(delivery, settlement),
		);
		if (settled.length > 0)
			await store.settleWork(
				run,
				settled.map((settlement) => settledAs(delivery, settlement)),
			);
	}
}

/** A record that was written at once by another step of the run has its word already, unless it was refused now. */
function isOpen({ results }: Delivery, { recordId, outcome, retryable }: Settlement): boolean {
	if (retryable === true && outcomeIs(outcome).waitsForDelivery) return true;
	return outcomeIs(outcome).isSaved === true && results.isException(recordId);
}

function hasExceptions({ results, adjustments }: Delivery): boolean {
	return results.hasExceptions || adjustments.size > 0;
}

function isException({ results, adjustments }: Delivery, recordId: string): boolean {
	return results.isException(recordId) || adjustments.has(recordId);
}

function idsOf(rows: readonly StagedRow[]): string[] {
	return rows.map(({ recordId }) => recordId);
}

function journaled({ client, results, adjustments }: Delivery, row: JournalRow): JournalRow {
	const isRefused = results.leftOut(row.recordId).some(({ fields }) => fields.includes(row.field));
	const isLeftOut = isRefused || (adjustments.get(row.recordId)?.fields.has(row.field) ?? false);
	const isSaved = !isLeftOut && !results.refusal(row.recordId) && !results.failure(row.recordId);
	const status = isUnknown(results.failure(row.recordId)) ? 'unknown' : isSaved ? 'written' : 'refused';
	return { ...row, status, at: client.serverNow().toISOString() };
}

function settledAs(delivery: Delivery, settlement: Settlement): Settlement {
	const notSaved = deliveredAs(delivery, settlement);
	if (notSaved) return notSaved;
	// A provider that failed is asked again, whatever became of the stamp.
	const saved = { ...settlement, retryable: settlement.enrichOutcome === 'provider_failed' };
	return settlement.outcome === 'staged' ? savedAs(delivery, saved) : saved;
}
