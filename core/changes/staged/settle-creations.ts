import type { StagedRow } from '../../record/staged-row';
import type { JournalRow } from '../../store/contract/journal';
import type { Settlement } from '../../store/contract/work';
import type { Delivery } from './delivery';
import { deliveredAs, savedAs } from './delivered-as';
import { creationPolicy } from '../send/journal-changes';

/**
 * Journals the staged rows that became records and settles all that are to be created: as work of the run under their
 * new Ids, or under their keys when they became none. Nobody takes these up again: who staged them has the values.
 */
export async function settleCreations(delivery: Delivery, rows: readonly StagedRow[]): Promise<void> {
	const { results } = delivery;
	const { store, run } = delivery.context;
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
	{ client, description, results, adjustments }: Delivery,
	{ recordId: stagedId, values, creation }: StagedRow,
): JournalRow[] {
	const recordId = results.savedId(stagedId) ?? '';
	const adjustment = adjustments.get(stagedId);
	const shared = {
		recordId,
		sObject: description.name,
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
	return adjustment
		? rows
		: [{ ...shared, kind: 'created', field: 'Id', after: recordId, policy: creationPolicy }, ...rows];
}

function settlementOf(delivery: Delivery, { recordId, creation }: StagedRow): Settlement {
	const { values: leftOut = [], message } = creation?.leftOut ?? {};
	const notSaved = deliveredAs(delivery, { recordId, outcome: 'staged' }, true);
	const word = notSaved ?? savedAs(delivery, { recordId, outcome: 'staged', message, leftOut });
	return { ...word, recordId: delivery.results.savedId(recordId) ?? recordId, retryable: false };
}
