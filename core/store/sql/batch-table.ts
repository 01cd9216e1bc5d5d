import { batchHolder } from '../../record/batch';
import { batchValues, toBatch, toBatchCounts } from '../rows/batch-row';
import type { BatchStore } from '../contract/batches';
import { lockRun, requireRun } from './run-key';
import { all, get, run, runOnRows, type Database } from './statement';

/** The parts of each run's frozen selection, and who works on them. */
export function batchTable(db: Database): BatchStore {
	const changeHeld = async (
		sql: string,
		runId: string,
		values: { batchId: number; holder: string; expiresAt?: number },
	) =>
		await db.transact(function* () {
			const { orgId } = yield* requireRun(runId);
			return (yield* run(`${sql} WHERE ${isHeld}`, { orgId, runId, ...values })) === 1;
		});

	return {
		async planBatches(runId, batches) {
			await db.transact(function* () {
				const { orgId } = yield* lockRun(runId);
				yield* runOnRows(insertBatches, { orgId, runId }, batches.map(batchValues), ['batch_id']);
			});
		},

		async claimBatch(runId, holder, now, ttlMs) {
			return await db.transact(function* () {
				const { orgId } = yield* requireRun(runId);
				const times = { now: now.getTime(), expiresAt: now.getTime() + ttlMs };
				const row = yield* get(claimOpen, { orgId, runId, holder, ...times });
				return row && toBatch(row);
			});
		},

		async renewBatch(runId, batchId, holder, now, ttlMs) {
			const expiresAt = now.getTime() + ttlMs;
			return await changeHeld('UPDATE {schema}.batches SET expires_at = :expiresAt', runId, {
				batchId,
				holder,
				expiresAt,
			});
		},

		async finishBatch(runId, batchId, holder) {
			return await changeHeld('UPDATE {schema}.batches SET is_finished = true', runId, { batchId, holder });
		},

		async reopenBatches(runId, holder) {
			return await db.transact(function* () {
				const { orgId } = yield* requireRun(runId);
				const of = holder === undefined ? '' : ' AND holder = :holder';
				const values = { orgId, runId, ...(holder !== undefined && { holder }) };
				yield* run(`${leave}${of}`, values);
				return yield* run(`${reopen}${of}`, values);
			});
		},

		...batchLookup(db),
	};
}

/** Who works on them, and how far they have come. */
function batchLookup(db: Database): Pick<BatchStore, 'listBatchHolders' | 'findBatchRun' | 'countBatches'> {
	return {
		async listBatchHolders(runId, now) {
			return await db.perform(function* () {
				const { orgId } = yield* requireRun(runId);
				const rows = yield* all(selectHolders, { orgId, runId, now: now.getTime() });
				return rows.map(({ holder }) => String(holder));
			});
		},

		async findBatchRun(executionId) {
			return await db.perform(function* () {
				const start = batchHolder(executionId, '');
				const row = yield* get(selectBatchRun, { start, size: start.length });
				return row && { runId: String(row.run_id), holder: String(row.holder) };
			});
		},

		async countBatches(runId, now) {
			return await db.perform(function* () {
				const { orgId } = yield* requireRun(runId);
				return toBatchCounts(yield* get(count, { orgId, runId, now: now.getTime() }));
			});
		},
	};
}

const isHeld = 'org_id = :orgId AND run_id = :runId AND batch_id = :batchId AND holder = :holder';

const isFree = '(holder IS NULL OR expires_at IS NULL OR expires_at <= :now)';

const insertBatches = `
	INSERT INTO {schema}.batches (org_id, run_id, batch_id, is_finished, record_ids_json, selected_as)
	SELECT :orgId, :runId, batch_id, false, record_ids_json, selected_as FROM given WHERE true
	ON CONFLICT (org_id, run_id, batch_id) DO NOTHING`;

// Whoever asks at the same moment passes over the batch that this one is taking.
const claimOpen = `
	WITH next AS MATERIALIZED (
		SELECT batch_id AS next_id FROM {schema}.batches
		WHERE org_id = :orgId AND run_id = :runId AND NOT is_finished AND ${isFree}
		ORDER BY batch_id LIMIT 1 {lock unlocked}
	)
	UPDATE {schema}.batches SET holder = :holder, expires_at = :expiresAt
	FROM next
	WHERE org_id = :orgId AND run_id = :runId AND batch_id = next_id
	RETURNING batch_id, record_ids_json, selected_as`;

const leave = `
	UPDATE {schema}.batches SET expires_at = NULL
	WHERE org_id = :orgId AND run_id = :runId AND is_finished AND holder IS NOT NULL`;

const reopen = `
	UPDATE {schema}.batches SET holder = NULL, expires_at = NULL
	WHERE org_id = :orgId AND run_id = :runId AND NOT is_finished AND holder IS NOT NULL`;

const selectHolders = `
	SELECT DISTINCT holder FROM {schema}.batches
	WHERE org_id = :orgId AND run_id = :runId AND NOT ${isFree} ORDER BY holder`;

const selectBatchRun = `
	SELECT batches.run_id AS run_id, batches.holder AS holder FROM {schema}.batches AS batches
	JOIN {schema}.runs AS runs ON runs.org_id = batches.org_id AND runs.run_id = batches.run_id
	WHERE substr(batches.holder, 1, :size) = :start ORDER BY runs.sequence DESC LIMIT 1`;

const count = `
	SELECT count(*) FILTER (WHERE NOT is_finished AND ${isFree}) AS open,
		count(*) FILTER (WHERE NOT is_finished AND NOT ${isFree}) AS claimed,
		count(*) FILTER (WHERE is_finished) AS finished
	FROM {schema}.batches WHERE org_id = :orgId AND run_id = :runId`;
