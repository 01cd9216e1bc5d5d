import type { CarryOver, Store } from '../store';
import type { NamedValues, Row, SqliteConnection } from './connection';
import { isPipeline, keyValues } from './pipeline-table';

/** The records that a later run takes up again. */
export function carryOverTable(
	db: SqliteConnection,
): Pick<Store, 'carryOver' | 'loadCarryOver' | 'dropCarryOver'> {
	return {
		async carryOver(key, entries) {
			db.transaction(() => {
				for (const entry of entries) db.run(saveEntry, { ...keyValues(key), ...toValues(entry) });
			});
		},

		async loadCarryOver(key, now, limit) {
			const sql = `SELECT * FROM carry_over WHERE ${isPipeline} AND due_at <= :now
				ORDER BY due_at, record_id LIMIT :limit`;
			return db.all(sql, { ...keyValues(key), now: now.getTime(), limit }).map(toCarryOver);
		},

		async dropCarryOver(key, recordIds) {
			const sql = `DELETE FROM carry_over WHERE ${isPipeline} AND record_id = :recordId`;
			db.transaction(() => {
				for (const recordId of recordIds) db.run(sql, { ...keyValues(key), recordId });
			});
		},
	};
}

const saveEntry = `
	INSERT INTO carry_over (org_id, pipeline, s_object, record_id, attempts, drops, due_at, reason)
	VALUES (:orgId, :pipeline, :sObject, :recordId, :attempts, :drops, :dueAt, :reason)
	ON CONFLICT DO UPDATE SET attempts = excluded.attempts, drops = excluded.drops,
		due_at = excluded.due_at, reason = excluded.reason`;

function toValues(entry: CarryOver): NamedValues {
	return {
		recordId: entry.recordId,
		attempts: entry.attempts,
		drops: entry.drops,
		dueAt: entry.dueAt.getTime(),
		reason: entry.reason,
	};
}

function toCarryOver(row: Row): CarryOver {
	return {
		recordId: String(row.record_id),
		attempts: Number(row.attempts),
		drops: Number(row.drops),
		dueAt: new Date(Number(row.due_at)),
		reason: String(row.reason),
	};
}
