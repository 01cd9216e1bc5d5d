import type { ScanCounts } from '../record/scan-counts';
import type { StageCalls } from '../store/contract/calls';
import type { RemoteJob } from '../store/contract/remote-jobs';
import type { RunStatus } from '../store/contract/runs';
import type { CallCeiling } from './allowance';
import type { ProviderSummary } from './provider-summary';
import type { LeftOutCount, OutcomeReason, RunCounts } from './run-counts';

/** What a run did, for the workflow's next node; times are ISO 8601, UTC. */
export interface RunSummary {
	readonly runId: string;
	readonly pipeline: string;
	readonly sObject: string;
	readonly orgId: string;
	/** Of the org; absent for runs of before this was kept. */
	readonly orgName?: string;
	readonly isSandbox?: boolean;
	readonly status: RunStatus;
	/** Why it is not Success, in words. */
	readonly reason?: string;
	readonly isDryRun: boolean;
	readonly startedAt: string;
	readonly finishedAt: string;
	readonly durationSeconds: number;
	readonly counts: RunCounts;
	/** What a scan found; absent for other runs. */
	readonly scan?: ScanCounts;
	/** Records that a process had written which ended before it could note so: what was matched in them is in no count. Absent when there are none. */
	readonly knownByStamps?: number;
	/** Records whose attempt no stamp tells of, because they refuse every write or the fields cannot be written; the store remembers it. Absent when there are none. */
	readonly unstamped?: { readonly records: number; readonly recordId?: string; readonly link?: string };
	/** Why records ended other than well; the most frequent first, at most 20; `link` leads to the record in the org. */
	readonly reasons: ReadonlyArray<OutcomeReason & { readonly link?: string }>;
	/** Proposed values that did not fit and were left out, by field and reason, the most frequent first; at most 20. */
	readonly leftOut: readonly LeftOutCount[];
	/** What Bulk jobs the delivery at finish has made; `link` leads to the job in the org. */
	readonly jobs: ReadonlyArray<RemoteJob & { readonly link?: string }>;
	/** Fingerprint of all changes: equal for a dry run and the real run on the same org. Absent in a list of runs. */
	readonly digest?: string;
	readonly calls: StageCalls & { readonly byStage: Readonly<Record<string, StageCalls>> };
	/** What each provider did and cost; absent when none was asked. */
	readonly providers?: readonly ProviderSummary[];
	/** In which order the providers would have cost least for the same values, as a sentence; absent where nobody has worked it out. */
	readonly orderAdvice?: string;
	/** How near the run has come to its ceilings of API calls, by its own books: when others used more, the reason of its pause says how much. Absent when it had none. */
	readonly ceilings?: readonly CallCeiling[];
	/** Absent when nothing was due. */
	readonly window?: {
		readonly from?: string;
		readonly until: string;
		readonly stoppedAtLimit: boolean;
	};
	/** Where the pipeline's watermark is now; absent before its first committed run. */
	readonly watermark?: string;
	/** Where the changes are listed: the store and the run's id. */
	readonly journal: string;
	/** A few plain lines for e-mail or chat. */
	readonly text: string;
}
