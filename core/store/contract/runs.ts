import type { RunSettings } from '../../record/run-settings';
import type { PipelineKey } from './pipeline-key';
import type { Watermark } from './watermarks';

/** What a run is besides a pipeline's. */
export const runKinds = ['undo', 'merge', 'scan', 'convert'] as const;

export type RunKind = (typeof runKinds)[number];

export type RunStatus = 'Running' | 'Success' | 'Partial Success' | 'Failed' | 'Paused' | 'Stopped';

/** `[from, until)`; `until` is what the watermark becomes once every record of the window is accounted for. */
export interface RunWindow {
	/** `undefined` when the window has no lower edge. */
	readonly from?: Date;
	readonly until: Date;
	/** Set when a limit cut the window: the last key taken, where the next one goes on. */
	readonly stoppedAt?: Watermark;
}

/** A `pause` ends with the next start, which goes on with the run; a `stop` ends the run. */
export interface RunStop {
	readonly kind: 'pause' | 'stop';
	/** In words. */
	readonly why: string;
}

export interface Run extends PipelineKey {
	readonly runId: string;
	readonly status: RunStatus;
	/** Absent: a pipeline's. An undo is a run of its own, and cannot be undone; so is a merge, which has an undo of its own; a scan writes nothing. */
	readonly kind?: RunKind;
	/** Why the run did not end in Success, in words; absent while it is `Running`. */
	readonly reason?: string;
	/** It has been told to write no more. */
	readonly stop?: RunStop;
	/** It ended by what became of its records, which it has accounted for; otherwise it broke off, was stopped, or goes on. */
	readonly isJudged?: boolean;
	/** Its first records were tried and read back. */
	readonly hadCanary?: boolean;
	/** n8n's execution that started it, and by which Finish finds it. */
	readonly executionId?: string;
	/** n8n's workflow that started or resumed it; absent in runs of before this was kept, which belong to none. */
	readonly workflowId?: string;
	readonly isDryRun: boolean;
	/** How long the run may be silent before another execution takes it over. */
	readonly leaseMs: number;
	readonly startedAt: Date;
	readonly finishedAt?: Date;
	readonly window?: RunWindow;
	readonly settings?: RunSettings;
}

/** How a run ends. */
export interface RunEnd {
	readonly status: RunStatus;
	/** In words; `undefined` for Success. */
	readonly reason?: string;
	/** As in `Run`. */
	readonly isJudged?: boolean;
}

/** The runs and how they ended. */
export interface RunStore {
	/** Throws `lease_held` while the pipeline has an unfinished run, so that two starts cannot both create one. */
	createRun(run: Run): Promise<void>;
	findRun(runId: string): Promise<Run | undefined>;
	/** The newest run that this execution of n8n started or resumed. */
	findRunByExecution(executionId: string): Promise<Run | undefined>;
	/** The pipeline's newest run that is still `Running` or `Paused`. */
	findUnfinishedRun(key: PipelineKey): Promise<Run | undefined>;
	/** Whether a run of this workflow, pipeline and object is `Running`, in whatever org. */
	isUnderWay(workflowId: string, pipeline: string, sObject: string): Promise<boolean>;
	/** Ended runs of an org, newest first, at most `limit`. */
	listRuns(orgId: string, limit: number): Promise<readonly Run[]>;
	/** Hands an unfinished run to another execution and its workflow, with that one's lease and settings; its window stays. */
	resumeRun(
		runId: string,
		executionId: string | undefined,
		leaseMs: number,
		settings: RunSettings | undefined,
		workflowId?: string,
	): Promise<void>;
	recordWindow(runId: string, window: RunWindow): Promise<void>;
	/** Tells an unfinished run to write no more, and why; the first word stays. */
	stopRun(runId: string, stop: RunStop): Promise<void>;
	/** Notes that the run is about to have its canary. */
	noteCanary(runId: string): Promise<void>;
	/** Ends a run once: false, and nothing changed, when it had ended before. */
	closeRun(runId: string, end: RunEnd, now: Date): Promise<boolean>;
}
