import { sortBy } from 'lodash';
import { attemptValues, toAttempt, toAttemptCount } from '../rows/attempt-row';
import type { AttemptStore } from '../contract/attempts';
import type { Attempt } from '../../record/attempt';
import { countPackedAttempts, loadPackedAttempts, readPackedAttempts } from './packed-attempt-lookup';
import { dropPackedAttempts, unpackAttempts } from './packed-attempts';
import { all, get, run, runOnRows, type Database, type Work } from './statement';

type AttemptMethods = 'noteAttempts' | 'loadAttempts' | 'readAttempts' | 'dropAttempts' | 'countAttempts';

/** Attempts that no stamp tells of. */
export function attemptTable(db: Database): Pick<AttemptStore, AttemptMethods> {
	return {
		async noteAttempts(orgId, attempts) {
			await db.transact(() => saveAttempts(orgId, attempts));
		},

		loadAttempts: async (orgId, recordIds) => await db.perform(() => loadAttempts(orgId, recordIds)),

		readAttempts: async (orgId, sObject, since, limit) =>
			await db.perform(() => readAttempts(orgId, sObject, since, limit)),

		async dropAttempts(orgId, recordIds) {
			await db.transact(() => dropAttempts(orgId, recordIds));
		},

		async countAttempts(orgId, runId) {
			return await db.perform(function* () {
				const inRows = toAttemptCount(yield* get(countOfRun, { orgId, runId }));
				const packed = yield* countPackedAttempts(orgId, runId);
				return { ...packed, ...inRows, records: inRows.records + packed.records };
			});
		},
	};
}

function* loadAttempts(orgId: string, recordIds: readonly string[]): Work<Attempt[]> {
	const inRows = (yield* all(selectNamed, { orgId, recordIds })).map(toAttempt);
	const known = new Set(inRows.map(({ recordId }) => recordId));
	const packed = yield* loadPackedAttempts(
		orgId,
		recordIds.filter((id) => !known.has(id)),
	);
	return packed.length === 0 ? inRows : sortBy([...inRows, ...packed], 'recordId');
}

function* readAttempts(orgId: string, sObject: string, since: Date, limit: number): Work<Attempt[]> {
	const inRows = (yield* all(selectSince, { orgId, sObject, since: since.getTime(), limit })).map(toAttempt);
	const packed = yield* readPackedAttempts(orgId, sObject, since, limit);
	if (packed.length === 0) return inRows;
	return sortBy([...inRows, ...packed], ({ lastActivity }) => -lastActivity.getTime(), 'recordId').slice(0, limit);
}

/** Belongs into a transaction. */
export function* saveAttempts(orgId: string, attempts: readonly Attempt[]): Work<void> {
	yield* runOnRows(upsertAttempts, { orgId }, attempts.map(attemptValues), ['record_id']);
}

/** Forgets the attempts of these records; belongs into a transaction. */
export function* dropAttempts(orgId: string, recordIds: readonly string[]): Work<void> {
	yield* unpackAttempts(orgId, recordIds);
	yield* run(dropNamed, { orgId, recordIds });
}

/** Forgets the rows of attempts that packed ones have followed; belongs into the transaction that packs these. */
export function* dropFollowed(orgId: string, recordIds: readonly string[]): Work<void> {
	if (recordIds.length > 0) yield* run(dropNamed, { orgId, recordIds });
}

/** Forgets the attempts of before this moment. */
export function* dropAged(before: Date): Work<void> {
	yield* run('DELETE FROM {schema}.attempts WHERE last_activity < :before', { before: before.getTime() });
	yield* dropPackedAttempts(before);
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
