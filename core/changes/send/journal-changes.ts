import { noId } from '../../record/identity';
import { nextTurn } from '../../record/turns';
import type { JournalRow } from '../../store/contract/journal';
import type { ApplyJob } from './job';
import type { RecordPlan } from '../plan/record-plan';

/** The policy under which the values of a new record are journaled; such rows are listed, never undone. */
export const creationPolicy = 'create';

/** So many records are kept in one go: a store in a file holds the thread for that long. */
export const recordsKeptAtOnce = 500;

/** After so many plans the clock is looked at: a look for each would cost more than the row. */
const plansPerLook = 256;

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
	const rows: JournalRow[] = [];
	for (const [index, plan] of plans.entries()) {
		if (plan.id === noId || (plan.changes.length === 0 && !plan.isCreation)) continue;
		const status = statusOf(index);
		for (const change of plan.isCreation ? creationOf(plan) : plan.changes)
			rows.push({ recordId: plan.id, sObject: description.name, status, at, ...change });
		if (index % plansPerLook === 0) await nextTurn();
	}
	return rows;
}

function creationOf({ id, changes }: RecordPlan): Array<Omit<JournalRow, 'recordId' | 'sObject' | 'status' | 'at'>> {
	const creation = { kind: 'created' as const, field: 'Id', before: null, after: id, policy: creationPolicy };
	return [creation, ...changes.map((change) => ({ ...change, policy: creationPolicy }))];
}
