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
	/** What is asked, as JSON; of a job, so that it is read back whole whoever reads it. Forgotten once the call is closed. */
	readonly question?: unknown;
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
	/** True when an open call asks one of the questions already, which would be paid for twice; nothing is granted then. */
	readonly isAskedElsewhere?: true;
}

/** `reserved`: sent or about to be; `pending`: a job works on; `unknown`: nobody knows whether it was charged. */
export type CallState = 'reserved' | 'pending' | 'settled' | 'unknown' | 'released';

/** A call as it is kept; its `records` are forgotten once it is settled or released. */
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

/** What a call has come to. */
export interface CallSettlement {
	readonly charged: Credits;
	readonly lookUps: readonly LookUp[];
	readonly answers: readonly KeptAnswer[];
	readonly at: Date;
}

/** Of one provider's pool, in thousandths of a credit. */
export interface CreditLine {
	readonly provider: string;
	readonly pool: string;
	readonly reserved: number;
	readonly settled: number;
	readonly unknown: number;
}

/** What a provider did for the records it was asked for. */
export interface LookUpCount {
	readonly provider: string;
	readonly asked: number;
	readonly matched: number;
	/** Values that were good enough. */
	readonly filled: number;
}

/** Records of a run that a provider was not paid for, and why: an outcome without an answer, or `kept` for an earlier answer. */
export interface UnpaidCount {
	readonly provider: string;
	readonly word: Outcome | 'kept';
	readonly records: number;
	/** The newest one's. */
	readonly message?: string;
}

/** A look-up with the call that it belongs to. */
export interface ToldLookUp extends LookUp {
	readonly provider: string;
	readonly runId?: string;
	readonly at: Date;
}

/**
 * Every credit is reserved before a call and settled from its reply. An account's ceilings are counted over all providers
 * that it pays for; a provider without an account is its own. A call that is not known to the store throws `invalid_parameter`.
 */
export interface LedgerStore {
	/**
	 * Reserves the worst case of as many records, from the first on, as fit under every ceiling; nothing when none does, or
	 * when an open call of the provider holds a question of these that costs anything.
	 */
	reserveCredits(call: CallToReserve, ceilings: readonly CreditCeiling[]): Promise<Reservation>;
	/** Puts what was charged in the place of what was reserved, with its look-ups and answers; false, and nothing, when that has been done. */
	settleCall(callId: string, settlement: CallSettlement): Promise<boolean>;
	/** Gives back what was reserved: the call was never charged. Does nothing to a call that is settled. */
	releaseCall(callId: string): Promise<void>;
	/** Nobody knows whether it was charged; what was reserved stays taken until it is settled, released or resolved. */
	markUnknown(callId: string, message: string): Promise<void>;
	/** A job works on; what was reserved stays taken. */
	notePending(callId: string, job: string, dueAt: Date): Promise<void>;
	/** Calls that are reserved, pending or unknown and hold one of these questions, oldest first. */
	loadOpenCalls(orgId: string, provider: string, inputHashes: readonly string[]): Promise<readonly LedgerCall[]>;
	/** Calls whose job works on, by due time. */
	loadPending(orgId: string, provider?: string): Promise<readonly LedgerCall[]>;
	/** Reserved calls of before this moment, whose process must be dead, become unknown; gives how many. */
	takeOverCalls(orgId: string, provider: string, before: Date): Promise<number>;
	/** Oldest first. */
	listUnknown(orgId: string): Promise<readonly LedgerCall[]>;
	/** Somebody has looked up what an unknown call cost; false when the org has no such unknown call. */
	resolveCall(orgId: string, callId: string, charged: Credits): Promise<boolean>;
	/** By provider and pool. */
	creditsOf(orgId: string, runId: string): Promise<readonly CreditLine[]>;
	/** Of a run, by provider. */
	countLookUps(orgId: string, runId: string): Promise<readonly LookUpCount[]>;
	/** Adds to the run's counts, which are forgotten with it. */
	countUnpaid(orgId: string, runId: string, counts: readonly UnpaidCount[]): Promise<void>;
	/** By provider and word. */
	readUnpaid(orgId: string, runId: string): Promise<readonly UnpaidCount[]>;
	/** In the order in which they were settled. */
	readLookUps(
		orgId: string,
		filter?: { readonly provider?: string; readonly since?: Date },
	): AsyncIterable<readonly ToldLookUp[]>;
	/** Forgets which record was asked for and what was answered, but not what it cost; gives how many answers and look-ups it found. */
	eraseRecord(orgId: string, recordId: string): Promise<number>;
}
