import type { RowError } from '../../salesforce/row-result';
import type { Hand } from '../hand';
import type { PlanSettings, SendablePlan } from '../plan/record-plan';
import type { Verdicts } from '../settle/verdicts';
import type { Unanswered } from './lost-reply';
import type { Saver } from './saver';

/** A hand that has plans to send. */
export interface ApplyJob extends Hand {
	readonly saver: Saver;
	readonly settings: PlanSettings;
	readonly verdicts: Verdicts;
	/** The rows waited in the store: journal and work know of them since, and hear of their end from the delivery as a whole. */
	readonly isDelivery?: boolean;
	/** The records were tried before, so that the brake has counted them. */
	readonly isRepeat?: boolean;
}

/** How far the first attempts came, and what they left for `recoverRows` to make good. */
export interface Progress {
	/** Rows that Salesforce was asked to save. */
	sentRows: number;
	/** The reply was lost. */
	readonly unanswered: Unanswered[];
	/** Refused for a reason that may be gone by now. */
	readonly retryable: SendablePlan[];
	/** Refused for values that the record can do without; sent again without them. */
	readonly reduced: Array<{ readonly plan: SendablePlan; readonly errors: readonly RowError[] }>;
	/** Refused for good; still to be stamped. */
	readonly refused: Array<{ readonly plan: SendablePlan; readonly errors: readonly RowError[] }>;
}
