import { batchValues, toBatch, toBatchCounts } from '../rows/batch-row';
import type { Store } from '../store';
import { columnsOf, portionsOf } from './columns';
import type { PostgresConnection } from './connection';
import { lockRun, requireRun } from './run-lookup';

type BatchMethods = 'planBatches' | 'claimBatch' | 'renewBatch' | 'finishBatch' | 'countBatches';

/** The parts of each run's frozen selection, and who works on them. */
export function batchTable(db: PostgresConnection): Pick<Store, BatchMethods> {
	return {
		async planBatches(runId, batches) {
			await db.transaction(async (tx) => {
				const orgId = await lockRun(tx, runId);
				for (const portion of portionsOf(batches, (batch) => String(batch.batchId))) {
					await tx.run(insertBatches, { orgId, runId, ...columnsOf(portion.map(batchValues)) });
				}
			});
		},

		async claimBatch(runId, holder, now, ttlMs) {
			const orgId = await requireRun(db, runId);
			const times = { now: now.getTime(), expiresAt: now.getTime() + ttlMs };
			const row = await db.get(claimOpen, { orgId, runId, holder, ...times });
			return row && toBatch(row);
		},

		async renewBatch(runId, batchId, holder, now, ttlMs) {
			const orgId = await requireRun(db, runId);
			const sql = `UPDATE {schema}.batches SET expires_at = :expiresAt WHERE ${isHeld}`;
			const expiresAt = now.getTime() + ttlMs;
			return (await db.run(sql, { orgId, runId, batchId, holder, expiresAt })) === 1;
		},

		async finishBatch(runId, batchId, holder) {
			const orgId = await requireRun(db, runId);
			const sql = `UPDATE {schema}.batches SET is_finished = true WHERE ${isHeld}`;
			return (await db.run(sql, { orgId, runId, batchId, holder })) === 1;
		},

		async countBatches(runId, now) {
			const orgId = await requireRun(db, runId);
			return toBatchCounts(await db.get(count, { orgId, runId, now: now.getTime() }));
		},
	};
}

const isHeld = 'org_id = :orgId AND run_id = :runId AND batch_id = :batchId AND holder = :holder';

const isFree = '(holder IS NULL OR expires_at <= :now)';

const insertBatches = `
	INSERT INTO {schema}.batches (org_id, run_id, batch_id, is_finished, record_ids_json, selected_as)
	SELECT :orgId, :runId, given.batch_id, false, given.record_ids_json, given.selected_as
	FROM unnest(:batchId::integer[], :recordIds::text[], :selectedAs::text[]) AS given (batch_id, record_ids_json, selected_as)
	ON CONFLICT (org_id, run_id, batch_id) DO NOTHING`;

// Whoever asks at the same moment passes over the batch that this one is taking.
const claimOpen = `
	WITH next AS MATERIALIZED (
		SELECT batch_id FROM {schema}.batches
		WHERE org_id = :orgId AND run_id = :runId AND NOT is_finished AND ${isFree}
		ORDER BY batch_id LIMIT 1 FOR UPDATE SKIP LOCKED
	)
	UPDATE {schema}.batches AS batch SET holder = :holder, expires_at = :expiresAt
	FROM next
	WHERE batch.org_id = :orgId AND batch.run_id = :runId AND batch.batch_id = next.batch_id
	RETURNING batch.batch_id, batch.record_ids_json, batch.selected_as`;

const count = `
	SELECT count(*) FILTER (WHERE NOT is_finished AND ${isFree}) AS open,
		count(*) FILTER (WHERE NOT is_finished AND NOT ${isFree}) AS claimed,
		count(*) FILTER (WHERE is_finished) AS finished
	FROM {schema}.batches WHERE org_id = :orgId AND run_id = :runId`;
