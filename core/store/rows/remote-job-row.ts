import type { RemoteJob } from '../contract/remote-jobs';
import type { NamedValues, Row } from './row-values';

/** The values of the columns of a remote job, without its run's. */
export function remoteJobValues(job: RemoteJob): NamedValues {
	return {
		jobId: job.jobId,
		step: job.step,
		operation: job.operation,
		part: job.part,
		rowCount: job.rows,
	};
}

/** A remote job as its row has it. */
export function toRemoteJob(row: Row): RemoteJob {
	return {
		jobId: String(row.job_id),
		step: String(row.step) as RemoteJob['step'],
		operation: String(row.operation) as RemoteJob['operation'],
		part: Number(row.part),
		rows: Number(row.row_count),
	};
}
