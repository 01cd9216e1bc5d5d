/** One pipeline over one object of one org: what a watermark, a lease and the carry-over belong to. */
export interface PipelineKey {
	/** 18 characters; first in every key, because a full sandbox shares production's record ids. */
	readonly orgId: string;
	/** The name the workflow gave, e.g. `hourly`. */
	readonly pipeline: string;
	readonly sObject: string;
}
