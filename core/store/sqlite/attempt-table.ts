import { attemptValues, toAttempt, toAttemptCount } from '../rows/attempt-row';
import type { Store } from '../store';
import type { SqliteConnection } from './connection';

type AttemptMethods = 'noteAttempts' | 'loadAttempts' | 'readAttempts' | 'dropAttempts' | 'countAttempts';

/** Attempts that no stamp tells of. */
export function attemptTable(db: SqliteConnection): Pick<Store, AttemptMethods> {
	return {
		async noteAttempts(orgId, attempts) {
			db.transaction(() => {
				db.runOnRows(saveAttempts, { orgId }, attempts.map(attemptValues));
			});
		},

		async loadAttempts(orgId, recordIds) {
			const sql = `SELECT * FROM attempts WHERE ${isOneOf} ORDER BY record_id`;
			return db.all(sql, { orgId, recordIds: JSON.stringify(recordIds) }).map(toAttempt);
		},

		async readAttempts(orgId, sObject, since, limit) {
			const sql = `SELECT * FROM attempts
				WHERE org_id = :orgId AND s_object = :sObject AND last_activity >= :since
				ORDER BY last_activity DESC, record_id LIMIT :limit`;
			return db.all(sql, { orgId, sObject, since: since.getTime(), limit }).map(toAttempt);
		},

		async dropAttempts(orgId, recordIds) {
			db.run(`DELETE FROM attempts WHERE ${isOneOf}`, { orgId, recordIds: JSON.stringify(recordIds) });
		},

		async countAttempts(orgId, runId) {
			const sql = 'SELECT count(*) AS records, min(record_id) AS record_id FROM attempts WHERE org_id = :orgId AND run_id = :runId';
			return toAttemptCount(db.get(sql, { orgId, runId }));
		},
	};
}

const isOneOf = 'org_id = :orgId AND record_id IN (SELECT value FROM json_each(:recordIds))';

const saveAttempts = `
	INSERT INTO attempts (org_id, record_id, s_object, last_activity, outcome, reason, match_hash, version, run_id)
	SELECT :orgId, recordId, sObject, lastActivity, outcome, reason, matchHash, version, runId
	FROM given WHERE true
	ON CONFLICT DO UPDATE SET s_object = excluded.s_object, last_activity = excluded.last_activity,
		outcome = excluded.outcome, reason = excluded.reason, match_hash = excluded.match_hash,
		version = excluded.version, run_id = excluded.run_id`;
