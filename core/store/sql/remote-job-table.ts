import { remoteJobValues, toRemoteJob } from '../rows/remote-job-row';
import type { RemoteJobStore } from '../contract/remote-jobs';
import { requireRun } from './run-key';
import { all, run, type Database } from './statement';

/** The jobs under way at Salesforce. */
export function remoteJobTable(db: Database): RemoteJobStore {
	return {
		async recordRemoteJob(runId, job) {
			await db.transact(function* () {
				const { orgId } = yield* requireRun(runId);
				yield* run(saveJob, { orgId, runId, ...remoteJobValues(job) });
			});
		},

		async readRemoteJobs(runId) {
			return await db.perform(function* () {
				const { orgId } = yield* requireRun(runId);
				return (yield* all(selectJobs, { orgId, runId })).map(toRemoteJob);
			});
		},
	};
}

const saveJob = `
	INSERT INTO {schema}.remote_jobs (org_id, run_id, job_id, step, operation, part, row_count)
	VALUES (:orgId, :runId, :jobId, :step, :operation, :part, :rowCount)
	ON CONFLICT (org_id, run_id, job_id) DO UPDATE SET step = excluded.step,
		operation = excluded.operation, part = excluded.part, row_count = excluded.row_count`;

const selectJobs = `
	SELECT * FROM {schema}.remote_jobs WHERE org_id = :orgId AND run_id = :runId ORDER BY part, sequence`;
