import { attemptValues, toAttempt, toAttemptCount } from '../rows/attempt-row';
import type { AttemptStore } from '../contract/attempts';
import type { Attempt } from '../../record/attempt';
import { all, get, run, runOnRows, type Database, type Work } from './statement';

type AttemptMethods = 'noteAttempts' | 'loadAttempts' | 'readAttempts' | 'dropAttempts' | 'countAttempts';

/** Attempts that no stamp tells of. */
export function attemptTable(db: Database): Pick<AttemptStore, AttemptMethods> {
	return {
		async noteAttempts(orgId, attempts) {
			await db.transact(() => saveAttempts(orgId, attempts));
		},

		async loadAttempts(orgId, recordIds) {
			return (await db.perform(() => all(selectNamed, { orgId, recordIds }))).map(toAttempt);
		},

		async readAttempts(orgId, sObject, since, limit) {
			const values = { orgId, sObject, since: since.getTime(), limit };
			return (await db.perform(() => all(selectSince, values))).map(toAttempt);
		},

		async dropAttempts(orgId, recordIds) {
			await db.perform(() => dropAttempts(orgId, recordIds));
		},

		async countAttempts(orgId, runId) {
			return toAttemptCount(await db.perform(() => get(countOfRun, { orgId, runId })));
		},
	};
}

/** Belongs into a transaction. */
export function* saveAttempts(orgId: string, attempts: readonly Attempt[]): Work<void> {
	yield* runOnRows(upsertAttempts, { orgId }, attempts.map(attemptValues), ['record_id']);
}

/** Forgets the attempts of these records. */
export function* dropAttempts(orgId: string, recordIds: readonly string[]): Work<void> {
	yield* run(dropNamed, { orgId, recordIds });
}

const areNamed = 'org_id = :orgId AND record_id {isOneOf recordIds}';

const upsertAttempts = `
	INSERT INTO {schema}.attempts (org_id, record_id, s_object, last_activity, outcome, reason, match_hash, version, run_id)
	SELECT :orgId, record_id, s_object, last_activity, outcome, reason, match_hash, version, run_id
	FROM given WHERE true
	ON CONFLICT (org_id, record_id) DO UPDATE SET s_object = excluded.s_object,
		last_activity = excluded.last_activity, outcome = excluded.outcome, reason = excluded.reason,
		match_hash = excluded.match_hash, version = excluded.version, run_id = excluded.run_id`;

const selectNamed = `SELECT * FROM {schema}.attempts WHERE ${areNamed} ORDER BY record_id`;

const selectSince = `
	SELECT * FROM {schema}.attempts WHERE org_id = :orgId AND s_object = :sObject AND last_activity >= :since
	ORDER BY last_activity DESC, record_id LIMIT :limit`;

const dropNamed = `DELETE FROM {schema}.attempts WHERE ${areNamed}`;

const countOfRun = `
	SELECT count(*) AS records, min(record_id) AS record_id FROM {schema}.attempts
	WHERE org_id = :orgId AND run_id = :runId`;
