import { holdsLease } from '../rows/run-row';
import type { Store } from '../store';
import type { SqliteConnection } from './connection';
import { requireRun } from './run-lookup';

/** Which run may pay for and write a record, across all pipelines of an org. */
export function claimTable(db: SqliteConnection): Pick<Store, 'claimRecords' | 'releaseRecords'> {
	return {
		async claimRecords(orgId, recordIds, runId, now, ttlMs) {
			return db.transaction(() => {
				requireRun(db, runId);
				const shared = { orgId, runId, now: now.getTime(), expiresAt: now.getTime() + ttlMs };
				const claimed = db.runOnRows(claimAll, shared, recordIds.map((recordId) => ({ recordId })));
				const claimedIds = new Set(claimed.map((row) => String(row.record_id)));
				return recordIds.filter((recordId) => claimedIds.has(recordId));
			});
		},

		async releaseRecords(orgId, runId) {
			requireRun(db, runId);
			const sql = 'DELETE FROM record_claims WHERE org_id = :orgId AND run_id = :runId';
			db.run(sql, { orgId, runId });
		},
	};
}

const claimAll = `
	INSERT INTO record_claims (org_id, record_id, run_id, expires_at)
	SELECT :orgId, recordId, :runId, :expiresAt FROM given WHERE true
	ON CONFLICT DO UPDATE SET run_id = excluded.run_id, expires_at = excluded.expires_at
	WHERE record_claims.run_id = excluded.run_id OR (record_claims.expires_at <= :now AND NOT EXISTS (
		SELECT 1 FROM runs JOIN leases USING (org_id, pipeline, s_object)
		WHERE run_id = record_claims.run_id AND ${holdsLease}))
	RETURNING record_id`;
