import { runNotFound } from '../rows/run-row';
import { get, type Work } from './statement';

/** A run as rows refer to it. */
export interface RunKey {
	readonly orgId: string;
	readonly runId: string;
	/** The number of the run in this store, which a row carries instead of both Ids. */
	readonly run: number;
}

/** The key of a run; throws `run_not_found` when the store has no such run. */
export function* requireRun(runId: string): Work<RunKey> {
	return yield* findKey(runId, 'SELECT org_id, sequence FROM {schema}.runs WHERE run_id = :runId');
}

/**
 * Like `requireRun`, and until the transaction ends other writers of the run's rows wait: two that
 * touch the same rows in different orders cannot block each other, and rows that are numbered become
 * visible in the order of their numbers.
 */
export function* lockRun(runId: string): Work<RunKey> {
	return yield* findKey(runId, 'SELECT org_id, sequence FROM {schema}.runs WHERE run_id = :runId {lock rows}');
}

function* findKey(runId: string, sql: string): Work<RunKey> {
	const row = yield* get(sql, { runId });
	if (!row) throw runNotFound(runId, 'does not exist');
	return { orgId: String(row.org_id), runId, run: Number(row.sequence) };
}
