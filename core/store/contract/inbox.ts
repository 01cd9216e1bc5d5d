import type { PipelineKey } from './pipeline-key';

/** What a message of Salesforce says of one record; its values are hints that only decide the order. */
export interface ReceivedNotice {
	/** 18 characters. */
	readonly recordId: string;
	/** Salesforce's own of this notice, by which a repetition is known; absent where the sender has none. */
	readonly notificationId?: string;
	/** When the record was created, as far as the message says. */
	readonly createdAt?: Date;
	/** When it was enriched last, as far as the message says; else the store is asked. */
	readonly enrichedAt?: Date;
	/** Whether it has just been created; an existing record that has changed otherwise. */
	readonly isNew: boolean;
}

/** What became of the notices of one message. */
export interface Receipt {
	/** Notices that were new. */
	readonly taken: number;
	/** Notices that had been received before, and changed nothing. */
	readonly repeated: number;
	/** Records of the pipeline that nobody works on. */
	readonly waiting: number;
	/** Whether an execution is working off what waits, or has been asked to start and may still do so; it will come to these records too. */
	readonly isDraining: boolean;
}

/** A record as it left the inbox to be worked on. */
export interface ReceivedRecord {
	readonly recordId: string;
	readonly receivedAt: Date;
	readonly createdAt?: Date;
	readonly isNew: boolean;
	/** It has been told of again since it was taken. */
	readonly hasChangedAgain?: true;
}

/**
 * Records that Salesforce has told a pipeline of and that wait to be worked on, one row each; and who works them off. A holder's
 * drain and claims last for the time given, and for as long as it holds the pipeline's lease; they end when somebody else holds that.
 */
export interface InboxStore {
	/**
	 * Keeps the records of one message, at most some thousands, in one transaction; notices received before are dropped. A record
	 * that waits already stays one row, and one that is being worked on waits again once that is settled. When records wait and
	 * nobody works them off, the caller is to start an execution: for `startMs` nobody else is told so.
	 */
	receive(key: PipelineKey, notices: readonly ReceivedNotice[], now: Date, startMs: number): Promise<Receipt>;
	/** Makes the holder the one who works the inbox off, or prolongs that; false when somebody else does. */
	beginDrain(key: PipelineKey, holder: string, now: Date, ttlMs: number): Promise<boolean>;
	/**
	 * Gives the next records, at most `limit`, to the holder: new ones first, the newest created before older ones, then existing
	 * ones, never enriched ones first and then the one whose enrichment is oldest. `undefined` when none waits, and the drain has
	 * ended in the same transaction, so that whatever comes afterwards starts the next; or when somebody else drains by now.
	 */
	claimInbox(
		key: PipelineKey,
		holder: string,
		limit: number,
		now: Date,
		ttlMs: number,
	): Promise<readonly ReceivedRecord[] | undefined>;
	/** Those of the holder's records by now, by Id. */
	readClaimed(key: PipelineKey, holder: string): Promise<readonly ReceivedRecord[]>;
	/** Takes out what the holder is done with; what has changed again meanwhile waits again. Others' records stay. */
	settleInbox(key: PipelineKey, holder: string, recordIds: readonly string[]): Promise<void>;
	/** Ends the holder's drain, and lets what it still has wait again. */
	endDrain(key: PipelineKey, holder: string): Promise<void>;
	/** How many records nobody works on, and whether a drain is under way or about to begin. */
	countInbox(key: PipelineKey, now: Date): Promise<Pick<Receipt, 'waiting' | 'isDraining'>>;
	/** Forgets which notices were received before this moment; Salesforce repeats one for 24 hours. */
	forgetNotices(before: Date): Promise<void>;
}
