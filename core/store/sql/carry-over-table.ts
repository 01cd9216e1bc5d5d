import { carryOverValues, toCarryOver } from '../rows/carry-over-row';
import { isPipeline, keyValues } from '../rows/pipeline-row';
import type { CarryOverStore } from '../contract/carry-over';
import { all, run, runOnRows, type Database } from './statement';

/** The records that a later run takes up again. */
export function carryOverTable(db: Database): CarryOverStore {
	return {
		async carryOver(key, entries) {
			await db.transact(() => runOnRows(saveEntries, keyValues(key), entries.map(carryOverValues), ['record_id']));
		},

		async loadCarryOver(key, now, limit) {
			const values = { ...keyValues(key), now: now.getTime(), limit };
			return (await db.perform(() => all(selectDue, values))).map(toCarryOver);
		},

		async dropCarryOver(key, recordIds) {
			await db.perform(() => run(dropEntries, { ...keyValues(key), recordIds }));
		},
	};
}

const saveEntries = `
	INSERT INTO {schema}.carry_over (org_id, pipeline, s_object, record_id, attempts, drops, due_at, reason)
	SELECT :orgId, :pipeline, :sObject, record_id, attempts, drops, due_at, reason FROM given WHERE true
	ON CONFLICT (org_id, pipeline, s_object, record_id) DO UPDATE SET attempts = excluded.attempts,
		drops = excluded.drops, due_at = excluded.due_at, reason = excluded.reason`;

const selectDue = `
	SELECT * FROM {schema}.carry_over WHERE ${isPipeline} AND due_at <= :now
	ORDER BY due_at, record_id LIMIT :limit`;

const dropEntries = `DELETE FROM {schema}.carry_over WHERE ${isPipeline} AND record_id {isOneOf recordIds}`;
