import type { PartStore, WrittenPart } from '../contract/parts';
import type { Run } from '../contract/runs';
import { dropAttempts, dropFollowed, saveAttempts } from './attempt-table';
import { saveChanges } from './journal-table';
import { packPart } from './pack-part';
import { lockRun } from './run-key';
import { stage } from './staged-row-table';
import type { Database, Work } from './statement';
import { settle } from './work-table';

/** Parts of a write: one transaction, and one wait for the disk, for all that they leave behind. */
export function partTable(db: Database): PartStore {
	return {
		async savePart(run, part) {
			if (Object.values(part).every((list: readonly unknown[]) => list.length === 0)) return;
			// What is staged is only sent once a later step has been kept.
			await db.transact(() => savePart(run, part), part.staged?.length ? 'with_next' : 'at_once');
		},
	};
}

function* savePart(run: Run, part: WrittenPart): Work<void> {
	const { run: key } = yield* lockRun(run.runId);
	const { left, attempted } = yield* packPart(run, key, part);
	const { journal = [], staged = [], attempts = [], stamped = [], settlements = [] } = left;
	// In the order in which they lock rows everywhere else.
	if (journal.length > 0) yield* saveChanges(run.runId, journal);
	if (staged.length > 0) yield* stage(run.runId, staged);
	if (settlements.length > 0) yield* settle(run, settlements);
	yield* dropFollowed(run.orgId, attempted);
	if (stamped.length > 0) yield* dropAttempts(run.orgId, stamped);
	if (attempts.length > 0) yield* saveAttempts(run.orgId, attempts);
}
