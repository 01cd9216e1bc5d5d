import type { RecordId } from '../../record/identity';
import type { OwnFieldNames } from '../../record/fields';
import type { Outcome } from '../../record/outcome';
import type { RecordItem, SalesforceRecord, ValueSource } from '../../record/record-item';
import type { WriteMemory } from '../../record/write-memory';
import type { Currencies } from '../../salesforce/currencies';
import type { RowError } from '../../salesforce/row-result';
import type { SObjectDescription } from '../../salesforce/schema';
import type { ActiveUsers } from './coerce/coerce-reference';

/** One field of one record, before and after. */
export interface FieldChange {
	readonly field: string;
	/** What Salesforce held just before the write. */
	readonly before: unknown;
	readonly after: unknown;
	readonly provider?: string;
	readonly source?: ValueSource;
	readonly confidence?: number;
	/** ISO 8601, when the provider saw the value. */
	readonly observedAt?: string;
	readonly policy?: string;
}

/** A record that has an Id of its own and belongs to the org. */
export interface WriteTarget {
	readonly inputIndex: number;
	/** `noId` for a record that does not exist yet. */
	readonly id: RecordId;
	readonly item: RecordItem;
}

/** The records that the look-ups of one batch lead to. */
export interface Parents {
	/** The Id of the record that has the value, or why there is none; `path` is how the look-up was given. */
	find(path: string, value: unknown): { readonly id: string } | { readonly error: RowError };
}

/** What a decision may rest on beside the record; what is missing decides nothing. */
export interface DecisionSettings {
	readonly description: SObjectDescription;
	readonly memory?: WriteMemory;
	readonly users?: ActiveUsers;
	/** What the run has staged so far, by record Id or what stands for it. */
	readonly staged?: ReadonlyMap<string, SalesforceRecord>;
	/** When the run began, by this machine's clock; absent outside of a run. */
	readonly runStartedAt?: Date;
	/** Whether a value of this field that does not fit refuses the whole record, instead of being left out. */
	readonly mustFit?: (field: string) => boolean;
	/** What look-ups lead to that are given by a field of the parent. */
	readonly parents?: Parents;
	/** Of an org that has several. */
	readonly currencies?: Currencies;
	/** IANA name of the zone in which a time without one is read; UTC unless set. */
	readonly timeZone?: string;
}

/** What is known when a record is planned. */
export interface PlanSettings extends DecisionSettings {
	readonly writeStamps: boolean;
	/** Salesforce's clock. */
	readonly serverNow: Date;
	readonly runId?: string;
	/** What the org calls our own fields; the shipped names unless set. */
	readonly fieldNames?: OwnFieldNames;
}

/** What becomes of a record; `row` is absent when nothing is sent for it. */
export interface RecordPlan extends WriteTarget {
	readonly current: SalesforceRecord;
	/** What is sent: `Id`, changed fields, stamps. */
	readonly row?: SalesforceRecord;
	readonly changes: readonly FieldChange[];
	/** The record's outcome once the row is saved, or at once when there is none. */
	readonly outcome: Outcome;
	readonly message?: string;
	readonly errors: readonly RowError[];
	/** The record does not exist before the row is saved. */
	readonly isCreation?: boolean;
	/** An earlier step of the run has staged values, and this one adds nothing to them. */
	readonly leavesStaged?: boolean;
	/** Fields that are left alone because somebody else filled them in the meantime. */
	readonly conflicts?: readonly RowError[];
	/** Proposed values that are not written because they do not fit. */
	readonly leftOut?: readonly RowError[];
	/** Fields whose refusal refuses the record; where it is absent, the settings tell. */
	readonly mustFit?: readonly string[];
	/** The row was planned by an earlier call and has waited in the store. */
	readonly isStaged?: boolean;
}

/** A plan with something to send. */
export type SendablePlan = RecordPlan & { readonly row: SalesforceRecord };
