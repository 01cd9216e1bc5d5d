import { isPipeline, keyValues, toWatermark } from '../rows/pipeline-row';
import type { Store } from '../store';
import type { SqliteConnection } from './connection';

type PipelineMethods =
	| 'acquireLease'
	| 'renewLease'
	| 'releaseLease'
	| 'loadWatermark'
	| 'commitWatermark';

/** What a pipeline has one of: its lease and its watermark. */
export function pipelineTable(db: SqliteConnection): Pick<Store, PipelineMethods> {
	return {
		async acquireLease(key, holder, now, ttlMs) {
			return db.transaction(() => {
				const lease = db.get(
					`SELECT holder, expires_at FROM leases WHERE ${isPipeline}`,
					keyValues(key),
				);
				const isTaken =
					lease && lease.holder !== holder && Number(lease.expires_at) > now.getTime();
				if (isTaken) {
					return {
						granted: false,
						holder: String(lease.holder),
						expiresAt: new Date(Number(lease.expires_at)),
					};
				}
				const expiresAt = new Date(now.getTime() + ttlMs);
				db.run(saveLease, { ...keyValues(key), holder, expiresAt: expiresAt.getTime() });
				return { granted: true, expiresAt };
			});
		},

		async renewLease(key, holder, now, ttlMs) {
			const sql = `UPDATE leases SET expires_at = :expiresAt WHERE ${isPipeline} AND holder = :holder`;
			return db.run(sql, { ...keyValues(key), holder, expiresAt: now.getTime() + ttlMs }) === 1;
		},

		async releaseLease(key, holder) {
			const sql = `DELETE FROM leases WHERE ${isPipeline} AND holder = :holder`;
			db.run(sql, { ...keyValues(key), holder });
		},

		async loadWatermark(key) {
			const sql = `SELECT modified_at, after_id FROM watermarks WHERE ${isPipeline}`;
			const row = db.get(sql, keyValues(key));
			return row && toWatermark(row);
		},

		async commitWatermark(key, watermark) {
			db.run(saveWatermark, {
				...keyValues(key),
				modifiedAt: watermark.modifiedAt.getTime(),
				afterId: watermark.afterId ?? null,
			});
		},
	};
}

const saveLease = `
	INSERT INTO leases (org_id, pipeline, s_object, holder, expires_at)
	VALUES (:orgId, :pipeline, :sObject, :holder, :expiresAt)
	ON CONFLICT DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at`;

// Without an Id only what is before the instant is downstream, so any Id at that instant is further.
const saveWatermark = `
	INSERT INTO watermarks (org_id, pipeline, s_object, modified_at, after_id)
	VALUES (:orgId, :pipeline, :sObject, :modifiedAt, :afterId)
	ON CONFLICT DO UPDATE SET modified_at = excluded.modified_at, after_id = excluded.after_id
	WHERE (excluded.modified_at, coalesce(excluded.after_id, ''))
		> (watermarks.modified_at, coalesce(watermarks.after_id, ''))`;
