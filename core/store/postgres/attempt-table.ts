import { attemptValues, toAttempt, toAttemptCount } from '../rows/attempt-row';
import type { Store } from '../store';
import { columnsOf, portionsOf } from './columns';
import type { PostgresConnection } from './connection';

type AttemptMethods = 'noteAttempts' | 'loadAttempts' | 'readAttempts' | 'dropAttempts' | 'countAttempts';

/** Attempts that no stamp tells of. */
export function attemptTable(db: PostgresConnection): Pick<Store, AttemptMethods> {
	return {
		async noteAttempts(orgId, attempts) {
			await db.transaction(async (tx) => {
				for (const portion of portionsOf(attempts, ({ recordId }) => recordId)) {
					await tx.run(saveAttempts, { orgId, ...columnsOf(portion.map(attemptValues)) });
				}
			});
		},

		async loadAttempts(orgId, recordIds) {
			const sql = `SELECT * FROM {schema}.attempts WHERE ${isOneOf} ORDER BY record_id`;
			return (await db.all(sql, { orgId, recordIds })).map(toAttempt);
		},

		async readAttempts(orgId, sObject, since, limit) {
			const sql = `SELECT * FROM {schema}.attempts
				WHERE org_id = :orgId AND s_object = :sObject AND last_activity >= :since
				ORDER BY last_activity DESC, record_id LIMIT :limit`;
			return (await db.all(sql, { orgId, sObject, since: since.getTime(), limit })).map(toAttempt);
		},

		async dropAttempts(orgId, recordIds) {
			await db.run(`DELETE FROM {schema}.attempts WHERE ${isOneOf}`, { orgId, recordIds });
		},

		async countAttempts(orgId, runId) {
			const sql = `SELECT count(*) AS records, min(record_id) AS record_id
				FROM {schema}.attempts WHERE org_id = :orgId AND run_id = :runId`;
			return toAttemptCount(await db.get(sql, { orgId, runId }));
		},
	};
}

const isOneOf = 'org_id = :orgId AND record_id = ANY(:recordIds::text[])';

const saveAttempts = `
	INSERT INTO {schema}.attempts
		(org_id, record_id, s_object, last_activity, outcome, reason, match_hash, version, run_id)
	SELECT :orgId, given.*
	FROM unnest(:recordId::text[], :sObject::text[], :lastActivity::bigint[], :outcome::text[],
		:reason::text[], :matchHash::text[], :version::text[], :runId::text[])
		AS given (record_id, s_object, last_activity, outcome, reason, match_hash, version, run_id)
	ON CONFLICT (org_id, record_id) DO UPDATE SET s_object = excluded.s_object,
		last_activity = excluded.last_activity, outcome = excluded.outcome, reason = excluded.reason,
		match_hash = excluded.match_hash, version = excluded.version, run_id = excluded.run_id`;
