import { chunk, sortBy } from 'lodash';
import type { EnrichmentError } from '../../errors';
import type { RowError } from '../../salesforce/row-result';
import { maxRetrieveIds, maxUpdateRows } from '../../salesforce/collections';
import { isStopSignal, noProgress, recoverRows, sendRows, updateCallsFor } from './apply-changes';
import type { ApplyJob, Progress } from './job';
import { attemptsIn } from '../settle/attempts';
import { journalChanges } from './journal-changes';
import { lostReply, setAsideUnknown } from './lost-reply';
import { planSettings } from '../plan/load-settings';
import type { PlannedRecords } from '../plan/plan-existing';
import type { PlanSettings, RecordPlan, WriteTarget, SendablePlan } from '../plan/record-plan';
import { sendCanary } from './canary';
import { defaultWriteFuse, setAsideTooOften } from './fuse';
import type { Saver } from './saver';
import { isSendable, parentOf, requireRun, stageRows } from '../staged/stage-rows';
import { countUnnoted, triedByCheck } from './breaker';
import type { Write } from '../write';

/** How one operation reads its records and decides about them, and how it saves them. */
export interface WritePath<Target extends WriteTarget> {
	readonly saver: Saver;
	/** Reads what up to 2,000 targets need and decides; a target that it gives no plan for has its verdict already. */
	plan(targets: readonly Target[]): Promise<PlannedRecords>;
}

/**
 * Takes the targets through, 2,000 at a time; what is not reached once the write stops is held back for a later run. `sentBefore` are
 * rows that the same write has sent on another path; gives them with its own.
 */
export async function writeParts<Target extends WriteTarget>(
	write: Write,
	targets: readonly Target[],
	path: WritePath<Target>,
	sentBefore = 0,
): Promise<number> {
	const progress = { ...noProgress(), sentRows: sentBefore };
	try {
		for (const part of chunk(targets, maxRetrieveIds)) {
			if (write.brake.reason === undefined) await writePart(write, part, path, progress);
		}
		await recoverRows(applyJob(write, path.saver), progress);
	} catch (error) {
		if (isStopSignal(error) || progress.sentRows === 0) throw error;
		// What was written stays told; the rest is left to a later run.
		await leave(write, targets, (target) => write.verdicts.fail(target, [notReached(error)]));
	}
	await stopRest(write, targets);
	return progress.sentRows;
}

async function writePart<Target extends WriteTarget>(
	write: Write,
	targets: readonly Target[],
	path: WritePath<Target>,
	progress: Progress,
): Promise<void> {
	const { request, verdicts, brake, context } = write;
	await context?.keepLease();
	if (!(await hasAllowance(write))) return;
	const { plans, settings } = await path.plan(targets);
	const job = applyJob(write, path.saver, settings);
	if (request.isDryRun) {
		await foresee(job, plans);
		return;
	}
	brake.note({ records: await countUnnoted(write, plans), refused: 0 });
	const { records, refused } = triedByCheck(plans);
	brake.weigh({ records, refused });
	const settled = plans.filter((plan) => !isSendable(plan));
	settled.forEach((plan) => verdicts.accept(plan));
	try {
		const [unknown, sendable] = await setAsideUnknown(write.context, plans.filter(isSendable), job.settings.serverNow);
		unknown.forEach((plan) =>
			verdicts.fail(plan, [lostReply('The reply to an earlier write of this record was lost')]),
		);
		unknown.forEach((plan) => settled.push(plan));
		const fuse = request.writeFuse ?? defaultWriteFuse;
		const [tooOften, free] = await setAsideTooOften(write.context, sendable, fuse, job.settings.serverNow);
		tooOften.forEach(({ plan, error }) => verdicts.fail(plan, [error]));
		tooOften.forEach(({ plan }) => settled.push(plan));
		await deliver(write, job, free, progress);
		// With what was sent beside them; alone they would look like nothing but refusals.
		brake.note({ records: refused, refused });
	} finally {
		await context?.store.savePart(context.run, {
			settlements: verdicts.settlementsOf(settled),
			...attemptsIn(
				job,
				settled.map((plan) => ({ plan, row: undefined, result: undefined })),
			),
		});
	}
}

async function deliver(write: Write, job: ApplyJob, plans: readonly SendablePlan[], progress: Progress): Promise<void> {
	if (write.brake.reason !== undefined) return;
	if (write.request.delivery === 'at_finish') {
		await stageRows(job, requireRun(write.context), plans, write.request);
		write.brake.note({ records: plans.filter(({ changes }) => changes.length > 0).length, refused: 0 });
		return;
	}
	// Rows of one parent go together, so that no two calls wait for the same lock.
	const byParent = sortBy(plans, (plan) => parentOf(plan) ?? '');
	const send = (part: readonly SendablePlan[]) => sendRows(job, part, progress);
	const isTried = await sendCanary(write, plans.length, (records) => send(byParent.slice(0, records)));
	if (write.brake.reason !== undefined) return;
	const rest = isTried ? byParent.slice(write.canaryRecords) : byParent;
	await write.books.plan(updateCallsFor(rest.length));
	await send(rest);
}

async function foresee(job: ApplyJob, plans: readonly RecordPlan[]): Promise<void> {
	for (const part of chunk(plans, maxUpdateRows)) {
		await job.context?.keepLease();
		await journalChanges(job, part, () => 'would_write');
		part.forEach((plan) => job.verdicts.foresee(plan));
		await job.verdicts.settle(part, job.context);
	}
}

/** At its ceiling of API calls a run writes no more. */
async function hasAllowance({ context, brake }: Write): Promise<boolean> {
	if ((await context?.allowance?.()) !== 'stop') return true;
	const run = await context?.store.findRun(context.run.runId);
	brake.stop(run?.stop?.why ?? 'The ceiling of API calls is reached');
	return false;
}

/** Tells the run to stop, so that its later batches send nothing either. */
async function stopRest(write: Write, targets: readonly WriteTarget[]): Promise<void> {
	const { brake, verdicts, context } = write;
	const { reason } = brake;
	if (reason === undefined) return;
	await context?.store.stopRun(context.run.runId, { kind: 'stop', why: reason });
	await leave(write, targets, (target) =>
		verdicts.holdBack(target, `Not written, because the write was stopped: ${reason}`),
	);
}

async function leave(
	{ verdicts, context }: Write,
	targets: readonly WriteTarget[],
	judge: (target: WriteTarget) => void,
): Promise<void> {
	const left = targets.filter(({ inputIndex }) => !verdicts.has(inputIndex));
	left.forEach(judge);
	await verdicts.settle(left, context);
}

function notReached(error: unknown): RowError {
	const { code, message, retryable } = error as EnrichmentError;
	return { code: code.toUpperCase(), message, fields: [], retryable };
}

/** What plans are sent with. */
function applyJob(write: Write, saver: Saver, settings: PlanSettings = planSettings(write)): ApplyJob {
	return { ...write, saver, settings };
}
