import type { Outcome } from './outcome';

/** An attempt on a record whose stamps could not be written, so that only the store knows of it. */
export interface Attempt {
	readonly recordId: string;
	readonly sObject: string;
	/** When it was made, by Salesforce's clock. */
	readonly lastActivity: Date;
	readonly outcome: Outcome;
	/** Why it could not be stamped, in words. */
	readonly reason?: string;
	/** Of the inputs that providers match on, as the stamp would have said it. */
	readonly matchHash?: string;
	/** The `SystemModstamp` of the record as the attempt left it; `undefined` when only the time tells. */
	readonly version?: string;
	/** The run that made it. */
	readonly runId?: string;
}

/** What a pipeline last asked of a provider: whatever found no match before `changedAt` may find one now. */
export interface ProviderVersion {
	/** The provider's id. */
	readonly provider: string;
	/** What tells two of the same id apart, such as the path of a file. */
	readonly source: string;
	readonly version: string;
	/** When another version took the place of an earlier one, by Salesforce's clock; `undefined` while it is the first. */
	readonly changedAt?: Date;
}
