import type { Attempt, ProviderVersion } from '../../record/attempt';
import type { PipelineKey } from './pipeline-key';

/** What has been tried where no stamp does tell, and what was asked of whom. */
export interface AttemptStore {
	/** Keeps attempts that could not be stamped, replacing what was kept of the same record. */
	noteAttempts(orgId: string, attempts: readonly Attempt[]): Promise<void>;
	/** Those of these records, by Id. */
	loadAttempts(orgId: string, recordIds: readonly string[]): Promise<readonly Attempt[]>;
	/** The object's attempts from this moment on, the newest first, at most `limit`. */
	readAttempts(orgId: string, sObject: string, since: Date, limit: number): Promise<readonly Attempt[]>;
	/** Forgets attempts, because the record carries its stamps by now or is gone. */
	dropAttempts(orgId: string, recordIds: readonly string[]): Promise<void>;
	/** How many records this run was the last to attempt without being able to stamp them, and one of them. */
	countAttempts(orgId: string, runId: string): Promise<{ readonly records: number; readonly recordId?: string }>;

	/** Remembers what a pipeline asks of a provider. One without `changedAt` is a first sight: what is known already stays. */
	noteProviderVersion(key: PipelineKey, version: ProviderVersion): Promise<void>;
	/** By provider and source. */
	loadProviderVersions(key: PipelineKey): Promise<readonly ProviderVersion[]>;
}
