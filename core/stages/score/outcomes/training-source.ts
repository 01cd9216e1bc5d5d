/** Where records with a known outcome come from. */
export type TrainingSource =
	/** Leads that came in long enough ago, converted or not. */
	| { readonly kind: 'leads' }
	/** Accounts whose opportunities were decided: won when one was won, lost when all were lost. */
	| { readonly kind: 'accounts' }
	/** The people of those accounts who were there before the decision. */
	| { readonly kind: 'contacts' }
	| OtherSource;

/** Any object, with a field that says how it ended. */
export interface OtherSource {
	readonly kind: 'other';
	readonly sObject: string;
	readonly outcome: string;
	/** Field that says when a score would have been needed. */
	readonly time: string;
	/** Field that says when the outcome was known; without it values are taken as they are now. */
	readonly decided?: string;
	/** What stands behind WHERE, already checked and in brackets. */
	readonly condition?: string;
}

export interface TrainingQuery {
	readonly source: TrainingSource;
	/** Of the moment a record came in, or its opportunities were closed. Half-open. */
	readonly from: Date;
	readonly until: Date;
	/** A lead that is not converted by then counts as lost; younger leads are left out, converted ones too. */
	readonly daysToDecide: number;
	/** Read these fields in place of all that may be learnt from; paths such as `Account.Industry`. */
	readonly fields?: readonly string[];
	/** The newest of them. */
	readonly maxRecords: number;
	/** Take values that the org's field history shows to be later back to what they were when the outcome was known. */
	readonly isAsOfDecision: boolean;
}

/** A record whose outcome is known. */
export interface Decision {
	/** Of the record that the values are of. */
	readonly id: string;
	/** As the outcome field has it. */
	readonly outcome: unknown;
	/** When a score would have been needed, in milliseconds. */
	readonly neededMs: number;
	/** When the outcome was known; NaN where the org cannot tell. */
	readonly decidedMs: number;
}

export const dayMs = 86_400_000;
