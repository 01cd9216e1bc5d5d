import { noId } from '../../record/identity';
import { mapInTurns } from '../../record/turns';
import type { JournalRow } from '../../store/contract/journal';
import type { ApplyJob } from './job';
import type { RecordPlan } from '../plan/record-plan';

/** The policy under which the values of a new record are journaled; such rows are listed, never undone. */
export const creationPolicy = 'create';

/** So many records are kept in one go: a store in a file holds the thread for that long. */
export const recordsKeptAtOnce = 500;

type Job = Pick<ApplyJob, 'context' | 'description' | 'settings' | 'isDelivery'>;

/** Journals what `journalOf` tells, before it happens. */
export async function journalChanges(
	job: Job,
	plans: readonly RecordPlan[],
	statusOf: (index: number) => JournalRow['status'],
): Promise<void> {
	for (let first = 0; first < plans.length; first += recordsKeptAtOnce) {
		const some = plans.slice(first, first + recordsKeptAtOnce);
		const rows = await journalOf(job, some, (index) => statusOf(first + index));
		if (job.context && rows.length > 0) await job.context.store.journal(job.context.run.runId, rows);
	}
}

/**
 * Every change of the plans with the status of their index; none without a run, or of rows that were journaled when they
 * were staged. A record that does not exist yet has no Id to be found by, so it is journaled once it has.
 */
export async function journalOf(
	{ context, description, settings, isDelivery }: Job,
	plans: readonly RecordPlan[],
	statusOf: (index: number) => JournalRow['status'],
): Promise<JournalRow[]> {
	if (!context || isDelivery) return [];
	const at = settings.serverNow.toISOString();
	const rows = await mapInTurns(plans, (plan, index): JournalRow[] => {
		if (plan.id === noId) return [];
		const shared = { recordId: plan.id, sObject: description.name, status: statusOf(index), at };
		const creation = { kind: 'created' as const, field: 'Id', before: null, after: plan.id, policy: creationPolicy };
		const changes = plan.isCreation
			? [creation, ...plan.changes.map((change) => ({ ...change, policy: creationPolicy }))]
			: plan.changes;
		return changes.map((change) => ({ ...shared, ...change }));
	});
	return rows.flat();
}
