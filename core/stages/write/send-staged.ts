import type { StagedRow } from '../../record/staged-row';
import { noProgress, recoverRows, sendRows, stampRefused, type ApplyJob } from './apply-changes';
import { isValueField, rowToSend, type Delivery } from './delivery';
import type { PlanSettings } from './plan-record';
import type { RowGroup } from './row-groups';
import { updateSaver, upsertSaver, type SendablePlan } from './saver';
import { Verdicts, type WriteOutcome } from './verdicts';

/**
 * Sends up to 1,000 staged rows of one group by Collections, with everything that makes good what fails; gives the plans
 * that were saved. `isRepeat` tells that the rows were sent before.
 */
export async function sendStaged(delivery: Delivery, { keyField }: RowGroup, rows: readonly StagedRow[], isRepeat = false): Promise<SendablePlan[]> {
	await delivery.request.keepLease?.();
	const plans = rows.map((row, index) => planOf(delivery, row, index));
	const verdicts = new Verdicts(plans.map(({ item }) => item));
	const job = { ...jobOf(delivery, keyField, verdicts), isRepeat };
	const progress = noProgress();
	const saved = await sendRows(job, plans, progress);
	await recoverRows(job, progress);
	const unsent = plans.filter(({ inputIndex }) => !verdicts.has(inputIndex));
	unsent.forEach((plan) => verdicts.holdBack(plan, delivery.brake.reason ?? 'not reached'));
	verdicts.outcomes().forEach((outcome, index) => note(delivery, rows[index], outcome));
	return saved;
}

/** Stamps the reason on existing records that a Bulk job has refused for good. */
export async function stampStaged(delivery: Delivery, rows: readonly StagedRow[]): Promise<void> {
	const plans = rows.map((row, index) => planOf(delivery, row, index));
	const job = jobOf(delivery, undefined, new Verdicts(plans.map(({ item }) => item)));
	await stampRefused(
		job,
		plans.map((plan) => ({ plan, errors: delivery.results.refusal(plan.id) ?? [] })),
	);
}

function jobOf(delivery: Delivery, keyField: string | undefined, verdicts: Verdicts): ApplyJob {
	const { client, store, run, options, brake, signal, description, fieldNames } = delivery;
	const { sObject, runId } = run;
	const settings: PlanSettings = { description, fieldNames, writeStamps: true, serverNow: client.serverNow(), runId };
	const saver = keyField === undefined ? updateSaver(client, sObject, signal) : upsertSaver(client, sObject, keyField, signal);
	return { client, sObject, options, saver, settings, book: { store, run }, verdicts, brake, signal };
}

/** The journal was written when the row was staged; what the plan needs here is the row and whether it changes values. */
function planOf(delivery: Delivery, staged: StagedRow, inputIndex: number): SendablePlan {
	const row = rowToSend(delivery, staged);
	const { lastActivity } = delivery.fieldNames;
	const changes = Object.keys(row)
		.filter((field) => isValueField(delivery, field))
		.map((field) => ({ field, before: undefined, after: row[field] }));
	// Only a record whose attempt was to be stamped gets a stamp when it is refused.
	const isStamped = lastActivity in staged.values && { _enrichment: { outcome: 'matched' } as const };
	const shared = { inputIndex, current: {}, row, changes, outcome: 'written', errors: [] } as const;
	if (staged.creation) return { ...shared, id: '', item: {}, isCreation: true };
	return { ...shared, id: staged.recordId, item: { Id: staged.recordId, ...isStamped } };
}

function note({ results }: Delivery, { recordId, creation }: StagedRow, { item, errors }: WriteOutcome): void {
	const outcome = item._enrichment?.outcome;
	if (outcome === 'written') results.save(recordId, creation && item.Id);
	else if (outcome === 'carried_over') results.holdBack(recordId);
	else if (outcome === 'failed') results.fail(recordId, errors);
	else results.refuse(recordId, errors);
}
