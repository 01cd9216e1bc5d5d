import { noId } from '../../record/identity';
import type { ApplyJob } from './job';
import type { SendablePlan } from '../plan/record-plan';

/**
 * Takes out of the run's staged rows what is sent at once: the later decision counts, whatever becomes of it. Does nothing
 * without a run, or for what is itself delivered.
 */
export async function withdrawStaged(
	{ context, isDelivery }: Pick<ApplyJob, 'context' | 'isDelivery'>,
	plans: readonly SendablePlan[],
): Promise<void> {
	const existing = plans.filter(({ id }) => id !== noId);
	if (!context || isDelivery || existing.length === 0) return;
	const fieldsById = new Map(existing.map(({ id, row }) => [id, Object.keys(row)]));
	await context.store.withdrawStaged(context.run.runId, fieldsById);
}
