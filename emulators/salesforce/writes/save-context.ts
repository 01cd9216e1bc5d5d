import type { OrgState } from '../org/org-state';

/** `Sforce-Duplicate-Rule-Header`: what the caller asks of duplicate rules. */
export interface DuplicateRuleOptions {
	/** Saves in spite of a rule that only alerts; a rule that blocks still blocks. */
	readonly allowSave: boolean;
	/** Whether a refusal shows the fields of the records found, not just their ids. */
	readonly includeRecordDetails: boolean;
	/** Whether only records count that the caller may see. */
	readonly runAsCurrentUser: boolean;
}

/** Who saves, in which org, and what the request's headers asked for. */
export interface SaveContext {
	readonly org: OrgState;
	readonly userId: string;
	/** `Sforce-Auto-Assign`; Salesforce's default is true, which re-runs assignment rules on every save. */
	readonly autoAssign: boolean;
	/** The one assignment rule to run; absent means the active one. */
	readonly assignmentRuleId?: string;
	/** How many records the transaction saves; absent means one. The context itself stands for the transaction. */
	readonly batchSize?: number;
	/** Absent means that every option is false. */
	readonly duplicateRule?: DuplicateRuleOptions;
}
