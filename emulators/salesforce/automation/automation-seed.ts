import type { RuleCondition } from '../org/seed';

/** Sets fields of a record on its way into the database, as a flow or trigger before save does. */
export interface FieldUpdateSeed {
	readonly object: string;
	/** The flow that does it, as Setup lists it; default `<Object>_Before_Save_1`, `…_2`, … in seed order. */
	readonly flow?: string;
	/** Default `save`: both. */
	readonly on?: 'create' | 'update' | 'save';
	/** Only records that meet all of these, as they would be saved. */
	readonly when?: RuleCondition | readonly RuleCondition[];
	/** Values by field; `{ "from": "Other" }` copies a field of the same record. */
	readonly set: Readonly<Record<string, unknown>>;
}

/** Apex so slow that a transaction of more than `rows` records of the object fails as a whole. */
export interface CpuLimitSeed {
	readonly object: string;
	readonly rows: number;
	/** The trigger that is blamed; default `<Object>Trigger`. */
	readonly trigger?: string;
}

/** Makes saves of records that share a parent meet each other's locks. */
export interface LockContentionSeed {
	/** The children's object, and their field that names the parent. */
	readonly object: string;
	readonly by: string;
	/** Of saves that meet a parent which another transaction touched a moment before. */
	readonly percent: number;
	/** How long a parent stays locked after the other transaction, by the org's clock; default 10,000. */
	readonly windowMs?: number;
}

/** A record-triggered flow that sends something after a save. */
export interface SendingFlowSeed {
	readonly name: string;
	readonly object: string;
	/** Default `save`: both. */
	readonly on?: 'create' | 'update' | 'save';
	/** The flow's entry conditions, as the record was saved. */
	readonly when?: RuleCondition | readonly RuleCondition[];
	/** Usernames whose saves send nothing, as of those who hold the custom permission that the entry conditions ask for. */
	readonly exceptUsers?: readonly string[];
}

/** A record-triggered flow that sends an outbound message. */
export interface OutboundMessageSeed extends SendingFlowSeed {
	/** What is sent beside the Id. */
	readonly fields: readonly string[];
	/** Where to; may be said later, through the emulator's `outbound`. */
	readonly endpoint?: string;
}

/** A record-triggered flow with an HTTP callout on its asynchronous path: one call for each record, made once. */
export interface CalloutSeed extends SendingFlowSeed {
	/** Where to; may be said later, through the emulator's `callouts`. */
	readonly endpoint?: string;
	/** What the external credential adds to the call. */
	readonly headers?: Readonly<Record<string, string>>;
	/** Usernames that may use the external credential's principal; default everybody. The flow of anybody else fails. */
	readonly principalUsers?: readonly string[];
}

/** What an org does of its own accord around a save. */
export interface AutomationSeed {
	readonly callouts?: readonly CalloutSeed[];
	readonly outboundMessages?: readonly OutboundMessageSeed[];
	readonly fieldUpdates?: readonly FieldUpdateSeed[];
	readonly cpuLimits?: readonly CpuLimitSeed[];
	readonly lockContention?: readonly LockContentionSeed[];
}
