import type { RunSummary } from '../../core/run/run-summary';
import type { CrashPoint, Way } from './crash-point';

/** What a process is to do; travels as JSON. */
export interface ChildOrder {
	/** Of the org. */
	readonly url: string;
	readonly storePath: string;
	readonly referenceFile: string;
	readonly executionId: string;
	/** ISO 8601; the clock of the process stands still there. */
	readonly now: string;
	readonly way: Way;
	readonly batchSize: number;
	/** Where the process ends itself; absent when somebody else does, or nobody. */
	readonly storePoint?: CrashPoint;
}

/** What a process tells: the summary once the run has been closed, and that it came to its end. */
export type ChildMessage =
	| { readonly kind: 'summary'; readonly summary: RunSummary }
	| { readonly kind: 'done'; readonly storeCalls: Readonly<Record<string, number>> };
