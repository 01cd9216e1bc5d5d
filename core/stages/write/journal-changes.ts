import type { JournalRow } from '../../store/store';
import type { ApplyJob } from './apply-changes';
import type { RecordPlan } from './plan-record';

/** Journals every change of the plans with the status of their index; does nothing without a run. */
export async function journalChanges(
	{ context, sObject, settings }: Pick<ApplyJob, 'context' | 'sObject' | 'settings'>,
	plans: readonly RecordPlan[],
	statusOf: (index: number) => JournalRow['status'],
): Promise<void> {
	if (!context) return;
	const at = settings.serverNow.toISOString();
	const rows = plans.flatMap((plan, index) =>
		plan.changes.map((change) => ({ recordId: plan.id, sObject, ...change, status: statusOf(index), at })),
	);
	if (rows.length > 0) await context.store.journal(context.run.runId, rows);
}
