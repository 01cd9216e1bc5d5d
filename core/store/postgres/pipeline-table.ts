import { isPipeline, keyValues, toWatermark } from '../rows/pipeline-row';
import type { Store } from '../store';
import type { PostgresConnection } from './connection';

type PipelineMethods =
	| 'acquireLease'
	| 'renewLease'
	| 'releaseLease'
	| 'loadWatermark'
	| 'commitWatermark';

/** What a pipeline has one of: its lease and its watermark. */
export function pipelineTable(db: PostgresConnection): Pick<Store, PipelineMethods> {
	return {
		async acquireLease(key, holder, now, ttlMs) {
			return await db.transaction(async (tx) => {
				const expiresAt = new Date(now.getTime() + ttlMs);
				const times = { now: now.getTime(), expiresAt: expiresAt.getTime() };
				const isGranted = (await tx.run(takeLease, { ...keyValues(key), holder, ...times })) === 1;
				if (isGranted) return { granted: true, expiresAt };
				// The refused statement has locked the row, so it is still there.
				const sql = `SELECT holder, expires_at FROM {schema}.leases WHERE ${isPipeline}`;
				const lease = await tx.get(sql, keyValues(key));
				return {
					granted: false,
					holder: String(lease?.holder),
					expiresAt: new Date(Number(lease?.expires_at)),
				};
			});
		},

		async renewLease(key, holder, now, ttlMs) {
			const sql = `UPDATE {schema}.leases SET expires_at = :expiresAt
				WHERE ${isPipeline} AND holder = :holder`;
			const expiresAt = now.getTime() + ttlMs;
			return (await db.run(sql, { ...keyValues(key), holder, expiresAt })) === 1;
		},

		async releaseLease(key, holder) {
			const sql = `DELETE FROM {schema}.leases WHERE ${isPipeline} AND holder = :holder`;
			await db.run(sql, { ...keyValues(key), holder });
		},

		async loadWatermark(key) {
			const sql = `SELECT modified_at, after_id FROM {schema}.watermarks WHERE ${isPipeline}`;
			const row = await db.get(sql, keyValues(key));
			return row && toWatermark(row);
		},

		async commitWatermark(key, watermark) {
			await db.run(saveWatermark, {
				...keyValues(key),
				modifiedAt: watermark.modifiedAt.getTime(),
				afterId: watermark.afterId ?? null,
			});
		},
	};
}

const takeLease = `
	INSERT INTO {schema}.leases AS lease (org_id, pipeline, s_object, holder, expires_at)
	VALUES (:orgId, :pipeline, :sObject, :holder, :expiresAt)
	ON CONFLICT (org_id, pipeline, s_object)
	DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
	WHERE lease.holder = excluded.holder OR lease.expires_at <= :now`;

// Without an Id only what is before the instant is downstream, so any Id at that instant is further.
const saveWatermark = `
	INSERT INTO {schema}.watermarks AS mark (org_id, pipeline, s_object, modified_at, after_id)
	VALUES (:orgId, :pipeline, :sObject, :modifiedAt, :afterId)
	ON CONFLICT (org_id, pipeline, s_object)
	DO UPDATE SET modified_at = excluded.modified_at, after_id = excluded.after_id
	WHERE (excluded.modified_at, coalesce(excluded.after_id, ''))
		> (mark.modified_at, coalesce(mark.after_id, ''))`;
