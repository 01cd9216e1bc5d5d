import { setImmediate } from 'node:timers/promises';
import type { Outcome } from '../../record/outcome';
import type { Rank } from '../../record/record-item';
import type { Run, Settlement, Store, WorkState } from '../store';
import type { NamedValues, Row, SqliteConnection } from './connection';
import { keyValues } from './pipeline-table';
import { flag, optionalFlag, optionalNumber, optionalText } from './row-values';
import { requireRun } from './run-table';

const pageSize = 1000;

/** The records of each run and how they ended. */
export function workTable(
	db: SqliteConnection,
): Pick<Store, 'addWork' | 'settleWork' | 'readWork'> {
	return {
		async addWork(run, records) {
			db.transaction(() => {
				requireRun(db, run.runId);
				const shared = runValues(run);
				for (const record of records) {
					db.run(addRecord, {
						...shared,
						recordId: record.recordId,
						version: record.version ?? null,
						isCarriedOver: Number(record.isCarriedOver ?? false),
					});
				}
			});
		},

		async settleWork(run, settlements) {
			db.transaction(() => {
				requireRun(db, run.runId);
				const shared = runValues(run);
				for (const settlement of settlements) {
					db.run(settleRecord, { ...shared, ...settlementValues(settlement) });
				}
			});
		},

		async *readWork(run) {
			let after = '';
			for (;;) {
				const rows = db.all(selectPage, { orgId: run.orgId, runId: run.runId, after, pageSize });
				if (rows.length === 0) return;
				yield rows.map(toWorkState);
				if (rows.length < pageSize) return;
				after = String(rows[rows.length - 1].record_id);
				// SQLite answers without waiting, so only this lets anybody else have the event loop.
				await setImmediate();
			}
		},
	};
}

function runValues(run: Run): NamedValues {
	return { ...keyValues(run), runId: run.runId };
}

function settlementValues(settlement: Settlement): NamedValues {
	return {
		recordId: settlement.recordId,
		outcome: settlement.outcome,
		enrichOutcome: settlement.enrichOutcome ?? null,
		message: settlement.message ?? null,
		retryable: flag(settlement.retryable),
		confidence: settlement.confidence ?? null,
		rank: settlement.rank ?? null,
		isDuplicate: flag(settlement.isDuplicate),
	};
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

function toWorkState(row: Row): WorkState {
	return {
		recordId: String(row.record_id),
		version: optionalText(row.version),
		isCarriedOver: row.is_carried_over === 1,
		attempts: Number(row.attempts),
		drops: Number(row.drops),
		settlement: toSettlement(row),
	};
}

function toSettlement(row: Row): Settlement | undefined {
	if (row.outcome === null) return undefined;
	return {
		recordId: String(row.record_id),
		outcome: String(row.outcome) as Outcome,
		enrichOutcome: optionalText(row.enrich_outcome) as Outcome | undefined,
		message: optionalText(row.message),
		retryable: optionalFlag(row.retryable),
		confidence: optionalNumber(row.confidence),
		rank: optionalText(row.rank) as Rank | undefined,
		isDuplicate: optionalFlag(row.is_duplicate),
	};
}
