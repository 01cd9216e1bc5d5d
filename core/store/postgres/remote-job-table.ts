import { remoteJobValues, toRemoteJob } from '../rows/remote-job-row';
import type { Store } from '../store';
import type { PostgresConnection } from './connection';
import { requireRun } from './run-lookup';

/** The jobs under way at Salesforce. */
export function remoteJobTable(
	db: PostgresConnection,
): Pick<Store, 'recordRemoteJob' | 'readRemoteJobs'> {
	return {
		async recordRemoteJob(runId, job) {
			const orgId = await requireRun(db, runId);
			await db.run(saveJob, { orgId, runId, ...remoteJobValues(job) });
		},

		async readRemoteJobs(runId) {
			const sql = `SELECT * FROM {schema}.remote_jobs WHERE org_id = :orgId AND run_id = :runId
				ORDER BY part, sequence`;
			return (await db.all(sql, { orgId: await requireRun(db, runId), runId })).map(toRemoteJob);
		},
	};
}

const saveJob = `
	INSERT INTO {schema}.remote_jobs (org_id, run_id, job_id, step, operation, part, row_count)
	VALUES (:orgId, :runId, :jobId, :step, :operation, :part, :rowCount)
	ON CONFLICT (org_id, run_id, job_id) DO UPDATE SET step = excluded.step,
		operation = excluded.operation, part = excluded.part, row_count = excluded.row_count`;
