import { outcomeIs } from '../../record/outcome';
import { pageSize, readPages } from '../rows/pages';
import { keyValues } from '../rows/pipeline-row';
import {
	mergedList,
	mergedOutcome,
	isTried,
	saysNothingNew,
	settlementValues,
	toOutcomeCounts,
	toTried,
	toWorkState,
	triedCounts,
	workColumns,
	workValues,
} from '../rows/work-row';
import type { Run } from '../contract/runs';
import type { Settlement, Tried, WorkState, WorkStore } from '../contract/work';
import { lockRun, requireRun } from './run-key';
import { all, get, run as change, runOnRows, type Database, type Work } from './statement';

/** The records of each run and how they ended. */
export function workTable(db: Database): WorkStore {
	return {
		async addWork(run, records) {
			await db.transact(function* () {
				const { run: key } = yield* lockRun(run.runId);
				yield* runOnRows(addRecords, { ...keyValues(run), run: key }, records.map(workValues), ['record_id']);
			});
		},

		settleWork: async (run, settlements) => await db.transact(() => settle(run, settlements)),

		readWork({ runId }) {
			return readPages<WorkState>(async (last) => {
				const rows = await db.perform(() => all(selectPage, { runId, after: last?.recordId ?? '', pageSize }));
				return rows.map(toWorkState);
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
				return toOutcomeCounts(yield* all(selectOutcomes, { run }));
			});
		},

		async loadWork({ runId }, recordIds) {
			return (await db.perform(() => all(selectNamed, { runId, recordIds }))).map(toWorkState);
		},
	};
}

/** Notes how records ended, and in the run's counts how many more were tried; belongs into a transaction. */
export function* settle(run: Run, settlements: readonly Settlement[]): Work<void> {
	const { run: key } = yield* lockRun(run.runId);
	const recordIds = settlements.map(({ recordId }) => recordId);
	const settled = (yield* all(selectSettled, { run: key, recordIds })).map((row) => String(row.record_id));
	// The last word on a record is not always the one that stays.
	const counted = new Set([...settled, ...repeatedIn(recordIds)]);
	const named = { run: key, recordIds: [...counted] };
	const before = yield* triedAmong(named);
	yield* runOnRows(settleRecords, { ...keyValues(run), run: key }, settlements.map(settlementValues), ['record_id']);
	const after = yield* triedAmong(named);
	const first = triedFirst(settlements, counted);
	const records = first.records + after.records - before.records;
	const refused = first.refused + after.refused - before.refused;
	if (records !== 0 || refused !== 0) yield* change(addTried, { run: key, records, refused });
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

// Attempts and drops are copied when the record is taken on: Finish adds to the carry-over from
// them, and a Finish that is repeated after a crash must not add twice.
const carriedCounts = 'coalesce(carried.attempts, 0), coalesce(carried.drops, 0)';
const givenAndCarriedOver = `given LEFT JOIN {schema}.carry_over AS carried ON carried.org_id = :orgId
		AND carried.pipeline = :pipeline AND carried.s_object = :sObject
		AND carried.record_id = given.record_id`;

const addRecords = `
	INSERT INTO {schema}.work AS work (run, record_id, version, is_carried_over, attempts, drops)
	SELECT CAST(:run AS bigint), given.record_id, given.version, given.is_carried_over, ${carriedCounts}
	FROM ${givenAndCarriedOver} WHERE true
	ON CONFLICT (run, record_id) DO UPDATE SET version = coalesce(excluded.version, work.version),
		is_carried_over = excluded.is_carried_over OR work.is_carried_over`;

const settleRecords = `
	INSERT INTO {schema}.work AS work (run, record_id, is_carried_over, attempts, drops,
		outcome, enrich_outcome, message, retryable, confidence, rank, is_duplicate, left_out_json, must_fit_json, source)
	SELECT CAST(:run AS bigint), given.record_id, false, ${carriedCounts}, given.outcome, given.enrich_outcome,
		given.message, given.retryable, given.confidence, given.rank, given.is_duplicate,
		given.left_out_json, given.must_fit_json, given.source
	FROM ${givenAndCarriedOver} WHERE true
	ON CONFLICT (run, record_id) DO UPDATE SET outcome = ${mergedOutcome}, enrich_outcome = excluded.enrich_outcome,
		message = excluded.message, retryable = excluded.retryable,
		confidence = excluded.confidence, rank = excluded.rank, is_duplicate = excluded.is_duplicate, source = excluded.source,
		left_out_json = ${mergedList('left_out_json')}, must_fit_json = ${mergedList('must_fit_json')}
	WHERE NOT coalesce(${saysNothingNew}, false)`;

// A run that is not there has no work.
const isOfRun = 'run = (SELECT sequence FROM {schema}.runs WHERE run_id = :runId)';

const selectPage = `
	SELECT ${workColumns} FROM {schema}.work WHERE ${isOfRun} AND record_id > :after
	ORDER BY record_id LIMIT :pageSize`;

const selectNamed = `
	SELECT ${workColumns} FROM {schema}.work WHERE ${isOfRun} AND record_id {isOneOf recordIds}
	ORDER BY record_id`;

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
