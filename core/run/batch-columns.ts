import type { RunUnderWay } from './run-batches';

/** A run whose batches are being worked on, as one row for people. */
export function underWayColumns({
	text,
	status,
	batches,
	pipeline,
	sObject,
	runId,
	orgId,
}: RunUnderWay): Record<string, string | number> {
	return {
		text,
		status,
		batchesDone: batches.finished,
		batchesInWork: batches.claimed,
		batchesNotBegun: batches.open,
		pipeline,
		sObject,
		runId,
		orgId,
	};
}
