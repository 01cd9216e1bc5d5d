import { setImmediate } from 'node:timers/promises';
import { keyValues } from '../rows/pipeline-row';
import { pageSize, readPages } from '../rows/pages';
import type { NamedValues } from '../rows/row-values';
import { mergedList, mergedOutcome, saysNothingNew, settlementValues, toOutcomeCounts, toWorkState, workColumns, workValues } from '../rows/work-row';
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
				db.runOnRows(addRecords, ofRun(run), records.map(workValues));
			});
		},

		async settleWork(run, settlements) {
			db.transaction(() => {
				requireRun(db, run.runId);
				db.runOnRows(settleRecords, ofRun(run), settlements.map(settlementValues));
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
const carriedCounts = 'coalesce(carry_over.attempts, 0), coalesce(carry_over.drops, 0)';
const givenAndCarriedOver = `given LEFT JOIN carry_over ON carry_over.org_id = :orgId
		AND carry_over.pipeline = :pipeline AND carry_over.s_object = :sObject
		AND carry_over.record_id = given.recordId`;

const addRecords = `
	INSERT INTO work (org_id, run_id, record_id, version, is_carried_over, attempts, drops)
	SELECT :orgId, :runId, recordId, version, isCarriedOver, ${carriedCounts}
	FROM ${givenAndCarriedOver} WHERE true
	ON CONFLICT DO UPDATE SET version = coalesce(excluded.version, work.version),
		is_carried_over = max(excluded.is_carried_over, work.is_carried_over)`;

const settleRecords = `
	INSERT INTO work (org_id, run_id, record_id, is_carried_over, attempts, drops,
		outcome, enrich_outcome, message, retryable, confidence, rank, is_duplicate, left_out_json, must_fit_json)
	SELECT :orgId, :runId, recordId, 0, ${carriedCounts},
		outcome, enrichOutcome, message, retryable, confidence, rank, isDuplicate, leftOut, mustFit
	FROM ${givenAndCarriedOver} WHERE true
	ON CONFLICT DO UPDATE SET outcome = ${mergedOutcome}, enrich_outcome = excluded.enrich_outcome,
		message = excluded.message, retryable = excluded.retryable,
		confidence = excluded.confidence, rank = excluded.rank, is_duplicate = excluded.is_duplicate,
		left_out_json = ${mergedList('left_out_json')}, must_fit_json = ${mergedList('must_fit_json')}
	WHERE NOT coalesce(${saysNothingNew}, false)`;

const selectPage = `
	SELECT ${workColumns} FROM work WHERE org_id = :orgId AND run_id = :runId AND record_id > :after
	ORDER BY record_id LIMIT :pageSize`;

const selectOutcomes = `
	SELECT outcome, count(*) AS records FROM work
	WHERE org_id = :orgId AND run_id = :runId AND outcome IS NOT NULL GROUP BY outcome`;
