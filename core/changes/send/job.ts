import type { ChangesRun } from '../changes-run';
import type { SalesforceClient } from '../../salesforce/client';
import type { RowError, WriteOptions } from '../../salesforce/row-result';
import type { PlanSettings, SendablePlan } from '../plan/record-plan';
import type { Verdicts } from '../settle/verdicts';
import type { Brake } from './breaker';
import type { Unanswered } from './lost-reply';
import type { Saver } from './saver';

/** What the applying of all plans of one write has in common. */
export interface ApplyJob {
	readonly client: SalesforceClient;
	readonly sObject: string;
	readonly options: WriteOptions;
	readonly saver: Saver;
	readonly settings: PlanSettings;
	readonly context?: ChangesRun;
	/** Where attempts go that could not be stamped; absent without a run. */
	readonly book?: Pick<ChangesRun, 'run' | 'store'>;
	readonly verdicts: Verdicts;
	readonly brake: Brake;
	/** The records were tried before, so that the brake has counted them. */
	readonly isRepeat?: boolean;
	readonly signal?: AbortSignal;
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
