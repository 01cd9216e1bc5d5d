import { type Outcome, outcomeIs } from '../../record/outcome';
import { pageSize, readPages } from '../rows/pages';
import { keyValues } from '../rows/pipeline-row';
import { wordIn, wordsIn } from '../rows/parcel-row';
import {
	addOutcomes,
	isTried,
	settlementValues,
	toTried,
	toWorkState,
	triedCounts,
	workColumns,
	workValues,
} from '../rows/work-row';
import type { Run } from '../contract/runs';
import type { Settlement, Tried, WorkState, WorkStore } from '../contract/work';
import { loadHeads, nextParcels, unpack } from './parcels';
import { carriedCounts, givenAndCarriedOver, saveWords } from './rows-of-run';
import { lockRun, requireRun } from './run-key';
import { all, get, run as change, runOnRows, type Database, type StatementValues, type Work } from './statement';

/** The records of each run and how they ended. */
export function workTable(db: Database): WorkStore {
	return {
		async addWork(run, records) {
			await db.transact(function* () {
				const { run: key } = yield* lockRun(run.runId);
				yield* runOnRows(addRecords, { ...keyValues(run), run: key }, records.map(workValues), ['record_id']);
			}, 'with_next');
		},

		settleWork: async (run, settlements) => await db.transact(() => settle(run, settlements)),

		readWork({ runId }) {
			return readPages<WorkState>(async (last) => {
				const values = { runId, after: last?.recordId ?? '', pageSize };
				return await db.perform(() => workStates(selectPage, values));
			});
		},

		async countTried({ runId }) {
			return await db.perform(function* () {
				const { run } = yield* requireRun(runId);
				const kept = yield* get(selectKeptCounts, { run });
				return toTried(kept && kept.records !== null ? kept : yield* get(countAllTried, { run }));
			});
		},

		async countOutcomes({ runId }) {
			return await db.perform(function* () {
				const { run } = yield* requireRun(runId);
				return yield* countAllOutcomes(run);
			});
		},

		async loadWork({ runId }, recordIds) {
			return await db.perform(() => workStates(selectNamed, { runId, recordIds }));
		},
	};
}

/** The records with the words on them, which are packed with others' or stand in their own rows. */
function* workStates(sql: string, values: StatementValues): Work<WorkState[]> {
	const rows = yield* all(sql, values);
	const numbers = new Set<number>();
	for (const { parcel } of rows) if (parcel !== null) numbers.add(Number(parcel));
	const wordsByParcel = new Map<number, ReturnType<typeof wordsIn>>();
	for (const [number, head] of yield* loadHeads(numbers)) wordsByParcel.set(number, wordsIn(head));
	return rows.map((row) => {
		const word = row.parcel === null ? undefined : wordsByParcel.get(Number(row.parcel))?.[Number(row.word_number)];
		return toWorkState(row, word);
	});
}

function* countAllOutcomes(run: number): Work<Partial<Record<Outcome, number>>> {
	const counts = addOutcomes({}, yield* all(selectOutcomes, { run }));
	for (let after = 0; ; ) {
		const parcels = yield* nextParcels(run, after, pageSize);
		for (const parcel of parcels) {
			const words = parcel.head.words.map(([records], number) => ({
				outcome: wordIn(parcel, number).outcome,
				records,
			}));
			addOutcomes(counts, words);
			after = parcel.sequence;
		}
		if (parcels.length < pageSize) return counts;
	}
}

/** Notes how records ended, and in the run's counts how many more were tried; belongs into a transaction. */
export function* settle(run: Run, settlements: readonly Settlement[]): Work<void> {
	const { run: key } = yield* lockRun(run.runId);
	const recordIds = settlements.map(({ recordId }) => recordId);
	yield* unpack(key, recordIds);
	const settled = (yield* all(selectSettled, { run: key, recordIds })).map((row) => String(row.record_id));
	// The last word on a record is not always the one that stays.
	const counted = new Set([...settled, ...repeatedIn(recordIds)]);
	const named = { run: key, recordIds: [...counted] };
	const before = yield* triedAmong(named);
	yield* saveWords(run, key, settlements.map(settlementValues));
	const after = yield* triedAmong(named);
	const first = triedFirst(settlements, counted);
	const records = first.records + after.records - before.records;
	const refused = first.refused + after.refused - before.refused;
	yield* noteTried(key, { records, refused });
}

/** Notes in the run's counts that these records, of which none had a word before, were tried. */
export function* noteFirstTried(key: number, settlements: readonly Settlement[]): Work<void> {
	yield* noteTried(key, triedFirst(settlements, new Set()));
}

function* noteTried(run: number, { records, refused }: Tried): Work<void> {
	if (records !== 0 || refused !== 0) yield* change(addTried, { run, records, refused });
}

function* triedAmong(named: { readonly run: number; readonly recordIds: readonly string[] }): Work<Tried> {
	return named.recordIds.length === 0 ? { records: 0, refused: 0 } : toTried(yield* get(countNamedTried, named));
}

function repeatedIn(recordIds: readonly string[]): string[] {
	const seen = new Set<string>();
	return recordIds.filter((id) => seen.size === seen.add(id).size);
}

/** Of records that get their first word and no other with it. */
function triedFirst(settlements: readonly Settlement[], others: ReadonlySet<string>): Tried {
	const breakers = settlements
		.filter(({ recordId }) => !others.has(recordId))
		.map(({ outcome }) => outcomeIs(outcome).breaker);
	const refused = breakers.filter((breaker) => breaker === 'refused').length;
	return { records: refused + breakers.filter((breaker) => breaker === 'tried').length, refused };
}

const addRecords = `
	INSERT INTO {schema}.work AS work (run, record_id, version, is_carried_over, attempts, drops)
	SELECT CAST(:run AS bigint), given.record_id, given.version, given.is_carried_over, ${carriedCounts}
	FROM ${givenAndCarriedOver} WHERE true
	ON CONFLICT (run, record_id) DO UPDATE SET version = coalesce(excluded.version, work.version),
		is_carried_over = excluded.is_carried_over OR work.is_carried_over`;

// A run that is not there has no work.
const isOfRun = 'work.run = (SELECT sequence FROM {schema}.runs WHERE run_id = :runId)';

const ofWork = workColumns
	.split(/,\s*/)
	.map((name) => `work.${name} AS ${name}`)
	.join(', ');

const selectStates = `
	SELECT ${ofWork}, parcel, word_number FROM {schema}.work AS work
	LEFT JOIN {schema}.parcel_records AS packed
		ON packed.record_id = work.record_id AND packed.run = work.run AND work.outcome IS NULL
	WHERE ${isOfRun}`;

const selectPage = `${selectStates} AND work.record_id > :after ORDER BY work.record_id LIMIT :pageSize`;

const selectNamed = `${selectStates} AND work.record_id {isOneOf recordIds} ORDER BY work.record_id`;

// What is staged counts as tried, so that confirming it changes nothing here.
const countAllTried = `SELECT ${triedCounts} FROM {schema}.work WHERE run = :run AND ${isTried}`;

const countNamedTried = `${countAllTried} AND record_id {isOneOf recordIds}`;

const selectSettled = `
	SELECT record_id FROM {schema}.work WHERE run = :run AND record_id {isOneOf recordIds} AND outcome IS NOT NULL`;

const selectKeptCounts = 'SELECT tried AS records, refused FROM {schema}.runs WHERE sequence = :run';

const addTried = `
	UPDATE {schema}.runs SET tried = tried + CAST(:records AS bigint), refused = refused + CAST(:refused AS bigint)
	WHERE sequence = :run`;

const selectOutcomes = `
	SELECT outcome, count(*) AS records FROM {schema}.work
	WHERE run = :run AND outcome IS NOT NULL GROUP BY outcome`;
