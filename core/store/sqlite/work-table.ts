import { setImmediate } from 'node:timers/promises';
import { keyValues } from '../rows/pipeline-row';
import { pageSize, readPages } from '../rows/pages';
import type { NamedValues } from '../rows/row-values';
import { settlementValues, toOutcomeCounts, toWorkState, workValues } from '../rows/work-row';
import type { Run, Store, WorkState } from '../store';
import type { SqliteConnection } from './connection';
import { requireRun } from './run-lookup';

/** The records of each run and how they ended. */
export function workTable(
	db: SqliteConnection,
): Pick<Store, 'addWork' | 'settleWork' | 'readWork' | 'countOutcomes'> {
	return {
		async addWork(run, records) {
			db.transaction(() => {
				requireRun(db, run.runId);
				const shared = ofRun(run);
				for (const record of records) db.run(addRecord, { ...shared, ...workValues(record) });
			});
		},

		async settleWork(run, settlements) {
			db.transaction(() => {
				requireRun(db, run.runId);
				const shared = ofRun(run);
				for (const settlement of settlements) {
					db.run(settleRecord, { ...shared, ...settlementValues(settlement) });
				}
			});
		},

		readWork({ orgId, runId }) {
			return readPages<WorkState>(async (last) => {
				// SQLite answers without waiting, so only this lets anybody else have the event loop.
				await setImmediate();
				const after = last?.recordId ?? '';
				return db.all(selectPage, { orgId, runId, after, pageSize }).map(toWorkState);
			});
		},

		async countOutcomes({ runId }) {
			return toOutcomeCounts(db.all(selectOutcomes, { orgId: requireRun(db, runId), runId }));
		},
	};
}

function ofRun(run: Run): NamedValues {
	return { ...keyValues(run), runId: run.runId };
}

// Attempts and drops are copied when the record is taken on: Finish adds to the carry-over from
// them, and a Finish that is repeated after a crash must not add twice.
const carriedCount = (column: 'attempts' | 'drops') => `coalesce((
	SELECT ${column} FROM carry_over WHERE org_id = :orgId AND pipeline = :pipeline
		AND s_object = :sObject AND record_id = :recordId), 0)`;

const addRecord = `
	INSERT INTO work (org_id, run_id, record_id, version, is_carried_over, attempts, drops)
	VALUES (:orgId, :runId, :recordId, :version, :isCarriedOver,
		${carriedCount('attempts')}, ${carriedCount('drops')})
	ON CONFLICT DO UPDATE SET version = coalesce(excluded.version, work.version),
		is_carried_over = max(excluded.is_carried_over, work.is_carried_over)`;

const settleRecord = `
	INSERT INTO work (org_id, run_id, record_id, is_carried_over, attempts, drops,
		outcome, enrich_outcome, message, retryable, confidence, rank, is_duplicate)
	VALUES (:orgId, :runId, :recordId, 0, ${carriedCount('attempts')}, ${carriedCount('drops')},
		:outcome, :enrichOutcome, :message, :retryable, :confidence, :rank, :isDuplicate)
	ON CONFLICT DO UPDATE SET outcome = excluded.outcome, enrich_outcome = excluded.enrich_outcome,
		message = excluded.message, retryable = excluded.retryable,
		confidence = excluded.confidence, rank = excluded.rank, is_duplicate = excluded.is_duplicate`;

const selectPage = `
	SELECT * FROM work WHERE org_id = :orgId AND run_id = :runId AND record_id > :after
	ORDER BY record_id LIMIT :pageSize`;

const selectOutcomes = `
	SELECT outcome, count(*) AS records FROM work
	WHERE org_id = :orgId AND run_id = :runId AND outcome IS NOT NULL GROUP BY outcome`;
