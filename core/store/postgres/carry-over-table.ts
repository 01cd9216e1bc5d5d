import { carryOverValues, toCarryOver } from '../rows/carry-over-row';
import { isPipeline, keyValues } from '../rows/pipeline-row';
import type { Store } from '../store';
import { columnsOf, portionsOf } from './columns';
import type { PostgresConnection } from './connection';

/** The records that a later run takes up again. */
export function carryOverTable(
	db: PostgresConnection,
): Pick<Store, 'carryOver' | 'loadCarryOver' | 'dropCarryOver'> {
	return {
		async carryOver(key, entries) {
			await db.transaction(async (tx) => {
				for (const portion of portionsOf(entries, (entry) => entry.recordId)) {
					await tx.run(saveEntries, {
						...keyValues(key),
						...columnsOf(portion.map(carryOverValues)),
					});
				}
			});
		},

		async loadCarryOver(key, now, limit) {
			const sql = `SELECT * FROM {schema}.carry_over WHERE ${isPipeline} AND due_at <= :now
				ORDER BY due_at, record_id LIMIT :limit`;
			const rows = await db.all(sql, { ...keyValues(key), now: now.getTime(), limit });
			return rows.map(toCarryOver);
		},

		async dropCarryOver(key, recordIds) {
			const sql = `DELETE FROM {schema}.carry_over
				WHERE ${isPipeline} AND record_id = ANY(:recordIds::text[])`;
			await db.run(sql, { ...keyValues(key), recordIds });
		},
	};
}

const saveEntries = `
	INSERT INTO {schema}.carry_over
		(org_id, pipeline, s_object, record_id, attempts, drops, due_at, reason)
	SELECT :orgId, :pipeline, :sObject, given.*
	FROM unnest(:recordId::text[], :attempts::integer[], :drops::integer[], :dueAt::bigint[],
		:reason::text[]) AS given (record_id, attempts, drops, due_at, reason)
	ON CONFLICT (org_id, pipeline, s_object, record_id) DO UPDATE SET
		attempts = excluded.attempts, drops = excluded.drops, due_at = excluded.due_at,
		reason = excluded.reason`;
