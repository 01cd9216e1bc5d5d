import type { InboxStore, Receipt, ReceivedNotice } from '../contract/inbox';
import type { PipelineKey } from '../contract/pipeline-key';
import { noticeValues, receivedColumns, toReceivedRecord } from '../rows/inbox-row';
import { isPipeline, keyValues } from '../rows/pipeline-row';
import type { NamedValues, Row } from '../rows/row-values';
import { all, get, run, runOnRows, type Database, type Work } from './statement';

/** What waits to be worked on because Salesforce has told of it, and who works it off. */
export function inboxTable(db: Database): InboxStore {
	return {
		receive: async (key, notices, now, startMs) => await db.transact(() => receive(key, notices, now, startMs)),

		beginDrain: async (key, holder, now, ttlMs) =>
			await db.transact(function* () {
				yield* lockInbox(key);
				const values = { ...keyValues(key), holder, now: now.getTime(), expiresAt: now.getTime() + ttlMs };
				return (yield* run(takeDrain, values)) === 1;
			}),

		claimInbox: async (key, holder, limit, now, ttlMs) =>
			await db.transact(() => claim(key, holder, limit, now.getTime(), now.getTime() + ttlMs)),

		async readClaimed(key, holder) {
			return (await db.perform(() => all(selectClaimed, { ...keyValues(key), holder }))).map(toReceivedRecord);
		},

		async settleInbox(key, holder, recordIds) {
			await db.transact(function* () {
				yield* lockInbox(key);
				const values = { ...keyValues(key), holder, recordIds };
				yield* run(`DELETE FROM {schema}.inbox WHERE ${isHeld} AND NOT has_changed_again AND ${isNamed}`, values);
				yield* run(`${letWait} AND ${isNamed}`, values);
			});
		},

		async endDrain(key, holder) {
			await db.transact(function* () {
				yield* lockInbox(key);
				yield* run(letWait, { ...keyValues(key), holder });
				yield* run(dropDrain, { ...keyValues(key), holder });
			});
		},

		countInbox: async (key, now) => await db.perform(() => countWaiting({ ...keyValues(key), now: now.getTime() })),

		async forgetNotices(before) {
			await db.perform(() =>
				run('DELETE FROM {schema}.inbox_notices WHERE received_at < :before', { before: before.getTime() }),
			);
		},
	};
}

/**
 * Until the transaction ends, others of this inbox wait: whoever receives while the last records are being taken would otherwise
 * see a drain that ends without having seen what it brings.
 */
function* lockInbox({ orgId, pipeline, sObject }: PipelineKey): Work<void> {
	yield* get('SELECT {lock named} AS waited', { name: `inbox ${orgId} ${pipeline} ${sObject}` });
}

function* receive(key: PipelineKey, notices: readonly ReceivedNotice[], now: Date, startMs: number): Work<Receipt> {
	yield* lockInbox(key);
	const values = { ...keyValues(key), now: now.getTime() };
	const fresh = yield* withoutRepeated(values, notices);
	yield* runOnRows(
		keepWaiting,
		values,
		fresh.map((notice) => noticeValues(notice, now)),
		['record_id'],
	);
	const counts = yield* countWaiting(values);
	if (!counts.isDraining && counts.waiting > 0) {
		yield* run(takeDrain, { ...values, holder: null, expiresAt: now.getTime() + startMs });
	}
	return { taken: fresh.length, repeated: notices.length - fresh.length, ...counts };
}

/** The notices that nobody has received before; those of a sender that numbers none are always new. */
function* withoutRepeated(values: NamedValues, notices: readonly ReceivedNotice[]): Work<ReceivedNotice[]> {
	const numbered = notices.flatMap(({ notificationId }) =>
		notificationId === undefined ? [] : [{ notification_id: notificationId }],
	);
	const rows = yield* runOnRows(noteNotices, values, numbered, ['notification_id']);
	const unseen = new Set(rows.map((row) => String(row.notification_id)));
	return notices.filter(({ notificationId }) => notificationId === undefined || unseen.delete(notificationId));
}

function* claim(key: PipelineKey, holder: string, limit: number, now: number, expiresAt: number) {
	const held = { ...keyValues(key), holder };
	yield* lockInbox(key);
	if ((yield* run(prolongDrain, { ...held, expiresAt })) === 0) return undefined;
	const next = (yield* all(selectNext, { ...keyValues(key), limit, now })).map(toReceivedRecord);
	if (next.length === 0) {
		yield* run(dropDrain, held);
		return undefined;
	}
	yield* run(take, { ...held, expiresAt, recordIds: next.map(({ recordId }) => recordId) });
	return next;
}

function* countWaiting(values: NamedValues): Work<Pick<Receipt, 'waiting' | 'isDraining'>> {
	const row: Row | undefined = yield* get(selectCounts, values);
	return { waiting: Number(row?.waiting), isDraining: Number(row?.draining) > 0 };
}

/** The condition of a row with `holder` and `expires_at` that somebody holds `:now`. */
const isKept = (row: string) => `(${row}.expires_at IS NOT NULL AND (
	EXISTS (${selectLease} AND leases.holder = ${row}.holder)
	OR (${row}.expires_at > :now AND NOT EXISTS (${selectLease} AND leases.holder <> ${row}.holder))))`;

const selectLease = `SELECT 1 FROM {schema}.leases WHERE leases.org_id = :orgId AND leases.pipeline = :pipeline
	AND leases.s_object = :sObject AND leases.expires_at > :now`;

const ofPipeline = (name: string) =>
	`${name}.org_id = :orgId AND ${name}.pipeline = :pipeline AND ${name}.s_object = :sObject`;

const isHeld = `${isPipeline} AND holder = :holder`;

const isNamed = 'record_id {isOneOf recordIds}';

const noteNotices = `
	INSERT INTO {schema}.inbox_notices (org_id, pipeline, s_object, notification_id, received_at)
	SELECT :orgId, :pipeline, :sObject, notification_id, CAST(:now AS bigint) FROM given WHERE true
	ON CONFLICT (org_id, pipeline, s_object, notification_id) DO NOTHING
	RETURNING notification_id`;

// By the record first: most have never been packed.
const packedActivity = `SELECT max(attempted_at)
	FROM {schema}.parcel_records AS packed CROSS JOIN {schema}.parcels AS parcels CROSS JOIN {schema}.runs AS runs
	WHERE packed.record_id = given.record_id AND parcels.sequence = packed.parcel
		AND runs.sequence = packed.run AND runs.org_id = :orgId`;

// A record that somebody works on comes back with what is said of it now: by then it is a new one no more.
const keepWaiting = `
	INSERT INTO {schema}.inbox AS known (org_id, pipeline, s_object, record_id, received_at, created_at, is_new, priority, has_changed_again)
	SELECT :orgId, :pipeline, :sObject, given.record_id, CAST(:now AS bigint), given.created_at, given.is_new,
		coalesce(given.priority, (SELECT last_activity FROM {schema}.attempts
			WHERE attempts.org_id = :orgId AND attempts.record_id = given.record_id), (${packedActivity}), 0), false
	FROM given WHERE true
	ON CONFLICT (org_id, pipeline, s_object, record_id) DO UPDATE SET
		has_changed_again = known.holder IS NOT NULL,
		received_at = CASE WHEN known.holder IS NULL THEN known.received_at ELSE excluded.received_at END,
		created_at = coalesce(excluded.created_at, known.created_at),
		is_new = CASE WHEN known.holder IS NULL THEN known.is_new OR excluded.is_new ELSE excluded.is_new END,
		priority = CASE WHEN known.holder IS NULL AND known.priority < excluded.priority THEN known.priority ELSE excluded.priority END`;

const takeDrain = `
	INSERT INTO {schema}.inbox_drains AS drain (org_id, pipeline, s_object, holder, expires_at)
	VALUES (:orgId, :pipeline, :sObject, :holder, :expiresAt)
	ON CONFLICT (org_id, pipeline, s_object) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
	WHERE drain.holder IS NULL OR drain.holder = excluded.holder OR NOT ${isKept('drain')}`;

const prolongDrain = `UPDATE {schema}.inbox_drains SET expires_at = :expiresAt WHERE ${isHeld}`;

const dropDrain = `DELETE FROM {schema}.inbox_drains WHERE ${isHeld}`;

const selectNext = `
	SELECT ${receivedColumns} FROM {schema}.inbox AS waiting
	WHERE ${ofPipeline('waiting')} AND NOT ${isKept('waiting')}
	ORDER BY waiting.priority, waiting.received_at, waiting.record_id LIMIT :limit`;

// Whoever had it before is gone, and with what came meanwhile it is worked on now.
const take = `
	UPDATE {schema}.inbox SET holder = :holder, expires_at = :expiresAt, has_changed_again = false
	WHERE ${isPipeline} AND ${isNamed}`;

const letWait = `
	UPDATE {schema}.inbox SET holder = NULL, expires_at = NULL, has_changed_again = false WHERE ${isHeld}`;

const selectClaimed = `SELECT ${receivedColumns} FROM {schema}.inbox WHERE ${isHeld} ORDER BY record_id`;

const selectCounts = `
	SELECT (SELECT count(*) FROM {schema}.inbox AS waiting WHERE ${ofPipeline('waiting')} AND NOT ${isKept('waiting')}) AS waiting,
		(SELECT count(*) FROM {schema}.inbox_drains AS drain WHERE ${ofPipeline('drain')} AND ${isKept('drain')}) AS draining`;
