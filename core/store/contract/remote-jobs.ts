/** Bulk work under way at Salesforce that a killed run has to pick up again instead of repeating. */
export interface RemoteJob {
	readonly jobId: string;
	/** The last thing that is surely done. */
	readonly step: 'created' | 'uploaded' | 'closed' | 'collected';
	readonly operation: 'update' | 'upsert' | 'insert';
	/** Position of the part of the staged rows that the job holds. */
	readonly part: number;
	readonly rows: number;
}

/** The jobs under way at Salesforce. */
export interface RemoteJobStore {
	/** Notes a remote job or how far it has come; the job's id tells which. */
	recordRemoteJob(runId: string, job: RemoteJob): Promise<void>;
	/** By part, those of one part in the order noted. */
	readRemoteJobs(runId: string): Promise<readonly RemoteJob[]>;
}
