import { keyValues } from '../rows/pipeline-row';
import { pageSize, readPages } from '../rows/pages';
import type { NamedValues } from '../rows/row-values';
import { mergedList, mergedOutcome, saysNothingNew, settlementValues, toOutcomeCounts, toWorkState, workColumns, workValues } from '../rows/work-row';
import type { Run, Store, WorkState } from '../store';
import { columnsOf, portionsOf } from './columns';
import type { PostgresConnection } from './connection';
import { lockRun, requireRun } from './run-lookup';

/** The records of each run and how they ended. */
export function workTable(
	db: PostgresConnection,
): Pick<Store, 'addWork' | 'settleWork' | 'readWork' | 'countOutcomes'> {
	const save = async (run: Run, sql: string, rows: readonly NamedValues[]) => {
		await db.transaction(async (tx) => {
			await lockRun(tx, run.runId);
			const shared = { ...keyValues(run), runId: run.runId };
			for (const portion of portionsOf(rows, (row) => String(row.recordId))) {
				await tx.run(sql, { ...shared, ...columnsOf(portion) });
			}
		});
	};

	return {
		async addWork(run, records) {
			await save(run, addRecords, records.map(workValues));
		},

		async settleWork(run, settlements) {
			await save(run, settleRecords, settlements.map(settlementValues));
		},

		readWork({ orgId, runId }) {
			return readPages<WorkState>(async (last) => {
				const after = last?.recordId ?? '';
				return (await db.all(selectPage, { orgId, runId, after, pageSize })).map(toWorkState);
			});
		},

		async countOutcomes({ runId }) {
			return toOutcomeCounts(await db.all(selectOutcomes, { orgId: await requireRun(db, runId), runId }));
		},
	};
}

// Attempts and drops are copied when the record is taken on: Finish adds to the carry-over from
// them, and a Finish that is repeated after a crash must not add twice.
const carried = `
	LEFT JOIN {schema}.carry_over AS carried ON carried.org_id = :orgId
		AND carried.pipeline = :pipeline AND carried.s_object = :sObject
		AND carried.record_id = given.record_id`;

const addRecords = `
	INSERT INTO {schema}.work AS work
		(org_id, run_id, record_id, version, is_carried_over, attempts, drops)
	SELECT :orgId, :runId, given.record_id, given.version, given.is_carried_over,
		coalesce(carried.attempts, 0), coalesce(carried.drops, 0)
	FROM unnest(:recordId::text[], :version::text[], :isCarriedOver::boolean[])
		AS given (record_id, version, is_carried_over) ${carried}
	ON CONFLICT (org_id, run_id, record_id) DO UPDATE SET
		version = coalesce(excluded.version, work.version),
		is_carried_over = excluded.is_carried_over OR work.is_carried_over`;

const settleRecords = `
	INSERT INTO {schema}.work AS work (org_id, run_id, record_id, is_carried_over, attempts, drops,
		outcome, enrich_outcome, message, retryable, confidence, rank, is_duplicate, left_out_json, must_fit_json)
	SELECT :orgId, :runId, given.record_id, false,
		coalesce(carried.attempts, 0), coalesce(carried.drops, 0), given.outcome,
		given.enrich_outcome, given.message, given.retryable, given.confidence, given.rank,
		given.is_duplicate, given.left_out_json, given.must_fit_json
	FROM unnest(:recordId::text[], :outcome::text[], :enrichOutcome::text[], :message::text[],
		:retryable::boolean[], :confidence::double precision[], :rank::text[], :isDuplicate::boolean[],
		:leftOut::text[], :mustFit::text[])
		AS given (record_id, outcome, enrich_outcome, message, retryable, confidence, rank,
		is_duplicate, left_out_json, must_fit_json) ${carried}
	ON CONFLICT (org_id, run_id, record_id) DO UPDATE SET outcome = ${mergedOutcome},
		enrich_outcome = excluded.enrich_outcome, message = excluded.message,
		retryable = excluded.retryable, confidence = excluded.confidence, rank = excluded.rank,
		is_duplicate = excluded.is_duplicate, left_out_json = ${mergedList('left_out_json')},
		must_fit_json = ${mergedList('must_fit_json')}
	WHERE NOT coalesce(${saysNothingNew}, false)`;

const selectPage = `
	SELECT ${workColumns} FROM {schema}.work WHERE org_id = :orgId AND run_id = :runId AND record_id > :after
	ORDER BY record_id LIMIT :pageSize`;

const selectOutcomes = `
	SELECT outcome, count(*) AS records FROM {schema}.work
	WHERE org_id = :orgId AND run_id = :runId AND outcome IS NOT NULL GROUP BY outcome`;
