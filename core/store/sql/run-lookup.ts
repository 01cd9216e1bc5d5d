import { isPipeline, keyValues } from '../rows/pipeline-row';
import { isUnfinished, toRun } from '../rows/run-row';
import type { Run, RunStore } from '../contract/runs';
import { all, get, type Database, type StatementValues, type Work } from './statement';

type LookupMethods = 'findRun' | 'findRunByExecution' | 'findUnfinishedRun' | 'isUnderWay' | 'listRuns';

/** The runs as others find them. */
export function runLookup(db: Database): Pick<RunStore, LookupMethods> {
	return {
		findRun: async (runId) => await db.perform(() => findOne('run_id = :runId', { runId })),

		findRunByExecution: async (executionId) =>
			await db.perform(() => findOne('execution_id = :executionId', { executionId })),

		findUnfinishedRun: async (key) =>
			await db.perform(() => findOne(`${isPipeline} AND ${isUnfinished}`, keyValues(key))),

		async isUnderWay(workflowId, pipeline, sObject) {
			const values = { workflowId, pipeline, sObject };
			return (await db.perform(() => get(selectUnderWay, values))) !== undefined;
		},

		async listRuns(orgId, limit) {
			return (await db.perform(() => all(selectEnded, { orgId, limit }))).map(toRun);
		},
	};
}

/** The newest run that meets the condition. */
export function* findOne(condition: string, values: StatementValues): Work<Run | undefined> {
	const row = yield* get(`SELECT * FROM {schema}.runs WHERE ${condition} ORDER BY sequence DESC LIMIT 1`, values);
	return row && toRun(row);
}

const selectEnded = `
	SELECT * FROM {schema}.runs WHERE org_id = :orgId AND NOT ${isUnfinished} ORDER BY sequence DESC LIMIT :limit`;

const selectUnderWay = `
	SELECT 1 AS found FROM {schema}.runs
	WHERE workflow_id = :workflowId AND pipeline = :pipeline AND s_object = :sObject AND status = 'Running' LIMIT 1`;
