import { partition } from 'lodash';
import { outcomeIs } from '../../record/outcome';
import type { StagedRow } from '../../record/staged-row';
import type { RowError } from '../../salesforce/row-result';
import type { JournalRow } from '../../store/contract/journal';
import type { Settlement } from '../../store/contract/work';
import { settleCreations } from '../settle/creations';
import type { Delivery } from './delivery';
import { leftOutMessage, leftOutOf } from '../settle/left-out-message';
import { isUnknown } from '../send/lost-reply';
import { refusalOutcome } from '../settle/refusal-outcome';
import { messageOf } from '../settle/verdicts';

/**
 * Notes in journal and work what became of every staged record, then lets go of the rows and of the jobs. Every step
 * may be repeated: as long as a job is not noted as collected, its results are read again.
 */
export async function settleDelivery(delivery: Delivery): Promise<void> {
	const { store, run, request } = delivery;
	if (hasExceptions(delivery)) await settleExceptions(delivery);
	for await (const rows of store.readStagedRows(run.runId, true)) {
		await request.keepLease?.();
		const done = rows.filter(({ recordId }) => !delivery.results.isHeldBack(recordId));
		const [created, existing] = partition(done, ({ creation }) => creation !== undefined);
		const [exceptions, saved] = partition(existing, ({ recordId }) => isException(delivery, recordId));
		await settleCreations(delivery, created);
		await store.dropStagedRows(run.runId, idsOf([...created, ...exceptions]));
		await store.confirmStagedRows(run.runId, idsOf(saved), delivery.client.serverNow().toISOString());
	}
	for (const job of await store.readRemoteJobs(run.runId)) {
		if (job.step !== 'collected') await store.recordRemoteJob(run.runId, { ...job, step: 'collected' });
	}
}

/** All that did not simply become what was staged; nearly always few, or none. */
async function settleExceptions(delivery: Delivery): Promise<void> {
	const { store, run, request } = delivery;
	for await (const rows of store.readJournal(run.runId)) {
		await request.keepLease?.();
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
		await request.keepLease?.();
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

function refusedAs(
	refusal: readonly RowError[],
): Pick<Settlement, 'outcome' | 'message' | 'retryable'> & Partial<Settlement> {
	const outcome = refusalOutcome(refusal) ?? 'rejected';
	return {
		outcome,
		message: messageOf(refusal),
		retryable: outcome === 'locked',
		...(outcome === 'duplicate' && { isDuplicate: true }),
	};
}

function settledAs({ results, adjustments, brake }: Delivery, settlement: Settlement): Settlement {
	const { recordId, enrichOutcome } = settlement;
	// A provider that failed is asked again, whatever became of the stamp.
	const retryable = enrichOutcome === 'provider_failed';
	if (results.isHeldBack(recordId)) {
		return {
			...settlement,
			outcome: 'carried_over',
			message: `Not written, because the delivery was stopped: ${brake.reason}`,
			retryable: true,
		};
	}
	const refusal = results.refusal(recordId);
	if (refusal) return { ...settlement, ...refusedAs(refusal) };
	const failure = results.failure(recordId);
	if (failure) return { ...settlement, outcome: 'failed', message: messageOf(failure), retryable: true };
	const { conflicts = [], isEmpty = false } = adjustments.get(recordId) ?? {};
	if (settlement.outcome !== 'staged') return { ...settlement, retryable };
	const refused = results.leftOut(recordId);
	const leftOut = [...(settlement.leftOut ?? []), ...leftOutOf(refused)];
	const said = [refused.length > 0 && leftOutMessage(refused), conflicts.length > 0 && messageOf(conflicts)].filter(
		(text) => text !== false,
	);
	const message =
		said.length > 0
			? [...(settlement.leftOut && settlement.message ? [settlement.message] : []), ...said].join('; ')
			: settlement.message;
	if (!isEmpty)
		return { ...settlement, outcome: leftOut.length > 0 ? 'partly_written' : 'written', message, retryable, leftOut };
	return { ...settlement, outcome: conflicts.length > 0 ? 'conflict' : 'stamped', message, retryable };
}
