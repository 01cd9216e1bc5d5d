import { holdsLease } from '../rows/run-row';
import type { ClaimStore } from '../contract/claims';
import { requireRun } from './run-key';
import { run, runOnRows, type Database } from './statement';

/** Which run may pay for and write a record, across all pipelines of an org. */
export function claimTable(db: Database): ClaimStore {
	return {
		async claimRecords(orgId, recordIds, runId, now, ttlMs) {
			// So that two runs which want the same records do not block each other.
			const inOrder = [...recordIds].sort().map((recordId) => ({ record_id: recordId }));
			const claimed = await db.transact(function* () {
				yield* requireRun(runId);
				const times = { now: now.getTime(), expiresAt: now.getTime() + ttlMs };
				return yield* runOnRows(claimAll, { orgId, runId, ...times }, inOrder, ['record_id']);
			});
			const claimedIds = new Set(claimed.map((row) => String(row.record_id)));
			return recordIds.filter((recordId) => claimedIds.has(recordId));
		},

		async releaseRecords(orgId, runId) {
			await db.perform(function* () {
				yield* requireRun(runId);
				yield* run('DELETE FROM {schema}.record_claims WHERE org_id = :orgId AND run_id = :runId', { orgId, runId });
			});
		},
	};
}

const claimAll = `
	INSERT INTO {schema}.record_claims AS claim (org_id, record_id, run_id, expires_at)
	SELECT :orgId, record_id, :runId, CAST(:expiresAt AS bigint) FROM given WHERE true ORDER BY record_id
	ON CONFLICT (org_id, record_id) DO UPDATE SET run_id = excluded.run_id, expires_at = excluded.expires_at
	WHERE claim.run_id = excluded.run_id OR (claim.expires_at <= :now AND NOT EXISTS (
		SELECT 1 FROM {schema}.runs AS holding JOIN {schema}.leases AS leases USING (org_id, pipeline, s_object)
		WHERE holding.run_id = claim.run_id AND ${holdsLease}))
	RETURNING record_id`;
