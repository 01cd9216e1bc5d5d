import { sortBy } from 'lodash';
import { journalColumns } from '../rows/journal-row';
import type { NamedValues, Row } from '../rows/row-values';
import { mergedList, mergedOutcome, saysNothingNew } from '../rows/work-row';
import type { PipelineKey } from '../contract/pipeline-key';
import { keyValues } from '../rows/pipeline-row';
import { all, runOnRows, type Work } from './statement';

/** The journal of these records in a run, in the order in which it first changed them. */
export function* loadJournalRows(run: number, recordIds: readonly string[]): Work<readonly Row[]> {
	if (recordIds.length === 0) return [];
	// SQLite, asked to sort them, would read the whole run in order instead of finding these.
	return sortBy(yield* all(selectJournal, { run, recordIds }), ({ sequence }) => Number(sequence));
}

/** Keeps all changes of each record in place of what was kept of it; no record has none. */
export function* saveJournalRows(run: number, rows: readonly NamedValues[]): Work<void> {
	yield* runOnRows(upsertJournal, { run }, rows, ['record_id']);
}

/** Keeps the rows in place of those that were staged of their records. */
export function* saveStagedRows(run: number, rows: readonly NamedValues[]): Work<void> {
	yield* runOnRows(upsertStaged, { run }, rows, ['record_id']);
}

/** Keeps the words on these records, each as it goes together with the one before; what was tried is not counted. */
export function* saveWords(key: PipelineKey, run: number, words: readonly NamedValues[]): Work<void> {
	yield* runOnRows(settleRecords, { ...keyValues(key), run }, words, ['record_id']);
}

const selectJournal = `
	SELECT ${journalColumns} FROM {schema}.journal WHERE run = :run AND record_id {isOneOf recordIds}`;

const upsertJournal = `
	INSERT INTO {schema}.journal (run, record_id, s_object, changes_json)
	SELECT CAST(:run AS bigint), record_id, s_object, changes_json FROM given WHERE true
	ON CONFLICT (record_id, run) DO UPDATE SET changes_json = excluded.changes_json`;

const upsertStaged = `
	INSERT INTO {schema}.staged_rows (run, record_id, parent_id, values_json, creation_json)
	SELECT CAST(:run AS bigint), record_id, parent_id, values_json, creation_json FROM given WHERE true
	ON CONFLICT (run, record_id) DO UPDATE SET parent_id = excluded.parent_id,
		values_json = excluded.values_json, creation_json = excluded.creation_json`;

// Attempts and drops are copied when the record is taken on: Finish adds to the carry-over from
// them, and a Finish that is repeated after a crash must not add twice.
/** The counts of a given record in the carry-over. */
export const carriedCounts = 'coalesce(carried.attempts, 0), coalesce(carried.drops, 0)';

/** The given records with what the carry-over has of them. */
export const givenAndCarriedOver = `given LEFT JOIN {schema}.carry_over AS carried ON carried.org_id = :orgId
		AND carried.pipeline = :pipeline AND carried.s_object = :sObject
		AND carried.record_id = given.record_id`;

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
