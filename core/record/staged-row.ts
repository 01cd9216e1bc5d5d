import type { LeftOut } from './left-out';

/** Where a value comes from, and the policy that let it in. */
export interface ValueOrigin {
	readonly provider?: string;
	readonly confidence?: number;
	/** ISO 8601, when the provider saw the value. */
	readonly observedAt?: string;
	readonly policy?: string;
}

/** A row that waits in the store until Finish sends all of them in one ingest job. */
export interface StagedRow {
	/** 18 characters; of a record that does not exist yet, whatever tells it from all others. */
	readonly recordId: string;
	/** What is sent: field values by API name, without the Id. */
	readonly values: Readonly<Record<string, unknown>>;
	/** Rows of one parent are kept together, against row locks. */
	readonly parentId?: string;
	/** Set for a record that does not exist yet. */
	readonly creation?: StagedCreation;
}

/** How a staged row comes to be a record. */
export interface StagedCreation {
	/** External id field; the row has its value. */
	readonly keyField: string;
	/** Whether a record that has the key by then is left as it is; otherwise it is updated. */
	readonly isCreateOnly: boolean;
	/** By field, for the journal, which takes them once the record has its Id. */
	readonly sources: Readonly<Record<string, ValueOrigin>>;
	/** Fields that are not left out when Salesforce refuses their values: the record is refused with them. */
	readonly mustFit?: readonly string[];
	/** Values that were left out because they do not fit, and the message on them. */
	readonly leftOut?: { readonly values: readonly LeftOut[]; readonly message: string };
}

/** Staged rows that can be sent together. */
export interface StagedSummary {
	/** Of rows that are created under it; `undefined` for those of records that exist. */
	readonly keyField?: string;
	/** Every field that some row sets, without the Id, in the order of their names. */
	readonly columns: readonly string[];
	readonly rows: number;
}
