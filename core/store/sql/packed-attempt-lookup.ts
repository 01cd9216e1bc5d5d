import type { Attempt } from '../../record/attempt';
import { findAttempt, type Parcel, parcelColumns, toParcel } from '../rows/parcel-row';
import { arePacked, newestIn, newestPlaces, ofOrg, runIdsOf } from './packed-attempts';
import { loadParcels } from './parcels';
import { all, get, type Work } from './statement';

/** The attempts on these records of an org that are packed and have not been followed by others; those with rows of their own may be among them. */
export function* loadPackedAttempts(orgId: string, recordIds: readonly string[]): Work<Attempt[]> {
	if (!(yield* arePacked())) return [];
	const placeById = yield* newestPlaces(orgId, recordIds);
	const parcels = new Map((yield* loadParcels(placeById.values())).map((parcel) => [parcel.sequence, parcel]));
	const runIds = yield* runIdsOf([...parcels.values()]);
	return [...placeById].flatMap(([recordId, place]) => {
		const parcel = parcels.get(place);
		return (parcel && findAttempt(parcel, recordId, runIds.get(parcel.run) ?? '')) ?? [];
	});
}

/** As `readAttempts` of the store, of those that are packed. */
export function* readPackedAttempts(orgId: string, sObject: string, since: Date, limit: number): Work<Attempt[]> {
	const found: Attempt[] = [];
	if (!(yield* arePacked())) return found;
	for (let offset = 0; ; offset += parcelsAtOnce) {
		const values = { orgId, sObject, since: since.getTime(), limit: parcelsAtOnce, offset };
		const parcels = (yield* all(selectSince, values)).map(toParcel);
		for (const attempt of yield* standingIn(orgId, parcels)) found.push(attempt);
		const oldest = parcels.at(-1)?.attemptedAt ?? 0;
		const isFull = found.length >= limit && oldest < found[limit - 1].lastActivity.getTime();
		if (isFull || parcels.length < parcelsAtOnce) return found;
	}
}

/** How many records a run was the last to attempt, of those that are packed, and one of them. */
export function* countPackedAttempts(orgId: string, runId: string): Work<{ records: number; recordId?: string }> {
	const packed = yield* get(countOfRun, { orgId, runId });
	const records = Number(packed?.records ?? 0);
	if (records === 0) return { records };
	const { run, first_parcel: first } = packed as { run: number; first_parcel: number };
	const isAlone = (yield* get(selectFollowed, { orgId, run: Number(run), first: Number(first) })) === undefined;
	const standing = isAlone ? packed : yield* get(countStanding, { orgId, run: Number(run) });
	const recordId = standing?.record_id;
	return { records: Number(standing?.records ?? 0), ...(typeof recordId === 'string' && { recordId }) };
}

/** Of those, the ones that no row has followed either. */
function* standingIn(orgId: string, parcels: readonly Parcel[]): Work<Attempt[]> {
	const attempts = yield* newestIn(orgId, parcels);
	const recordIds = attempts.map(({ recordId }) => recordId);
	const inRows = new Set((yield* all(selectInRows, { orgId, recordIds })).map((row) => row.record_id));
	return attempts.filter(({ recordId }) => !inRows.has(recordId));
}

const parcelsAtOnce = 20;

const selectInRows = 'SELECT record_id FROM {schema}.attempts WHERE org_id = :orgId AND record_id {isOneOf recordIds}';

const selectSince = `
	SELECT ${parcelColumns} FROM {schema}.parcels WHERE attempted_at >= :since AND s_object = :sObject AND ${ofOrg}
	ORDER BY attempted_at DESC, sequence DESC LIMIT :limit OFFSET :offset`;

const countOfRun = `
	SELECT run, sum(row_count) AS records, min(first_id) AS record_id, min(sequence) AS first_parcel FROM {schema}.parcels
	WHERE run = (SELECT sequence FROM {schema}.runs WHERE run_id = :runId AND org_id = :orgId) AND attempted_at IS NOT NULL
	GROUP BY run`;

/** Something that may have followed attempts of the run. */
const selectFollowed = `
	SELECT 1 AS one FROM {schema}.attempts WHERE org_id = :orgId
	UNION ALL SELECT 1 FROM {schema}.parcels
	WHERE attempted_at IS NOT NULL AND sequence > :first AND run <> :run AND ${ofOrg}
	LIMIT 1`;

const countStanding = `
	SELECT count(*) AS records, min(work.record_id) AS record_id FROM {schema}.work AS work
	JOIN {schema}.parcel_records AS packed ON packed.record_id = work.record_id AND packed.run = work.run
	JOIN {schema}.parcels AS parcels ON parcels.sequence = packed.parcel AND attempted_at IS NOT NULL
	WHERE work.run = :run
		AND NOT EXISTS (
			SELECT 1 FROM {schema}.attempts AS attempts
			WHERE attempts.org_id = :orgId AND attempts.record_id = work.record_id)
		AND NOT EXISTS (
			SELECT 1 FROM {schema}.parcel_records AS later CROSS JOIN {schema}.parcels AS following CROSS JOIN {schema}.runs AS runs
			WHERE later.record_id = work.record_id AND later.parcel > packed.parcel AND following.sequence = later.parcel
				AND following.attempted_at IS NOT NULL AND runs.sequence = later.run AND runs.org_id = :orgId)`;
