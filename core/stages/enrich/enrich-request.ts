import type { LookUpResult } from './enrich-sentence';
import type { OwnFieldNames } from '../../record/fields';
import type { MatchInputs } from '../../record/match-gate';
import type { OverwritePolicy, RecordItem } from '../../record/record-item';
import type { LookUpMoney } from './ask/look-up-money';
import type { EnrichmentProvider } from './provider';
/** Which attribute of the provider goes into which field of the record. */
export interface FieldMapping {
	/** The provider's attribute name. */
	readonly source: string;
	/** The record's field, by API name. */
	readonly target: string;
	readonly policy: OverwritePolicy;
	/** 0–1; an answer below it makes no proposal. */
	readonly minConfidence: number;
}

export interface EnrichRequest {
	readonly sObject: string;
	readonly provider: EnrichmentProvider;
	readonly inputs: MatchInputs;
	readonly mappings: readonly FieldMapping[];
	/** Whether a record whose inputs did not change since its last enrichment is left alone. */
	readonly gate: boolean;
	/** What the org calls the stamps that the gate reads; the shipped names unless set. */
	readonly fieldNames?: OwnFieldNames;
	/** When the look-up takes place; from then on another version of a source that nobody else can look at makes misses due. */
	readonly now?: Date;
	/** What time it is for limits, jobs and the ledger; the machine's clock unless set. */
	readonly clock?: () => Date;
	/** Why a record may not be asked about, as a sentence; called only before something would leave this machine. */
	readonly consent?: (item: RecordItem) => string | undefined;
	/** What it may cost. */
	readonly money?: LookUpMoney;
	/** Told of each record, in order, what became of it. */
	readonly tell?: (result: LookUpResult) => void;
}
