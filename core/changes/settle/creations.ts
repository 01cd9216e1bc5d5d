import type { StagedRow } from '../../record/staged-row';
import type { SObjectDescription } from '../../salesforce/schema';
import type { JournalRow } from '../../store/contract/journal';
import type { Settlement } from '../../store/contract/work';
import type { Delivery } from '../staged/delivery';
import { creationPolicy } from './journal-changes';
import { keyOf } from '../plan/key-field';
import { leftOutMessage, leftOutOf } from './left-out-message';
import { refusalOutcome } from './refusal-outcome';
import { messageOf } from './verdicts';

/** What stands for the Id of a record that is to be created; never a Salesforce Id, and the same for keys that Salesforce takes for one. */
export function creationId(keyField: string, key: unknown, description?: SObjectDescription): string {
	return `${keyField}=${keyOf(key, description?.fieldByName.get(keyField))}`;
}

/**
 * Journals the staged rows that became records and settles all that are to be created: as work of the run under their
 * new Ids, or under their keys when they became none. Nobody takes these up again: who staged them has the values.
 */
export async function settleCreations(delivery: Delivery, rows: readonly StagedRow[]): Promise<void> {
	const { store, run, results } = delivery;
	const created = rows.filter(({ recordId }) => results.savedId(recordId) !== undefined);
	if (created.length > 0)
		await store.journal(
			run.runId,
			created.flatMap((row) => journalRows(delivery, row)),
		);
	if (rows.length > 0)
		await store.settleWork(
			run,
			rows.map((row) => settlementOf(delivery, row)),
		);
}

/** A record that somebody else created under the key is none of ours: its blanks were filled, which can be undone. */
function journalRows(
	{ client, run, results, adjustments }: Delivery,
	{ recordId: stagedId, values, creation }: StagedRow,
): JournalRow[] {
	const recordId = results.savedId(stagedId) ?? '';
	const adjustment = adjustments.get(stagedId);
	const shared = {
		recordId,
		sObject: run.sObject,
		before: null,
		status: 'written',
		at: client.serverNow().toISOString(),
	} as const;
	const rows = Object.entries(creation?.sources ?? {})
		.filter(
			([field]) =>
				!adjustment?.fields.has(field) && !results.leftOut(stagedId).some(({ fields }) => fields.includes(field)),
		)
		.map(([field, source]) => ({
			...shared,
			field,
			after: values[field],
			...source,
			...(!adjustment && { policy: creationPolicy }),
		}));
	return adjustment ? rows : [{ ...shared, field: 'Id', after: recordId, policy: creationPolicy }, ...rows];
}

function settlementOf({ results, adjustments }: Delivery, { recordId, creation }: StagedRow): Settlement {
	const refusal = results.refusal(recordId);
	if (refusal)
		return {
			recordId,
			outcome: refusalOutcome(refusal, true) ?? 'rejected',
			message: messageOf(refusal),
			retryable: false,
		};
	const failure = results.failure(recordId);
	if (failure) return { recordId, outcome: 'failed', message: messageOf(failure), retryable: false };
	const { conflicts = [], isEmpty = false } = adjustments.get(recordId) ?? {};
	const refused = results.leftOut(recordId);
	const leftOut = [...(creation?.leftOut?.values ?? []), ...leftOutOf(refused)];
	const said = [
		creation?.leftOut?.message,
		refused.length > 0 && leftOutMessage(refused),
		conflicts.length > 0 && messageOf(conflicts),
	];
	const message = said.filter(Boolean).join('; ') || undefined;
	const written = leftOut.length > 0 ? 'partly_written' : 'written';
	const outcome = !isEmpty ? written : conflicts.length > 0 ? 'conflict' : 'stamped';
	return { recordId: results.savedId(recordId) ?? recordId, outcome, message, retryable: false, leftOut };
}
