import type { Calibration } from './calibration';
import type { LookUpCost, LookUpResult } from './enrich-sentence';
import type { ConsentRules } from '../../record/consent';
import type { OwnFieldNames } from '../../record/fields';
import type { MatchInputs } from '../../record/match-gate';
import type { OverwritePolicy } from '../../record/record-item';
import type { EmailStatus } from '../../record/email-status';
import type { LookUpMoney } from './ask/look-up-money';
import type { EnrichmentProvider } from './provider';

/** Which attribute of the provider goes into which field of the record. */
export interface FieldMapping {
	/** The provider's attribute name. */
	readonly source: string;
	/** The record's field, by API name. */
	readonly target: string;
	readonly policy: OverwritePolicy;
	/** 0–1; a value below it is not proposed. */
	readonly minConfidence: number;
	/** What the target calls a value, by what the provider calls it (`Software & IT` → `Technology`), whatever the case. */
	readonly synonyms?: Readonly<Record<string, string>>;
	/** Of an e-mail address: the statuses with which it is proposed; absent: whatever its status. */
	readonly emailStatuses?: readonly EmailStatus[];
	/** The target of another mapping: this value is proposed only together with that one. */
	readonly goesWith?: string;
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
	/** Of this provider, from a bake-off: its confidences become how often such values were right. Absent: they stay as they are mapped. */
	readonly calibration?: Calibration;
	/** What it may cost, and how long it may wait. */
	readonly money?: LookUpMoney;
	/** Whose wishes count before anything leaves this machine; absent: nobody's. */
	readonly consentRules?: ConsentRules;
	/** Places of the items whose persons were erased: nobody is asked about them. */
	readonly suppressed?: ReadonlySet<number>;
	/** Whether an answer that shows the person at another company is told, and not taken. */
	readonly tellsEmployerChange?: boolean;
	/** When the look-up takes place; from then on another version of a source that nobody else can look at makes misses due. */
	readonly now?: Date;
	/** What time it is for limits, jobs and the ledger; the machine's clock unless set. */
	readonly clock?: () => Date;
	/** Told of each record, in order, what became of it. */
	readonly tell?: (result: LookUpResult) => void;
	/** Told once, when everybody has been asked. */
	readonly tellCost?: (cost: LookUpCost) => void;
}
