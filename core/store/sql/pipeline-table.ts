import { isPipeline, keyValues, toWatermark } from '../rows/pipeline-row';
import type { LeaseGrant, LeaseStore } from '../contract/leases';
import type { PipelineKey } from '../contract/pipeline-key';
import type { WatermarkStore } from '../contract/watermarks';
import { get, run, type Database, type Work } from './statement';

/** What a pipeline has one of: its lease and its watermark. */
export function pipelineTable(db: Database): LeaseStore & WatermarkStore {
	return {
		acquireLease: async (key, holder, now, ttlMs) => await db.transact(() => acquire(key, holder, now, ttlMs)),

		async renewLease(key, holder, now, ttlMs) {
			const values = { ...keyValues(key), holder, expiresAt: now.getTime() + ttlMs };
			return (await db.perform(() => run(renew, values))) === 1;
		},

		async releaseLease(key, holder) {
			await db.perform(() => run(release, { ...keyValues(key), holder }));
		},

		async loadWatermark(key) {
			const row = await db.perform(() => get(selectWatermark, keyValues(key)));
			return row && toWatermark(row);
		},

		async commitWatermark(key, { modifiedAt, afterId = null }) {
			await db.perform(() => run(saveWatermark, { ...keyValues(key), modifiedAt: modifiedAt.getTime(), afterId }));
		},
	};
}

function* acquire(key: PipelineKey, holder: string, now: Date, ttlMs: number): Work<LeaseGrant> {
	const expiresAt = new Date(now.getTime() + ttlMs);
	const times = { now: now.getTime(), expiresAt: expiresAt.getTime() };
	const isGranted = (yield* run(takeLease, { ...keyValues(key), holder, ...times })) === 1;
	if (isGranted) return { granted: true, expiresAt };
	// The refused statement has locked the row, so it is still there.
	const lease = yield* get(selectLease, keyValues(key));
	return { granted: false, holder: String(lease?.holder), expiresAt: new Date(Number(lease?.expires_at)) };
}

const takeLease = `
	INSERT INTO {schema}.leases AS lease (org_id, pipeline, s_object, holder, expires_at)
	VALUES (:orgId, :pipeline, :sObject, :holder, :expiresAt)
	ON CONFLICT (org_id, pipeline, s_object) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
	WHERE lease.holder = excluded.holder OR lease.expires_at <= :now`;

const selectLease = `SELECT holder, expires_at FROM {schema}.leases WHERE ${isPipeline}`;

const renew = `UPDATE {schema}.leases SET expires_at = :expiresAt WHERE ${isPipeline} AND holder = :holder`;

const release = `DELETE FROM {schema}.leases WHERE ${isPipeline} AND holder = :holder`;

const selectWatermark = `SELECT modified_at, after_id FROM {schema}.watermarks WHERE ${isPipeline}`;

// Without an Id only what is before the instant is downstream, so any Id at that instant is further.
const saveWatermark = `
	INSERT INTO {schema}.watermarks AS mark (org_id, pipeline, s_object, modified_at, after_id)
	VALUES (:orgId, :pipeline, :sObject, :modifiedAt, :afterId)
	ON CONFLICT (org_id, pipeline, s_object) DO UPDATE SET modified_at = excluded.modified_at, after_id = excluded.after_id
	WHERE (excluded.modified_at, coalesce(excluded.after_id, '')) > (mark.modified_at, coalesce(mark.after_id, ''))`;
