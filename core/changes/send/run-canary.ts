import { sendRows } from './apply-changes';
import type { ApplyJob, Progress } from './job';
import { canaryStage, defaultCanaryRecords, findCanaryFault } from './canary';
import type { SendablePlan } from '../plan/record-plan';
import type { Write } from '../write';

/**
 * Sends the first records alone and reads them back, once per run, when others follow them; stops the write when they
 * don't read back as they were sent. Gives the plans that are still to be sent.
 */
export async function runCanary(
	write: Write,
	job: ApplyJob,
	plans: readonly SendablePlan[],
	progress: Progress,
): Promise<readonly SendablePlan[]> {
	const records = write.request.canaryRecords ?? defaultCanaryRecords;
	if (records <= 0 || plans.length <= records || (await hadCanary(write))) return plans;

	const { client, context } = write;
	const before = client.calls.now();
	write.canaryCalls = { used: 0, retries: 0 };
	const calls = ['write', 'read back'].length;
	await context?.store.addCalls(context.run.runId, canaryStage, { planned: calls, used: 0, retries: 0 });
	try {
		const saved = await sendRows(job, plans.slice(0, records), progress);
		await readBack(write, job, saved);
	} finally {
		write.canaryCalls = client.calls.since(before);
		await context?.store.addCalls(context.run.runId, canaryStage, { planned: 0, ...write.canaryCalls });
	}
	return plans.slice(records);
}

async function hadCanary({ context, canaryCalls }: Write): Promise<boolean> {
	if (canaryCalls) return true;
	const calls = await context?.store.readCalls(context.run.runId);
	return calls?.[canaryStage] !== undefined;
}

async function readBack({ client, request, description, brake, signal }: Write, { sObject }: ApplyJob, saved: readonly SendablePlan[]): Promise<void> {
	if (saved.length === 0) return;
	const fields = [...new Set(saved.flatMap(({ row }) => Object.keys(row)))];
	const records = await client.retrieve(sObject, saved.map(({ id }) => id), fields, signal);
	const fault = findCanaryFault(saved.map(({ row, id }, index) => ({ row: { ...row, Id: id }, readBack: records[index] })), description);
	const count = request.canaryRecords ?? defaultCanaryRecords;
	if (fault !== undefined) brake.stop(`The trial write of ${count} records failed: ${fault}`);
}
