import { isPipeline, keyValues } from '../rows/pipeline-row';
import type { NamedValues } from '../rows/row-values';
import { isUnfinished, runNotFound, toRun } from '../rows/run-row';
import type { Run, Store } from '../store';
import type { PostgresConnection, PostgresQueries } from './connection';

type LookupMethods = 'findRun' | 'findRunByExecution' | 'findUnfinishedRun' | 'listRuns';

/** The runs as others find them. */
export function runLookup(db: PostgresConnection): Pick<Store, LookupMethods> {
	return {
		async findRun(runId) {
			return await findOne(db, 'run_id = :runId', { runId });
		},

		async findRunByExecution(executionId) {
			return await findOne(db, 'execution_id = :executionId', { executionId });
		},

		async findUnfinishedRun(key) {
			return await findOne(db, `${isPipeline} AND ${isUnfinished}`, keyValues(key));
		},

		async listRuns(orgId, limit) {
			const sql = `SELECT * FROM {schema}.runs WHERE org_id = :orgId AND NOT ${isUnfinished}
				ORDER BY sequence DESC LIMIT :limit`;
			return (await db.all(sql, { orgId, limit })).map(toRun);
		},
	};
}

/** The org that a run belongs to; throws `run_not_found` when the store has no such run. */
export async function requireRun(db: PostgresQueries, runId: string): Promise<string> {
	const row = await db.get('SELECT org_id FROM {schema}.runs WHERE run_id = :runId', { runId });
	if (!row) throw runNotFound(runId, 'does not exist');
	return String(row.org_id);
}

/**
 * Like `requireRun`, and until the transaction ends other writers of the run's rows wait: two that
 * touch the same rows in different orders cannot block each other, and rows that are numbered become
 * visible in the order of their numbers.
 */
export async function lockRun(tx: PostgresQueries, runId: string): Promise<string> {
	const sql = 'SELECT org_id FROM {schema}.runs WHERE run_id = :runId FOR NO KEY UPDATE';
	const row = await tx.get(sql, { runId });
	if (!row) throw runNotFound(runId, 'does not exist');
	return String(row.org_id);
}

/** The newest run that meets the condition. */
export async function findOne(
	db: PostgresQueries,
	condition: string,
	values: NamedValues,
): Promise<Run | undefined> {
	const sql = `SELECT * FROM {schema}.runs WHERE ${condition} ORDER BY sequence DESC LIMIT 1`;
	const row = await db.get(sql, values);
	return row && toRun(row);
}
