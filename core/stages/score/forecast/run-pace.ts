import type { Run, RunStore } from '../../../store/contract/runs';
import type { WorkStore } from '../../../store/contract/work';

/** How fast earlier runs of the object went, and how many they were. */
export interface RunPace {
	readonly recordsPerMinute: number;
	readonly runs: number;
}

const mostRuns = 50;
const mostLookedAt = 10;
/** Shorter runs say more of their beginning than of their records. */
const fewestRecords = 50;

/** The middle pace of the newest finished runs of the object in the org; `undefined` where none says anything. */
export async function runPace(
	store: Pick<RunStore, 'listRuns'> & Pick<WorkStore, 'countOutcomes'>,
	orgId: string,
	sObject: string,
): Promise<RunPace | undefined> {
	const runs = (await store.listRuns(orgId, mostRuns)).filter((run) => isTelling(run, sObject)).slice(0, mostLookedAt);
	const paces: number[] = [];
	for (const run of runs) {
		const records = Object.values(await store.countOutcomes(run)).reduce((sum, count) => sum + count, 0);
		const minutes = ((run.finishedAt as Date).getTime() - run.startedAt.getTime()) / 60_000;
		if (records >= fewestRecords && minutes > 0) paces.push(records / minutes);
	}
	if (paces.length === 0) return undefined;
	const middle = paces.sort((one, other) => one - other)[Math.floor((paces.length - 1) / 2)];
	return { recordsPerMinute: middle, runs: paces.length };
}

function isTelling({ sObject, kind, isDryRun, finishedAt, status }: Run, wanted: string): boolean {
	const hasEnded = finishedAt !== undefined && (status === 'Success' || status === 'Partial Success');
	return hasEnded && sObject === wanted && kind === undefined && !isDryRun;
}
