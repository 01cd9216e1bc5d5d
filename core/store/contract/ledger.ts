import type { Outcome } from '../../record/outcome';

/** Thousandths of a credit, by pool. Whole numbers, so that they add up. */
export type Credits = Readonly<Record<string, number>>;

/** `day`: of one org and provider account, by UTC; `provider`: for good, e.g. what was bought. */
export type CeilingScope = 'record' | 'run' | 'day' | 'provider';

/** Checked on the reservation: what is reserved, settled and unknown never passes it together. */
export interface CreditCeiling {
	readonly scope: CeilingScope;
	/** Absent: over all pools together. */
	readonly pool?: string;
	/** In thousandths of a credit. */
	readonly most: number;
}

/** A record's part of a call. */
export interface ReservedRecord {
	/** Absent for items that are no records. */
	readonly recordId?: string;
	/** Hash of what is asked; the answer is kept by it. */
	readonly inputHash: string;
	/** The most that it can cost. */
	readonly worst: Credits;
}

/** A call to a provider that is about to be sent. */
export interface CallToReserve {
	/** Ours, unique. */
	readonly callId: string;
	readonly orgId: string;
	readonly runId?: string;
	readonly provider: string;
	/** Whose credits they are, as a hash. */
	readonly account: string;
	/** In the order in which they are to be asked. */
	readonly records: readonly ReservedRecord[];
	/** Charged whatever the answers are. */
	readonly perCall?: Credits;
	readonly at: Date;
}

/** How many of the records, from the first one on, may be asked; and which ceiling keeps the others back. */
export interface Reservation {
	readonly granted: number;
	readonly ceiling?: CreditCeiling;
}

/** `reserved`: sent or about to be; `pending`: a job works on; `unknown`: nobody knows whether it was charged. */
export type CallState = 'reserved' | 'pending' | 'settled' | 'unknown' | 'released';

export interface LedgerCall extends Omit<CallToReserve, 'perCall'> {
	readonly state: CallState;
	readonly reserved: Credits;
	readonly charged?: Credits;
	/** Of `pending`. */
	readonly job?: string;
	readonly dueAt?: Date;
	/** Of `unknown`: why, in words. */
	readonly message?: string;
}

/** What became of one record in a call; the hit rates, the forecast and the advice about the order are counted from these. */
export interface LookUp {
	readonly recordId?: string;
	readonly inputHash: string;
	readonly outcome: Outcome;
	/** The target fields it gave a value for that was good enough. */
	readonly filled: readonly string[];
	/** The target fields that were still open when it was asked. */
	readonly asked: readonly string[];
	/** Its share of the charge. */
	readonly charged: Credits;
}

/** An answer as it is kept, so that nobody pays for it twice. */
export interface KeptAnswer {
	readonly inputHash: string;
	readonly recordId?: string;
	readonly answer: unknown;
	readonly seenAt: Date;
	/** A miss is kept for a shorter time than a match. */
	readonly keepUntil: Date;
}
