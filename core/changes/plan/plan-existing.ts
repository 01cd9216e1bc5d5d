import { mapInTurns } from '../../record/turns';
import type { Write } from '../write';
import { loadSettings } from './load-settings';
import { planRecord } from './plan-record';
import { readCallsFor, readTargets, targetsToRead } from './read-targets';
import type { PlanSettings, RecordPlan, WriteTarget } from './record-plan';

/** Records as they are decided about, and by what. */
export interface PlannedRecords {
	readonly plans: readonly RecordPlan[];
	readonly settings: PlanSettings;
}

/** Reads up to 2,000 records that exist, and decides what changes on each. */
export async function planExisting(write: Write, targets: readonly WriteTarget[]): Promise<PlannedRecords> {
	const toRead = targetsToRead(write, targets);
	await write.books.plan(readCallsFor(toRead.length));
	const current = await readTargets(write, targets, toRead);
	const settings = await loadSettings(
		write,
		targets,
		targets.map(({ id }) => id),
	);
	return {
		plans: await mapInTurns(targets, (target, index) => planRecord(target, current[index], settings)),
		settings,
	};
}
