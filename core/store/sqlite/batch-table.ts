import { batchValues, toBatch, toBatchCounts } from '../rows/batch-row';
import type { Store } from '../store';
import type { SqliteConnection } from './connection';
import { requireRun } from './run-lookup';

type BatchMethods = 'planBatches' | 'claimBatch' | 'renewBatch' | 'finishBatch' | 'countBatches';

/** The parts of each run's frozen selection, and who works on them. */
export function batchTable(db: SqliteConnection): Pick<Store, BatchMethods> {
	return {
		async planBatches(runId, batches) {
			db.transaction(() => {
				const orgId = requireRun(db, runId);
				for (const batch of batches) db.run(insertBatch, { orgId, runId, ...batchValues(batch) });
			});
		},

		async claimBatch(runId, holder, now, ttlMs) {
			return db.transaction(() => {
				const orgId = requireRun(db, runId);
				const row = db.get(selectOpen, { orgId, runId, now: now.getTime() });
				if (!row) return undefined;
				const batch = toBatch(row);
				const expiresAt = now.getTime() + ttlMs;
				db.run(lease, { orgId, runId, batchId: batch.batchId, holder, expiresAt });
				return batch;
			});
		},

		async renewBatch(runId, batchId, holder, now, ttlMs) {
			return db.transaction(() => {
				const sql = `UPDATE batches SET expires_at = :expiresAt WHERE ${isHeld}`;
				const orgId = requireRun(db, runId);
				const expiresAt = now.getTime() + ttlMs;
				return db.run(sql, { orgId, runId, batchId, holder, expiresAt }) === 1;
			});
		},

		async finishBatch(runId, batchId, holder) {
			return db.transaction(() => {
				const sql = `UPDATE batches SET is_finished = 1 WHERE ${isHeld}`;
				return db.run(sql, { orgId: requireRun(db, runId), runId, batchId, holder }) === 1;
			});
		},

		async countBatches(runId, now) {
			const orgId = requireRun(db, runId);
			return toBatchCounts(db.get(count, { orgId, runId, now: now.getTime() }));
		},
	};
}

const isHeld = 'org_id = :orgId AND run_id = :runId AND batch_id = :batchId AND holder = :holder';

const isFree = '(holder IS NULL OR expires_at <= :now)';

const insertBatch = `
	INSERT INTO batches (org_id, run_id, batch_id, is_finished, record_ids_json, selected_as)
	VALUES (:orgId, :runId, :batchId, 0, :recordIds, :selectedAs) ON CONFLICT DO NOTHING`;

const selectOpen = `
	SELECT batch_id, record_ids_json, selected_as FROM batches
	WHERE org_id = :orgId AND run_id = :runId AND is_finished = 0 AND ${isFree}
	ORDER BY batch_id LIMIT 1`;

const lease = `
	UPDATE batches SET holder = :holder, expires_at = :expiresAt
	WHERE org_id = :orgId AND run_id = :runId AND batch_id = :batchId`;

const count = `
	SELECT sum(is_finished = 0 AND ${isFree}) AS open,
		sum(is_finished = 0 AND NOT ${isFree}) AS claimed,
		sum(is_finished) AS finished
	FROM batches WHERE org_id = :orgId AND run_id = :runId`;
