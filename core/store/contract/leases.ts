import type { PipelineKey } from './pipeline-key';

export type LeaseGrant =
	| { readonly granted: true; readonly expiresAt: Date }
	| { readonly granted: false; readonly holder: string; readonly expiresAt: Date };

/** Who works on a pipeline. */
export interface LeaseStore {
	/** Takes the pipeline's lease when it is free, expired, or already the holder's. */
	acquireLease(key: PipelineKey, holder: string, now: Date, ttlMs: number): Promise<LeaseGrant>;
	/** Prolongs the holder's lease; false when somebody else holds it by now. */
	renewLease(key: PipelineKey, holder: string, now: Date, ttlMs: number): Promise<boolean>;
	/** Frees the lease when the holder still has it; otherwise does nothing. */
	releaseLease(key: PipelineKey, holder: string): Promise<void>;
}
