import { chunk, partition } from 'lodash';
import type { Attempt } from '../../record/attempt';
import type { WrittenPart } from '../contract/parts';
import type { Run } from '../contract/runs';
import type { JournalRow } from '../contract/journal';
import { byRecord } from '../rows/journal-row';
import { type PackedRecord, packRecords } from '../rows/parcel-row';
import { flag } from '../rows/row-values';
import { all, get, runOnRows, type Work } from './statement';
import { noteFirstTried } from './work-table';

/** Fewer are kept in rows of their own, as single changes of an instant run are: packing them saves nothing. */
const leastRecords = 32;

/** A page of the database or two, read in one go; so many have to be laid out when one of them is touched again. */
const recordsPerParcel = 100;

/** What is left of a part once some of its records are packed. */
interface PartLeft {
	readonly left: WrittenPart;
	/** Records of which an attempt is packed. */
	readonly attempted: readonly string[];
}

/** Packs what the part stages of records that nothing in the run has touched yet, with the attempts on them. Belongs into a transaction that has locked the run. */
export function* packPart(run: Run, key: number, part: WrittenPart): Work<PartLeft> {
	const aligned = alignedIn(run, part);
	const candidates = aligned ?? packable(run, part);
	if (candidates.length < leastRecords) return { left: part, attempted: [] };
	const fresh = yield* freshOf(key, candidates);
	if (fresh.length < leastRecords) return { left: part, attempted: [] };
	// Each parcel has attempts on all of its records or on none.
	const [attempted, others] = partition(fresh, ({ attempt }) => attempt !== undefined);
	for (const alike of [attempted, others])
		for (const records of chunk(alike.sort(byPlace), recordsPerParcel * parcelsPerStatement))
			yield* save(run, key, records);
	yield* noteFirstTried(
		key,
		fresh.map(({ settlement }) => settlement),
	);
	return {
		left: without(part, fresh, fresh.length === aligned?.length),
		attempted: attempted.map(({ staged }) => staged.recordId),
	};
}

const parcelsPerStatement = 10;

const none: readonly never[] = [];

/**
 * As `packable`, of a part whose lists go along with each other and have nothing that cannot be packed, as nearly all have: no
 * list has to be looked up in then. `undefined` for any other, also for one that names a record twice.
 */
function alignedIn(run: Run, { journal = [], staged = [], settlements = [], attempts = [] }: WrittenPart) {
	if (staged.length < leastRecords || settlements.length !== staged.length) return undefined;
	const packed: PackedRecord[] = [];
	let [change, tried] = [0, 0];
	for (const [index, row] of staged.entries()) {
		const { recordId } = row;
		const [settlement, attempt] = [settlements[index], attempts[tried]];
		const first = change;
		while (journal[change]?.recordId === recordId) change += 1;
		const changes = journal.slice(first, change);
		if (settlement.recordId !== recordId || row.creation !== undefined || !areIntended(changes, run)) return undefined;
		const isTried = attempt?.recordId === recordId;
		if (isTried && !isOfPart(attempt, run, attempts[0])) return undefined;
		if (isTried) tried += 1;
		packed.push({ staged: row, changes, settlement, attempt: isTried ? attempt : undefined });
	}
	const isWhole = change === journal.length && tried === attempts.length;
	return isWhole && new Set(staged.map(idOf)).size === staged.length ? packed : undefined;
}

/** Of records that exist, named once, of which every change is only intended. */
function packable(
	run: Run,
	{ journal = [], staged = [], settlements = [], attempts = [] }: WrittenPart,
): PackedRecord[] {
	if (staged.length < leastRecords) return [];
	const changesById = byRecord(journal);
	const wordById = onlyOnes(settlements);
	const attemptById = onlyOnes(attempts.filter((attempt) => isOfPart(attempt, run, attempts[0])));
	const packed: PackedRecord[] = [];
	for (const row of onlyOnes(staged).values()) {
		const settlement = wordById.get(row.recordId);
		const changes = changesById.get(row.recordId) ?? none;
		if (settlement === undefined || row.creation !== undefined) continue;
		if (areIntended(changes, run))
			packed.push({ staged: row, changes, settlement, attempt: attemptById.get(row.recordId) });
	}
	return packed;
}

/** Whether the run made the attempt, at the moment of the others. */
function isOfPart({ runId, sObject, lastActivity }: Attempt, run: Run, { lastActivity: moment }: Attempt): boolean {
	return runId === run.runId && sObject === run.sObject && lastActivity.getTime() === moment.getTime();
}

/** What is alone about its record, by the record. */
function onlyOnes<T extends { readonly recordId: string }>(rows: readonly T[]): Map<string, T> {
	const rowById = new Map<string, T>();
	for (const row of rows) rowById.set(row.recordId, row);
	if (rowById.size === rows.length) return rowById;
	for (const [recordId, { length }] of byRecord(rows)) if (length > 1) rowById.delete(recordId);
	return rowById;
}

function areIntended(changes: readonly JournalRow[], { sObject }: Run): boolean {
	const isPlain = (change: JournalRow) =>
		change.status === 'intended' && change.kind === undefined && change.sObject === sObject;
	if (changes.length === 1) return isPlain(changes[0]);
	return changes.every(isPlain) && new Set(changes.map(({ field }) => field)).size === changes.length;
}

/** Those that the run has taken on and of which it has neither a word, a change nor a row yet. */
function* freshOf(run: number, candidates: PackedRecord[]): Work<PackedRecord[]> {
	const recordIds = candidates.map(({ staged }) => staged.recordId);
	const { is_counted: isCounted, has_rows: anyRows } = (yield* get(selectRun, { run })) ?? {};
	// Of a run of before there were counts, they are made from the rows of its work.
	if (!flag(isCounted)) return [];
	const hasRows = flag(anyRows);
	if (!hasRows && Number((yield* get(`SELECT count(*) AS n ${fromFresh}`, { run, recordIds }))?.n) === recordIds.length)
		return candidates;
	const fresh = new Set((yield* all(`SELECT work.record_id AS record_id ${fromFresh}`, { run, recordIds })).map(idIn));
	const touched = new Set(hasRows ? (yield* all(selectTouched, { run, recordIds })).map(idIn) : []);
	return candidates.filter(({ staged: { recordId } }) => fresh.has(recordId) && !touched.has(recordId));
}

function idIn(row: Readonly<Record<string, unknown>>): string {
	return String(row.record_id);
}

function idOf({ recordId }: { readonly recordId: string }): string {
	return recordId;
}

/** As staged rows are read: by parent, then record. */
function byPlace({ staged: one }: PackedRecord, { staged: other }: PackedRecord): number {
	const [parent, otherParent] = [one.parentId ?? '', other.parentId ?? ''];
	if (parent !== otherParent) return parent < otherParent ? -1 : 1;
	return one.recordId < other.recordId ? -1 : 1;
}

function* save({ sObject }: Run, run: number, records: readonly PackedRecord[]): Work<void> {
	const packed = chunk(records, recordsPerParcel).map((part) => ({ part, ...packRecords(part, sObject) }));
	const rows = yield* runOnRows(
		insertParcels,
		{ run },
		packed.map(({ values }) => values),
		['first_id'],
	);
	const numberByFirst = new Map(rows.map((row) => [String(row.first_id), Number(row.sequence)]));
	const places = packed.flatMap(({ part, wordNumbers }) => {
		const parcel = numberByFirst.get(part[0].staged.recordId) ?? 0;
		return part.map(({ staged }, index) => ({ record_id: staged.recordId, parcel, word_number: wordNumbers[index] }));
	});
	yield* runOnRows(insertPlaces, { run }, places, ['record_id']);
}

function without(part: WrittenPart, records: readonly PackedRecord[], isWhole: boolean): WrittenPart {
	if (isWhole) return { stamped: part.stamped };
	const packed = new Map<string, PackedRecord>();
	for (const record of records) packed.set(record.staged.recordId, record);
	const isLeft = ({ recordId }: { readonly recordId: string }) => !packed.has(recordId);
	const { journal = [], staged = [], settlements = [], attempts = [] } = part;
	return {
		...part,
		journal: journal.filter(isLeft),
		staged: staged.filter(isLeft),
		settlements: settlements.filter(isLeft),
		attempts: attempts.filter((attempt) => packed.get(attempt.recordId)?.attempt !== attempt),
	};
}

const selectRun = `
	SELECT tried IS NOT NULL AS is_counted, EXISTS (SELECT 1 FROM {schema}.journal WHERE run = :run)
		OR EXISTS (SELECT 1 FROM {schema}.staged_rows WHERE run = :run) AS has_rows
	FROM {schema}.runs WHERE sequence = :run`;

const fromFresh = `
	FROM {schema}.work AS work
	LEFT JOIN {schema}.parcel_records AS packed ON packed.record_id = work.record_id AND packed.run = work.run
	WHERE work.run = :run AND work.record_id {isOneOf recordIds} AND work.outcome IS NULL AND packed.record_id IS NULL`;

const selectTouched = `
	SELECT record_id FROM {schema}.journal WHERE run = :run AND record_id {isOneOf recordIds}
	UNION SELECT record_id FROM {schema}.staged_rows WHERE run = :run AND record_id {isOneOf recordIds}`;

const insertParcels = `
	INSERT INTO {schema}.parcels (run, s_object, attempted_at, row_count, first_parent, first_id, head_json, body_json)
	SELECT CAST(:run AS bigint), s_object, attempted_at, row_count, first_parent, first_id, head_json, body_json
	FROM given WHERE true RETURNING sequence, first_id`;

const insertPlaces = `
	INSERT INTO {schema}.parcel_records (record_id, run, parcel, word_number)
	SELECT record_id, CAST(:run AS bigint), parcel, word_number FROM given WHERE true`;
