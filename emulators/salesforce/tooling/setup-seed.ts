/** A flow as Setup lists it, in Salesforce's own words; what it would do is told by `automation.fieldUpdates`. */
export interface FlowSeed {
	/** Its API name. */
	readonly name: string;
	/** The object whose records start it; absent for flows that people or a schedule start. */
	readonly object?: string;
	/** Default `RecordAfterSave` with an object, none without; `null` for a process of Process Builder. */
	readonly triggerType?: 'RecordBeforeSave' | 'RecordAfterSave' | 'RecordBeforeDelete' | 'Scheduled' | null;
	/** Default `CreateAndUpdate`. */
	readonly recordTriggerType?: 'Create' | 'Update' | 'CreateAndUpdate' | 'Delete';
	/** Default true. */
	readonly isActive?: boolean;
}

/** The moments at which an Apex trigger runs. */
export type TriggerMoment =
	| 'BeforeInsert'
	| 'AfterInsert'
	| 'BeforeUpdate'
	| 'AfterUpdate'
	| 'BeforeDelete'
	| 'AfterDelete'
	| 'AfterUndelete';

/** An Apex trigger as Setup lists it; how slow it is, is told by `automation.cpuLimits`. */
export interface ApexTriggerSeed {
	readonly name: string;
	readonly object: string;
	readonly runsOn: readonly TriggerMoment[];
	/** Default true. */
	readonly isActive?: boolean;
}

/** A workflow rule or an outbound message as Setup lists it; nothing is ever sent. */
export interface WorkflowItemSeed {
	readonly name: string;
	readonly object: string;
}

/** What an administrator set up and the Tooling API shows, besides rules and access. */
export interface SetupSeed {
	readonly flows?: readonly FlowSeed[];
	readonly apexTriggers?: readonly ApexTriggerSeed[];
	readonly workflowRules?: readonly WorkflowItemSeed[];
	readonly outboundMessages?: readonly WorkflowItemSeed[];
}
