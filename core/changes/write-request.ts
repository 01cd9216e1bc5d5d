import type { OwnFieldKey } from '../record/fields';
import type { DuplicateRuleOptions } from '../salesforce/row-result';
import type { CircuitBreaker } from './send/breaker';
import type { WriteFuse } from './send/fuse';

/** How carefully rows are sent, whoever sends them. */
export interface SendRequest {
	/** Re-runs assignment rules on every updated record, as Salesforce does by default. Default false; not by Bulk jobs. */
	readonly autoAssign?: boolean;
	/** Not by Bulk jobs. */
	readonly duplicateRule?: DuplicateRuleOptions;
	/** API names of our own fields where the org has others for the purpose. */
	readonly fieldNames?: Readonly<Partial<Record<OwnFieldKey, string>>>;
	/** So many records are written and read back before the rest; 0 leaves that out. Default 50. */
	readonly canaryRecords?: number;
	/** `off` never stops; a default otherwise. */
	readonly circuitBreaker?: CircuitBreaker | 'off';
}

/** What is written, and how carefully. */
export interface WriteRequest extends SendRequest {
	readonly sObject: string;
	/** Goes all the way up to the send, and journals what would be written. */
	readonly isDryRun: boolean;
	/** Marks every attempted record in our own fields, as far as the org has them. */
	readonly writeStamps: boolean;
	/** `update` unless set. An upsert finds its record by `externalIdField`; a create uses it so as not to create twice. */
	readonly operation?: 'update' | 'upsert' | 'create';
	/** API name of a unique external id field; needed by `upsert`. */
	readonly externalIdField?: string;
	/** `immediate` unless set; `at_finish` keeps the rows in the store until the run's Finish sends them in one go. */
	readonly delivery?: 'immediate' | 'at_finish';
	/** Fields that a person mapped; a mapping that cannot work is refused before the first record. */
	readonly mappedFields?: readonly string[];
	/** What becomes of a record of which a value does not fit; unless set, proposals are left out and mapped values refuse it. */
	readonly badValues?: 'leave_out' | 'refuse';
	/** How often one record may be written by all pipelines; a generous default unless set. */
	readonly writeFuse?: WriteFuse;
	/** IANA name of the zone in which a time without one is read, e.g. `Europe/Berlin`; UTC unless set. */
	readonly timeZone?: string;
}
