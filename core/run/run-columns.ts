import type { RunDetails } from './run-details';
import { runSentence } from './run-sentence';
import type { RunSummary } from './run-summary';

type Column = string | number | boolean;

/** How a run is told: by its end, or as it stands. */
export type ToldRun = Omit<RunSummary, 'finishedAt'> &
	Partial<Pick<RunDetails, 'finishedAt' | 'executionId' | 'unsettled' | 'batches' | 'stagedRows'>>;

/**
 * A run as one row for people: the sentence first, then what is asked for most, each in a column of its own, and the whole as
 * JSON text in the last. What a run does not have is empty.
 */
export function runColumns(run: ToldRun): Record<string, Column> {
	const { counts } = run;
	return {
		subject: runSentence(run),
		status: run.status,
		reason: run.reason ?? '',
		isDryRun: run.isDryRun,
		pipeline: run.pipeline,
		sObject: run.sObject,
		org: run.orgName ?? '',
		orgKind: kindOf(run),
		...countColumns(counts),
		calls: run.calls.used,
		startedAt: run.startedAt,
		finishedAt: run.finishedAt ?? '',
		runId: run.runId,
		orgId: run.orgId,
		text: run.text,
		details: JSON.stringify(run),
	};
}

/** Of all counts those that decide whether somebody looks closer; the others are in the details. */
function countColumns(counts: RunSummary['counts']): Record<string, number> {
	const { high, medium, low } = counts.matched;
	return {
		read: counts.read,
		matched: high + medium + low,
		notMatched: counts.noMatch,
		unchanged: counts.gated,
		written: counts.written,
		wouldWrite: counts.wouldWrite,
		rejected: counts.rejected,
		failed: counts.failed,
		duplicates: counts.duplicates,
		tryAgain: counts.carriedOver,
	};
}

function kindOf({ isSandbox }: ToldRun): string {
	if (isSandbox === undefined) return '';
	return isSandbox ? 'sandbox' : 'production';
}
