import type { Attempt } from '../../record/attempt';
import { attemptValues } from '../rows/attempt-row';
import { attemptsIn, type Parcel, parcelColumns, toParcel } from '../rows/parcel-row';
import { all, get, run as change, runOnRows, type Work } from './statement';

/*
 * An attempt that is packed with its record's part stands until the record is attempted once more: a row of its own
 * comes before all parcels, and of several parcels the one that was made last counts.
 */

/** Lays the attempts that are packed with these records of an org out in rows of their own, unless something has followed them; belongs into a transaction. */
export function* unpackAttempts(orgId: string, recordIds: readonly string[]): Work<void> {
	if (recordIds.length === 0 || !(yield* arePacked())) return;
	yield* layOutAttempts(orgId, (yield* all(selectOfRecords, { orgId, recordIds })).map(toParcel));
}

/** As `unpackAttempts`, of these parcels, which are all of one org. */
export function* layOutAttempts(orgId: string, parcels: readonly Parcel[]): Work<void> {
	const attempted = parcels.filter(({ attemptedAt }) => attemptedAt !== undefined);
	if (attempted.length === 0) return;
	const rows = (yield* newestIn(orgId, attempted)).map(attemptValues);
	yield* runOnRows(insertAttempts, { orgId }, rows, ['record_id']);
	const numbers = attempted.map(({ sequence }) => ({ sequence }));
	yield* runOnRows(forgetAttempts, {}, numbers, ['sequence']);
}

/** Forgets packed attempts of before this moment. */
export function* dropPackedAttempts(before: Date): Work<void> {
	yield* change('UPDATE {schema}.parcels SET attempted_at = NULL WHERE attempted_at < :before', {
		before: before.getTime(),
	});
}

/** In most stores all attempts are told by stamps. */
export function* arePacked(): Work<boolean> {
	return (yield* get('SELECT 1 AS one FROM {schema}.parcels WHERE attempted_at IS NOT NULL LIMIT 1')) !== undefined;
}

/** By record, the number of the parcel that was the last to say of an attempt on it. */
export function* newestPlaces(orgId: string, recordIds: readonly string[]): Work<Map<string, number>> {
	const rows = yield* all(selectNewest, { orgId, recordIds });
	return new Map(rows.map((row) => [String(row.record_id), Number(row.parcel)]));
}

/** The attempts in these parcels that no other parcel has followed. */
export function* newestIn(orgId: string, parcels: readonly Parcel[]): Work<Attempt[]> {
	const runIds = yield* runIdsOf(parcels);
	const given = parcels.map((parcel) => ({
		parcel,
		attempts: attemptsIn(parcel, runIds.get(parcel.run) ?? ''),
	}));
	const ids = given.flatMap(({ attempts }) => attempts.map(({ recordId }) => recordId));
	const placeById = yield* newestPlaces(orgId, ids);
	return given.flatMap(({ parcel, attempts }) =>
		attempts.filter(({ recordId }) => placeById.get(recordId) === parcel.sequence),
	);
}

/** The ids of the parcels' runs by their numbers. */
export function* runIdsOf(parcels: readonly Parcel[]): Work<Map<number, string>> {
	const runs = [...new Set(parcels.map(({ run }) => run))].map((sequence) => ({ sequence }));
	const rows = yield* runOnRows(selectRunIds, {}, runs, ['sequence']);
	return new Map(rows.map((row) => [Number(row.sequence), String(row.run_id)]));
}

const selectRunIds = `
	SELECT runs.sequence AS sequence, run_id FROM given JOIN {schema}.runs AS runs ON runs.sequence = given.sequence`;

/** The condition of a row of an org's run. */
export const ofOrg = 'run IN (SELECT sequence FROM {schema}.runs WHERE org_id = :orgId)';

// By the record first: another org has the same Id only where one is a copy of the other.
const selectNewest = `
	SELECT record_id, max(parcel) AS parcel
	FROM {schema}.parcel_records AS packed CROSS JOIN {schema}.parcels AS parcels CROSS JOIN {schema}.runs AS runs
	WHERE record_id {isOneOf recordIds} AND parcels.sequence = packed.parcel AND attempted_at IS NOT NULL
		AND runs.sequence = packed.run AND org_id = :orgId
	GROUP BY record_id`;

const selectOfRecords = `
	SELECT ${parcelColumns} FROM {schema}.parcels
	WHERE sequence IN (SELECT parcel FROM {schema}.parcel_records WHERE record_id {isOneOf recordIds})
		AND attempted_at IS NOT NULL AND ${ofOrg}
	ORDER BY sequence {lock rows}`;

const insertAttempts = `
	INSERT INTO {schema}.attempts (org_id, record_id, s_object, last_activity, outcome, reason, match_hash, version, run_id)
	SELECT :orgId, record_id, s_object, last_activity, outcome, reason, match_hash, version, run_id
	FROM given WHERE true ON CONFLICT (org_id, record_id) DO NOTHING`;

const forgetAttempts = `
	UPDATE {schema}.parcels SET attempted_at = NULL WHERE sequence IN (SELECT sequence FROM given)`;
