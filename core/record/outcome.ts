/** A line of the run's summary that records are counted in by how they ended. */
export type OutcomeLine =
	| 'gated'
	| 'written'
	| 'partlyWritten'
	| 'stampedOnly'
	| 'wouldWrite'
	| 'gone'
	| 'duplicateRule'
	| 'locked'
	| 'noAccess'
	| 'claimedElsewhere';

/** What follows from an outcome; what is absent does not. */
export interface OutcomeTraits {
	/** Of Enrich: in a chain of providers the later word replaces the earlier one unless it weighs more. */
	readonly chainWeight?: number;
	/** Nobody knew the record. */
	readonly isMiss?: boolean;
	/** The stamp says it even when the record was written: it tells more about the attempt. */
	readonly outlivesWrite?: boolean;
	/** By which of the two ages the record is due again; absent means by the age of a refresh. */
	readonly retryAge?: 'no_match' | 'failed';
	/** It tells nothing about the inputs: the record is asked for again although they are the same. */
	readonly asksAgain?: boolean;
	/** Values of the record were saved. */
	readonly isSaved?: boolean;
	/** A delivery at the end of the run may still say otherwise. */
	readonly waitsForDelivery?: boolean;
	/** It takes nothing back: what an earlier write of the run has said of the record stays. */
	readonly isNothingNew?: boolean;
	/** The item leaves Bulk Write by the output of the rejected. */
	readonly isRejected?: boolean;
	/** Whether it counts as tried, or as refused too, where a run stops because too much is refused. */
	readonly breaker?: 'tried' | 'refused';
	/** Which kind of trouble the run's verdict counts it as. */
	readonly troubles?: 'rejected' | 'failed';
	/** Further lines of the summary that count it. */
	readonly lines?: readonly OutcomeLine[];
	/** The summary lists its message among the reasons. */
	readonly isReason?: boolean;
}

export interface OutcomeFacts {
	/** As the end of “In this run it …”. */
	readonly reads: string;
	/** Why it comes to this, as a sentence. */
	readonly cause: string;
	/** What a Salesforce admin can do about it, as a sentence. */
	readonly cure: string;
	readonly is: OutcomeTraits;
}

const noCure = 'Nothing has to be done.';

/**
 * The closed vocabulary of what became of a record, stamped on it as its outcome code, and everything that follows from a
 * word: a new one is a new entry. Enrich sets the first group, Bulk Write the second, Finish and Fetch the third; Bulk Write too
 * carries over what it held back. *Explain* reads from here, and the guide to troubleshooting is generated from it.
 */
export const outcomeFacts = {
	matched: {
		reads: 'was matched by a provider',
		cause: 'A provider knew the company or person and suggested values.',
		cure: noCure,
		is: { chainWeight: 0 },
	},
	no_match: {
		reads: 'was asked for, and no provider knew it',
		cause: 'No provider has the e-mail address, website or company name.',
		cure: 'Look whether website and company are spelt right, or add a provider or a row of reference data; it is asked for again when its own retry age is over.',
		is: { chainWeight: 3, isMiss: true, outlivesWrite: true, retryAge: 'no_match' },
	},
	low_confidence: {
		reads: 'was matched, but not surely enough',
		cause: 'The match was less sure than every mapping asks for.',
		cure: 'Complete what it is matched by (website, country), or lower Min. Confidence of the mappings that may take it.',
		is: { chainWeight: 2, isMiss: true, outlivesWrite: true, retryAge: 'no_match', isReason: true },
	},
	skipped_unchanged: {
		reads: 'was skipped without asking anybody: unchanged since the last look-up',
		cause: 'Everything that providers are asked with is as it was at the last attempt.',
		cure: 'Nothing has to be done; to have it asked for all the same, switch Skip Unchanged off.',
		is: { chainWeight: 5, lines: ['gated'], isNothingNew: true },
	},
	invalid_input: {
		reads: 'had nothing that a provider could be asked with',
		cause: 'E-mail, website and company are empty or identify nobody, or the item is no record of this object.',
		cure: 'Fill one of the match inputs; the message names what was wrong.',
		is: {
			chainWeight: 4,
			isMiss: true,
			outlivesWrite: true,
			retryAge: 'failed',
			troubles: 'rejected',
			isReason: true,
			isRejected: true,
		},
	},
	provider_failed: {
		reads: 'could not be looked up: the provider failed',
		cause: 'The provider did not answer, or not in a way that can be used.',
		cure: 'See the message. A later run tries again by itself; when it lasts, check the provider and what it was given.',
		is: {
			chainWeight: 1,
			outlivesWrite: true,
			retryAge: 'failed',
			asksAgain: true,
			troubles: 'failed',
			isReason: true,
		},
	},
	pending: {
		reads: 'waits for an answer that the provider is still working on',
		cause: 'The provider answers by a job, and the job had not finished.',
		cure: 'Nothing has to be done: the next run reads the answer, without paying again.',
		is: { chainWeight: 1, outlivesWrite: true, retryAge: 'failed', asksAgain: true, isReason: true },
	},
	opted_out: {
		reads: 'was not looked up: the person does not want it',
		cause: 'The record or its Individual says that the person must not be processed, or the person was erased.',
		cure: noCure,
		is: { chainWeight: 6, outlivesWrite: true },
	},
	changed_employer: {
		reads: 'works for another company now',
		cause: 'A provider says that the person has changed employer; nothing was overwritten.',
		cure: 'Decide whether the record is to be flagged, linked or replaced; the template Employer changes does it.',
		// Whatever another provider knows of the person in the earlier company.
		is: { chainWeight: -1, outlivesWrite: true, isReason: true },
	},
	out_of_credits: {
		reads: 'could not be looked up: the provider has no credits left',
		cause: 'The account at the provider is used up.',
		cure: 'Buy credits or wait for the next period; the record is asked for again when its retry age is over.',
		is: {
			chainWeight: 1,
			outlivesWrite: true,
			retryAge: 'failed',
			asksAgain: true,
			troubles: 'failed',
			isReason: true,
		},
	},
	over_ceiling: {
		reads: 'was not looked up: a ceiling of credits was reached',
		cause: 'The ceiling per record, run, day or provider that the node sets leaves no room for another look-up.',
		cure: 'Raise the ceiling, or nothing: a later run takes the record up.',
		is: { chainWeight: 1, outlivesWrite: true, retryAge: 'failed', asksAgain: true, isReason: true },
	},
	rate_limited: {
		reads: 'could not be looked up: too many requests for the provider',
		cause: 'The provider lets only so many requests through in a time, and said when to come back.',
		cure: 'Nothing has to be done: a later run asks again when that time is over.',
		is: { chainWeight: 1, outlivesWrite: true, retryAge: 'failed', asksAgain: true, isReason: true },
	},
	auth: {
		reads: 'could not be looked up: the provider refused the key',
		cause: 'The key is wrong, expired, or was withdrawn.',
		cure: 'Enter a valid key in the credential of the provider.',
		is: {
			chainWeight: 1,
			outlivesWrite: true,
			retryAge: 'failed',
			asksAgain: true,
			troubles: 'failed',
			isReason: true,
		},
	},
	not_entitled: {
		reads: 'could not be looked up: the plan at the provider does not include it',
		cause: 'The key is valid, but its plan has no access to this kind of data.',
		cure: 'Ask the provider to extend the plan, or take the mapping out.',
		is: {
			chainWeight: 1,
			outlivesWrite: true,
			retryAge: 'failed',
			asksAgain: true,
			troubles: 'failed',
			isReason: true,
		},
	},
	legal_block: {
		reads: 'may not be looked up: the provider has to withhold the person',
		cause: 'The person has asked the provider not to be found, or the law of their country forbids it.',
		cure: noCure,
		is: { chainWeight: 5, isMiss: true, outlivesWrite: true, retryAge: 'no_match', isReason: true },
	},
	unknown_charged: {
		reads: 'may have been paid for without an answer',
		cause: 'The request was sent and no reply came, so that nobody knows whether it was charged; it is not sent again.',
		cure: 'Look into the usage page of the provider and say what it charged in Enrichment Run: Resolve Unclear Credits; the record is asked for again then.',
		is: { chainWeight: 4, outlivesWrite: true, retryAge: 'failed', troubles: 'failed', isReason: true },
	},
	written: {
		reads: 'was written',
		cause: 'Salesforce has saved every changed value.',
		cure: noCure,
		is: { lines: ['written'], isSaved: true, breaker: 'tried' },
	},
	staged: {
		reads: 'was made ready to be written at the end of the run',
		cause: 'Delivery is At Finish, and the run has not delivered yet.',
		cure: 'Let the run end with Deliver and Finish; Explain tells afterwards what became of it.',
		is: { waitsForDelivery: true, breaker: 'tried' },
	},
	stamped: {
		reads: 'was marked as attempted; no value had to change',
		cause: 'No value had to change, so only the fields of the pack were written.',
		cure: noCure,
		is: { lines: ['stampedOnly'], waitsForDelivery: true, isNothingNew: true },
	},
	unchanged: {
		reads: 'held every suggested value already, or its policies let none replace what it holds',
		cause: 'The record has these values already, or the policies keep what it has.',
		cure: 'Nothing has to be done; to have values replaced, choose another policy for the field.',
		is: { isNothingNew: true },
	},
	would_write: {
		reads: 'would have been written: the run was a dry run',
		cause: 'Dry Run is on.',
		cure: 'Review the changes, then switch Dry Run off.',
		is: { lines: ['wouldWrite'] },
	},
	rejected: {
		reads: 'was refused',
		cause: 'Salesforce, or the check before sending, refused the record as a whole.',
		cure: 'Look the code of the error up among the codes below; the message names the field.',
		is: {
			retryAge: 'failed',
			asksAgain: true,
			troubles: 'rejected',
			isReason: true,
			isRejected: true,
			waitsForDelivery: true,
			breaker: 'refused',
		},
	},
	failed: {
		reads: 'could not be written',
		cause: 'A passing trouble: a lock, a time limit, a connection that broke off.',
		cure: 'Nothing has to be done at first: a later run tries again, five times at most.',
		is: { retryAge: 'failed', asksAgain: true, troubles: 'failed', isReason: true, isRejected: true },
	},
	written_too_often: {
		reads: 'was not written once more: it had been written too often',
		cause:
			'All pipelines together have written the record as often as Bulk Write allows in an hour or a day: mostly because a flow or another integration undoes what is written, and each of the two answers the other.',
		cure: 'Look into the history of the field for who changes it back, and stop that or take the mapping out; a later run tries again. Bulk Write: Most Writes per Record sets the limits.',
		is: { retryAge: 'failed', asksAgain: true, troubles: 'failed', isReason: true, isRejected: true },
	},
	conflict: {
		reads: 'was left as it is: somebody had changed it meanwhile',
		cause: 'A person or another system has changed a field since it was read, or since the pack wrote it.',
		cure: 'Decide which value is right; to have ours, empty the field or choose the policy that always replaces.',
		is: {
			retryAge: 'failed',
			asksAgain: true,
			troubles: 'rejected',
			isReason: true,
			isRejected: true,
			waitsForDelivery: true,
		},
	},
	deleted: {
		reads: 'was gone: deleted, merged, or hidden from the user',
		cause: 'The record has been deleted or merged, or is not shared with the integration user.',
		cure: 'Look into the recycle bin; when the record is there for you, share it with the integration user.',
		is: { lines: ['gone'], isReason: true, isRejected: true },
	},
	converted: {
		reads: 'was a converted lead by then',
		cause: 'Salesforce allows no change to a converted lead.',
		cure: 'Enrich the contact and account that it became.',
		is: { lines: ['gone'], isReason: true, isRejected: true },
	},
	unknown_created: {
		reads: 'may have been created: the reply was lost, and it is not sent again',
		cause:
			'The connection broke off after a new record was sent, and without a unique key nothing tells whether it was saved.',
		cure: 'Look for it in Salesforce; create by a key field (Enrichment Key), so that it can be sent again without harm.',
		is: { troubles: 'failed', isReason: true, isRejected: true },
	},
	partly_written: {
		reads: 'was written except for values that do not fit their fields',
		cause:
			'A suggested value is too long, not on the list, or in another currency; it was left out and the others written.',
		cure: 'See the message for the field and the value; lengthen the field, extend its list, or take the mapping out.',
		is: { lines: ['written', 'partlyWritten'], isSaved: true, breaker: 'tried' },
	},
	duplicate: {
		reads: 'was held back by a duplicate rule of the org',
		cause:
			'A duplicate rule blocks or warns about the record, or Match Against Salesforce found it there and creating it is blocked; the message names the records that it matches.',
		cure: 'Merge the records, or let the integration user save duplicates of a rule that only warns.',
		is: {
			lines: ['duplicateRule'],
			retryAge: 'failed',
			asksAgain: true,
			troubles: 'rejected',
			isReason: true,
			isRejected: true,
		},
	},
	locked: {
		reads: 'was locked by an approval process',
		cause: 'The record waits for an approval, and only the approver or an admin may edit it.',
		cure: 'Nothing has to be done: a later run tries again. Approve, reject or unlock it to have it written sooner.',
		is: {
			lines: ['locked'],
			retryAge: 'failed',
			asksAgain: true,
			troubles: 'failed',
			isReason: true,
			isRejected: true,
		},
	},
	no_access: {
		reads: 'was not open to the connected user',
		cause: 'The integration user may see the record, but not edit it, or may not use a record that it points to.',
		cure: 'Give the integration user edit access: sharing, record type, permission set.',
		is: {
			lines: ['noAccess'],
			retryAge: 'failed',
			asksAgain: true,
			troubles: 'rejected',
			isReason: true,
			isRejected: true,
		},
	},
	carried_over: {
		reads: 'was left to be tried again by the next run',
		cause: 'The run paused or met its limit of calls or time before it came to the record.',
		cure: 'Nothing has to be done: the next run takes it first. The summary names the reason of the pause.',
		is: { isReason: true, isRejected: true },
	},
	not_theirs: {
		reads: 'was left alone: whoever asked for it may not edit it',
		cause: 'The record was asked for on demand by a user without edit access to it, or it is not there.',
		cure: 'Share the record with the user, or let somebody ask who may edit it.',
		is: { isReason: true },
	},
	asked_too_often: {
		reads: 'was left alone: whoever asked for it has had enough records today',
		cause: 'The user has had as many records enriched on demand today as Fetch Modified allows per user and day (UTC).',
		cure: 'Nothing has to be done: it can be asked for again tomorrow. Most per User and Day sets the limit.',
		is: { isReason: true },
	},
	claimed_elsewhere: {
		reads: 'was left alone: in use by another run',
		cause: 'Two runs selected the record at the same time; the first one has it.',
		cure: 'Nothing has to be done; when it is frequent, let the pipelines run at different times.',
		is: { lines: ['claimedElsewhere'], isReason: true },
	},
	dropped_by_workflow: {
		reads: 'was fetched again and again and never came back to be written',
		cause: 'Three runs fetched the record, and the workflow filtered it out or lost it before Bulk Write.',
		cure: 'Look for a Filter, IF or Merge node between Fetch Modified and Bulk Write, and lead its other output to Bulk Write as well.',
		is: { asksAgain: true },
	},
} as const satisfies Record<string, OutcomeFacts>;

export type Outcome = keyof typeof outcomeFacts;

export const outcomes = Object.keys(outcomeFacts) as Outcome[];

export function isOutcome(value: unknown): value is Outcome {
	return typeof value === 'string' && Object.hasOwn(outcomeFacts, value);
}

/** What follows from the outcome; of anything else nothing does. */
export function outcomeIs(outcome: unknown): OutcomeTraits {
	return isOutcome(outcome) ? outcomeFacts[outcome].is : {};
}

/** All outcomes that have the trait, or have it with this value. */
export function outcomesThat<Trait extends keyof OutcomeTraits>(trait: Trait, value: OutcomeTraits[Trait]): Outcome[] {
	return outcomes.filter((outcome) => outcomeIs(outcome)[trait] === value);
}
