import type { CarryOver } from '../contract/carry-over';
import type { NamedValues, Row } from './row-values';

/** The values of the columns of a record that is carried over, without its pipeline's. */
export function carryOverValues(entry: CarryOver): NamedValues {
	return {
		record_id: entry.recordId,
		attempts: entry.attempts,
		drops: entry.drops,
		due_at: entry.dueAt.getTime(),
		reason: entry.reason,
	};
}

/** A carried-over record as its row has it. */
export function toCarryOver(row: Row): CarryOver {
	return {
		recordId: String(row.record_id),
		attempts: Number(row.attempts),
		drops: Number(row.drops),
		dueAt: new Date(Number(row.due_at)),
		reason: String(row.reason),
	};
}
