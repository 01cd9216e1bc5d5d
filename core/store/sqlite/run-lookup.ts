import { isPipeline, keyValues } from '../rows/pipeline-row';
import type { NamedValues } from '../rows/row-values';
import { isUnfinished, runNotFound, toRun } from '../rows/run-row';
import type { Run, Store } from '../store';
import type { SqliteConnection } from './connection';

type LookupMethods = 'findRun' | 'findRunByExecution' | 'findUnfinishedRun' | 'listRuns';

/** The runs as others find them. */
export function runLookup(db: SqliteConnection): Pick<Store, LookupMethods> {
	return {
		async findRun(runId) {
			return findOne(db, 'run_id = :runId', { runId });
		},

		async findRunByExecution(executionId) {
			return findOne(db, 'execution_id = :executionId', { executionId });
		},

		async findUnfinishedRun(key) {
			return findOne(db, `${isPipeline} AND ${isUnfinished}`, keyValues(key));
		},

		async listRuns(orgId, limit) {
			const sql = `SELECT * FROM runs WHERE org_id = :orgId AND NOT ${isUnfinished}
				ORDER BY sequence DESC LIMIT :limit`;
			return db.all(sql, { orgId, limit }).map(toRun);
		},
	};
}

/** The org that a run belongs to; throws `run_not_found` when the store has no such run. */
export function requireRun(db: SqliteConnection, runId: string): string {
	const row = db.get('SELECT org_id FROM runs WHERE run_id = :runId', { runId });
	if (!row) throw runNotFound(runId, 'does not exist');
	return String(row.org_id);
}

/** The newest run that meets the condition. */
export function findOne(
	db: SqliteConnection,
	condition: string,
	values: NamedValues,
): Run | undefined {
	const sql = `SELECT * FROM runs WHERE ${condition} ORDER BY sequence DESC LIMIT 1`;
	const row = db.get(sql, values);
	return row && toRun(row);
}
