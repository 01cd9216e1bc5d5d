import { holdsLease } from '../rows/run-row';
import type { Store } from '../store';
import { portionsOf } from './columns';
import type { PostgresConnection } from './connection';
import { requireRun } from './run-lookup';

/** Which run may pay for and write a record, across all pipelines of an org. */
export function claimTable(db: PostgresConnection): Pick<Store, 'claimRecords' | 'releaseRecords'> {
	return {
		async claimRecords(orgId, recordIds, runId, now, ttlMs) {
			const claimed = new Set<string>();
			// So that two runs which want the same records do not block each other.
			const inOrder = [...recordIds].sort();
			await db.transaction(async (tx) => {
				claimed.clear();
				await requireRun(tx, runId);
				const times = { now: now.getTime(), expiresAt: now.getTime() + ttlMs };
				for (const portion of portionsOf(inOrder, (recordId) => recordId)) {
					const rows = await tx.all(claim, { orgId, recordIds: portion, runId, ...times });
					for (const row of rows) claimed.add(String(row.record_id));
				}
			});
			return recordIds.filter((recordId) => claimed.has(recordId));
		},

		async releaseRecords(orgId, runId) {
			await requireRun(db, runId);
			const sql = 'DELETE FROM {schema}.record_claims WHERE org_id = :orgId AND run_id = :runId';
			await db.run(sql, { orgId, runId });
		},
	};
}

const claim = `
	INSERT INTO {schema}.record_claims AS claim (org_id, record_id, run_id, expires_at)
	SELECT :orgId, given.record_id, :runId, :expiresAt::bigint
	FROM unnest(:recordIds::text[]) AS given (record_id)
	ORDER BY given.record_id COLLATE "C"
	ON CONFLICT (org_id, record_id)
	DO UPDATE SET run_id = excluded.run_id, expires_at = excluded.expires_at
	WHERE claim.run_id = excluded.run_id OR (claim.expires_at <= :now AND NOT EXISTS (
		SELECT 1 FROM {schema}.runs JOIN {schema}.leases USING (org_id, pipeline, s_object)
		WHERE run_id = claim.run_id AND ${holdsLease}))
	RETURNING claim.record_id`;
