import { carryOverValues, toCarryOver } from '../rows/carry-over-row';
import { isPipeline, keyValues } from '../rows/pipeline-row';
import type { Store } from '../store';
import type { SqliteConnection } from './connection';

/** The records that a later run takes up again. */
export function carryOverTable(
	db: SqliteConnection,
): Pick<Store, 'carryOver' | 'loadCarryOver' | 'dropCarryOver'> {
	return {
		async carryOver(key, entries) {
			db.transaction(() => {
				db.runOnRows(saveEntries, keyValues(key), entries.map(carryOverValues));
			});
		},

		async loadCarryOver(key, now, limit) {
			const sql = `SELECT * FROM carry_over WHERE ${isPipeline} AND due_at <= :now
				ORDER BY due_at, record_id LIMIT :limit`;
			return db.all(sql, { ...keyValues(key), now: now.getTime(), limit }).map(toCarryOver);
		},

		async dropCarryOver(key, recordIds) {
			const sql = `DELETE FROM carry_over WHERE ${isPipeline}
				AND record_id IN (SELECT value FROM json_each(:recordIds))`;
			db.run(sql, { ...keyValues(key), recordIds: JSON.stringify(recordIds) });
		},
	};
}

const saveEntries = `
	INSERT INTO carry_over (org_id, pipeline, s_object, record_id, attempts, drops, due_at, reason)
	SELECT :orgId, :pipeline, :sObject, recordId, attempts, drops, dueAt, reason
	FROM given WHERE true
	ON CONFLICT DO UPDATE SET attempts = excluded.attempts, drops = excluded.drops,
		due_at = excluded.due_at, reason = excluded.reason`;
