import type { RecordItem } from '../../record/record-item';
import type { StagedRow } from '../../store/store';
import { noProgress, recoverRows, sendRows, stampRefused, type ApplyJob } from './apply-changes';
import { rowToSend, valueFields, type Delivery } from './delivery';
import type { PlanSettings } from './plan-record';
import { updateSaver, type SendablePlan } from './saver';
import { Verdicts, type WriteOutcome } from './verdicts';

/** Sends up to 1,000 staged rows by Collections, with everything that makes good what fails; gives the plans that were saved. */
export async function sendStaged(delivery: Delivery, rows: readonly StagedRow[]): Promise<SendablePlan[]> {
	await delivery.request.keepLease?.();
	const plans = rows.map((row, index) => planOf(delivery, row, index));
	const verdicts = new Verdicts(plans.map(({ item }) => item));
	const job = jobOf(delivery, verdicts);
	const progress = noProgress();
	const saved = await sendRows(job, plans, progress);
	await recoverRows(job, progress);
	const unsent = plans.filter(({ inputIndex }) => !verdicts.has(inputIndex));
	unsent.forEach((plan) => verdicts.holdBack(plan, delivery.brake.reason ?? 'not reached'));
	verdicts.outcomes().forEach((outcome, index) => note(delivery, rows[index].recordId, outcome));
	return saved;
}

/** Stamps the reason on records that a Bulk job has refused for good. */
export async function stampStaged(delivery: Delivery, rows: readonly StagedRow[]): Promise<void> {
	const plans = rows.map((row, index) => planOf(delivery, row, index));
	const job = jobOf(delivery, new Verdicts(plans.map(({ item }) => item)));
	await stampRefused(
		job,
		plans.map((plan) => ({ plan, errors: delivery.results.refusal(plan.id) ?? [] })),
	);
}

function jobOf({ client, run, options, brake, signal, description, fieldNames }: Delivery, verdicts: Verdicts): ApplyJob {
	const settings: PlanSettings = { description, fieldNames, writeStamps: true, serverNow: client.serverNow(), runId: run.runId };
	return { client, sObject: run.sObject, options, saver: updateSaver(client, run.sObject, signal), settings, verdicts, brake, signal };
}

/** The journal was written when the row was staged; what the plan needs here is the row and whether it changes values. */
function planOf(delivery: Delivery, staged: StagedRow, inputIndex: number): SendablePlan {
	const row = rowToSend(delivery, staged);
	const { lastActivity } = delivery.fieldNames;
	const changes = valueFields(delivery, Object.keys(row))
		.filter((field) => field !== 'Id')
		.map((field) => ({ field, before: undefined, after: row[field] }));
	// Only a record whose attempt was to be stamped gets a stamp when it is refused.
	const item: RecordItem = { Id: staged.recordId, ...(lastActivity in staged.values && { _enrichment: { outcome: 'matched' } }) };
	return { inputIndex, id: staged.recordId, item, current: {}, row, changes, outcome: 'written', errors: [] };
}

function note({ results }: Delivery, recordId: string, { item, errors }: WriteOutcome): void {
	const outcome = item._enrichment?.outcome;
	if (outcome === 'written') results.save(recordId);
	else if (outcome === 'carried_over') results.holdBack(recordId);
	else if (outcome === 'failed') results.fail(recordId, errors);
	else results.refuse(recordId, errors);
}
