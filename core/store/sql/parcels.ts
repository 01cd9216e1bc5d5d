import type { PipelineKey } from '../contract/pipeline-key';
import { journalValues } from '../rows/journal-row';
import { type Parcel, parcelColumns, toParcel, unpackRecords } from '../rows/parcel-row';
import { stagedValues } from '../rows/staged-row';
import { settlementValues } from '../rows/work-row';
import { layOutAttempts } from './packed-attempts';
import { saveJournalRows, saveStagedRows, saveWords } from './rows-of-run';
import { all, get, run as change, runOnRows, type Work } from './statement';

/** Where a record is packed. */
export interface Place {
	readonly recordId: string;
	/** The number of the parcel. */
	readonly parcel: number;
	/** Of the word on the record. */
	readonly word: number;
}

/** Lays what is packed of these records of a run out in rows of their own, with what is packed beside them; belongs into a transaction that has locked the run. */
export function* unpack(run: number, recordIds: readonly string[]): Work<void> {
	if (recordIds.length === 0 || !(yield* hasParcels(run))) return;
	yield* layOut((yield* all(selectOfRun, { run, recordIds })).map(toParcel));
}

/** As `unpack`, in all runs of the org. */
export function* unpackEverywhere(orgId: string, recordIds: readonly string[]): Work<void> {
	yield* layOut((yield* all(selectOfOrg, { orgId, recordIds })).map(toParcel));
}

/** Whether anything of the run is packed. */
export function* hasParcels(run: number): Work<boolean> {
	return (yield* get('SELECT 1 AS one FROM {schema}.parcels WHERE run = :run LIMIT 1', { run })) !== undefined;
}

/** Where these records of a run are packed; those that are not are left out. */
export function* findPlaces(run: number, recordIds: readonly string[]): Work<Place[]> {
	if (recordIds.length === 0 || !(yield* hasParcels(run))) return [];
	return (yield* all(selectPlaces, { run, recordIds })).map(toPlace);
}

/** The parcels of these numbers. */
export function* loadParcels(numbers: Iterable<number>): Work<Parcel[]> {
	const given = [...new Set(numbers)].map((sequence) => ({ sequence }));
	return (yield* runOnRows(selectNumbered, {}, given, ['sequence'])).map(toParcel);
}

/** As `loadParcels`, without their bodies and by their numbers. */
export function* loadHeads(numbers: Iterable<number>): Work<Map<number, Parcel>> {
	const given = [...new Set(numbers)].map((sequence) => ({ sequence }));
	const parcels = (yield* runOnRows(selectHeads, {}, given, ['sequence'])).map(toParcel);
	return new Map(parcels.map((parcel) => [parcel.sequence, parcel]));
}

/** The next parcels of the run behind this number, at most so many. */
export function* nextParcels(run: number, after: number, limit: number): Work<Parcel[]> {
	return (yield* all(selectNext, { run, after, limit })).map(toParcel);
}

/** Forgets the parcels of a run, with where its records are. */
export function* dropParcels(parcels: readonly Parcel[]): Work<void> {
	for (const parcel of parcels) {
		const recordIds = unpackRecords(parcel).map(({ staged }) => staged.recordId);
		yield* change(deletePlaces, { run: parcel.run, recordIds });
		yield* change('DELETE FROM {schema}.parcels WHERE sequence = :parcel', { parcel: parcel.sequence });
	}
}

function* layOut(parcels: readonly Parcel[]): Work<void> {
	if (parcels.length === 0) return;
	yield* layOutAttempts((yield* keyOf(parcels[0].run)).orgId, parcels);
	for (const parcel of parcels) {
		const records = unpackRecords(parcel);
		const changes = records.map((record) => record.changes).filter((each) => each.length > 0);
		yield* saveJournalRows(parcel.run, changes.map(journalValues));
		// What is confirmed waits no more.
		if (parcel.confirmedAt === undefined)
			yield* saveStagedRows(
				parcel.run,
				records.map(({ staged }) => stagedValues(staged)),
			);
		const key = yield* keyOf(parcel.run);
		yield* saveWords(
			key,
			parcel.run,
			records.map(({ settlement }) => settlementValues(settlement)),
		);
	}
	yield* dropParcels(parcels);
}

function* keyOf(run: number): Work<PipelineKey> {
	const row = yield* get('SELECT org_id, pipeline, s_object FROM {schema}.runs WHERE sequence = :run', { run });
	return { orgId: String(row?.org_id), pipeline: String(row?.pipeline), sObject: String(row?.s_object) };
}

function toPlace(row: Readonly<Record<string, unknown>>): Place {
	return { recordId: String(row.record_id), parcel: Number(row.parcel), word: Number(row.word_number) };
}

const areNamed = 'run = :run AND record_id {isOneOf recordIds}';

const selectOfRun = `
	SELECT ${parcelColumns} FROM {schema}.parcels
	WHERE sequence IN (SELECT parcel FROM {schema}.parcel_records WHERE ${areNamed}) ORDER BY sequence {lock rows}`;

// By the record first: another org has the same Id only where one is a copy of the other.
const selectOfOrg = `
	SELECT ${parcelColumns} FROM {schema}.parcels
	WHERE sequence IN (SELECT parcel FROM {schema}.parcel_records WHERE record_id {isOneOf recordIds})
		AND run IN (SELECT sequence FROM {schema}.runs WHERE org_id = :orgId)
	ORDER BY sequence {lock rows}`;

const selectPlaces = `SELECT record_id, parcel, word_number FROM {schema}.parcel_records WHERE ${areNamed}`;

const columnsOf = (columns: string) =>
	columns
		.split(', ')
		.map((name) => `parcels.${name} AS ${name}`)
		.join(', ');

const selectNumbered = `
	SELECT ${columnsOf(parcelColumns)} FROM given
	JOIN {schema}.parcels AS parcels ON parcels.sequence = given.sequence ORDER BY parcels.sequence`;

const selectHeads = selectNumbered.replace(', parcels.body_json AS body_json', '');

const selectNext = `
	SELECT ${parcelColumns} FROM {schema}.parcels WHERE run = :run AND sequence > :after
	ORDER BY sequence LIMIT :limit`;

const deletePlaces = `DELETE FROM {schema}.parcel_records WHERE ${areNamed}`;
