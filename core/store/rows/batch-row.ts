import type { Batch, BatchCounts } from '../../record/batch';
import type { NamedValues, Row } from './row-values';

/** The values of the columns that planning a batch sets. */
export function batchValues(batch: Batch): NamedValues {
	return {
		batch_id: batch.batchId,
		record_ids_json: JSON.stringify(batch.recordIds),
		selected_as: batch.selectedAs ?? null,
	};
}

/** A batch as its row has it. */
export function toBatch(row: Row): Batch {
	const isDue = row.selected_as === 'due';
	return {
		batchId: Number(row.batch_id),
		recordIds: JSON.parse(String(row.record_ids_json)),
		...(isDue && { selectedAs: 'due' }),
	};
}

/** Counted batches as their row has them; a count over no batch is NULL. */
export function toBatchCounts(row: Row | undefined): BatchCounts {
	return {
		open: Number(row?.open ?? 0),
		claimed: Number(row?.claimed ?? 0),
		finished: Number(row?.finished ?? 0),
	};
}
