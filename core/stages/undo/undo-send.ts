import { toRecordId } from '../../record/identity';
import type { SendablePlan } from '../../changes/plan/record-plan';
import { sendAndRecover } from '../../changes/send/apply-changes';
import type { ApplyJob } from '../../changes/send/job';
import { isUnknown } from '../../changes/send/lost-reply';
import { updateSaver } from '../../changes/send/saver';
import { type WriteOutcome, Verdicts } from '../../changes/settle/verdicts';
import type { UndoJob } from './undo-job';
import { leaveRestores, type LeftReason, type RecordUndo, sayingWhatIsLeft } from './undo-plan';
import { undoStamps } from './undo-stamps';

/**
 * What became of records that had something to restore, journalled and settled; the restores of those that failed have moved
 * to `left`. At most 1,000, for one call.
 */
export async function sendUndos(job: UndoJob, undos: readonly RecordUndo[]): Promise<RecordUndo[]> {
	if (undos.length === 0) return [];
	await job.books.plan(1);
	const plans = undos.map((undo, inputIndex) => planOf(job, undo, inputIndex));
	const verdicts = new Verdicts(plans.map(({ item }) => item));
	await sendAndRecover(sendingOf(job, verdicts), plans);
	return verdicts.outcomes().map((outcome, index) => judge(undos[index], outcome));
}

/** Nothing is stamped but with the values. */
function sendingOf(job: UndoJob, verdicts: Verdicts): ApplyJob {
	const { client, description, fieldNames, context, signal } = job;
	const serverNow = client.serverNow();
	return {
		...job,
		saver: updateSaver(client, description.name, signal),
		settings: { description, fieldNames, writeStamps: false, serverNow, runId: context.run.runId },
		verdicts,
	};
}

function planOf({ settings }: UndoJob, undo: RecordUndo, inputIndex: number): SendablePlan {
	const { current, restores } = undo;
	const id = toRecordId(undo.recordId);
	const values = Object.fromEntries(restores.map(({ field, restoreTo }) => [field, restoreTo]));
	const changes = restores.map(({ field, holds, restoreTo }) => ({
		field,
		before: holds,
		after: restoreTo,
		policy: 'undo',
	}));
	const row = { Id: id, ...values, ...undoStamps(undo, settings) };
	return {
		inputIndex,
		id,
		item: { Id: id },
		current,
		row,
		changes,
		outcome: 'written',
		message: sayingWhatIsLeft(undo),
		errors: [],
	};
}

function judge(undo: RecordUndo, { item, errors }: WriteOutcome): RecordUndo {
	const { outcome, message } = item._enrichment ?? {};
	if (outcome === 'written') return undo;
	const refused = new Set(errors.flatMap(({ fields }) => fields));
	if (outcome === 'partly_written') return leaveRestores(undo, 'refused', message, ({ field }) => refused.has(field));
	return leaveRestores(
		undo,
		isUnknown(errors) ? 'unknown' : (reasonByOutcome[outcome ?? 'rejected'] ?? 'refused'),
		message,
	);
}

const reasonByOutcome: Readonly<Partial<Record<string, LeftReason>>> = { deleted: 'deleted', converted: 'converted' };
