import { toRecordId, noId } from '../../record/identity';
import { partition } from 'lodash';
import type { StagedRow } from '../../record/staged-row';
import type { RowError } from '../../salesforce/row-result';
import { noProgress, recoverRows, sendAndRecover, stampRefused } from '../send/apply-changes';
import type { ApplyJob } from '../send/job';
import { noteStamps } from '../settle/attempts';
import { isValueField, rowToSend, type Delivery } from './delivery';
import { refusedFields, withoutRefused } from '../plan/leave-out';
import type { PlanSettings } from '../plan/record-plan';
import { takesStamp } from '../settle/refusal-outcome';
import type { RowGroup } from './delivery';
import { updateSaver, upsertSaver } from '../send/saver';
import type { SendablePlan } from '../plan/record-plan';
import { Verdicts, type WriteOutcome } from '../settle/verdicts';

/**
 * Sends up to 1,000 staged rows of one group by Collections, with everything that makes good what fails; gives the plans
 * that were saved. `isRepeat` tells that the rows were sent before.
 */
export async function sendStaged(
	delivery: Delivery,
	{ keyField }: RowGroup,
	rows: readonly StagedRow[],
	isRepeat = false,
): Promise<SendablePlan[]> {
	await delivery.context.keepLease();
	const plans = await plansOf(delivery, rows);
	const verdicts = new Verdicts(plans.map(({ item }) => item));
	const job = { ...jobOf(delivery, keyField, verdicts), isRepeat };
	const saved = await sendAndRecover(job, plans);
	const unsent = plans.filter(({ inputIndex }) => !verdicts.has(inputIndex));
	unsent.forEach((plan) => verdicts.holdBack(plan, delivery.brake.reason ?? 'not reached'));
	verdicts.outcomes().forEach((outcome, index) => note(delivery, rows[index], outcome));
	return saved;
}

/** Sends rows that a Bulk job has refused once more, without the values that were refused; those that cannot do without stay refused. */
export async function sendWithoutRefused(
	delivery: Delivery,
	{ keyField }: RowGroup,
	rows: readonly StagedRow[],
): Promise<void> {
	await delivery.context.keepLease();
	const { results, brake } = delivery;
	const plans = await plansOf(delivery, rows);
	const verdicts = new Verdicts(plans.map(({ item }) => item));
	const job = { ...jobOf(delivery, keyField, verdicts), isRepeat: true };
	const progress = noProgress();
	plans.forEach((plan, index) => {
		const errors = results.refusal(rows[index].recordId) ?? [];
		const reduced = withoutRefused(plan, errors, job.settings);
		verdicts.refuse(plan, errors);
		if (reduced) progress.reduced.push({ plan: reduced, errors });
	});
	// Until now they counted as saved, because they might be.
	brake.note({ records: 0, refused: plans.length - progress.reduced.length });
	await recoverRows(job, progress);
	verdicts.outcomes().forEach((outcome, index) => note(delivery, rows[index], outcome));
}

/** Whether leaving out what was refused of the row leaves something to save. */
export function canDoWithout(
	{ stampNames }: Delivery,
	errors: readonly RowError[],
	fields: readonly string[],
): boolean {
	if (errors.length === 0 || errors.some((error) => error.retryable || error.fields.length === 0)) return false;
	const refused = refusedFields(errors, fields);
	return (
		fields.some((field) => isValueField({ stampNames }, field) && !refused.has(field)) &&
		[...refused].every((field) => fields.includes(field))
	);
}

/** Stamps the reason on existing records that a Bulk job has refused for good; those that take no stamp are remembered. */
export async function stampStaged(delivery: Delivery, rows: readonly StagedRow[]): Promise<void> {
	const plans = rows.map((row, index) => planOf(delivery, row, index));
	const job = jobOf(delivery, undefined, new Verdicts(plans.map(({ item }) => item)));
	const refused = plans.map((plan) => ({ plan, errors: delivery.results.refusal(plan.id) ?? [] }));
	const [stampable, others] = partition(refused, ({ errors }) => takesStamp(errors));
	await noteStamps(
		job,
		others.map(({ plan, errors }) => ({ plan, row: plan.row, result: { status: 'refused', errors } })),
	);
	await stampRefused(job, stampable);
}

function jobOf(delivery: Delivery, keyField: string | undefined, verdicts: Verdicts): ApplyJob {
	const { client, context, description, fieldNames, signal } = delivery;
	const { runId } = context.run;
	const settings: PlanSettings = { description, fieldNames, writeStamps: true, serverNow: client.serverNow(), runId };
	const saver =
		keyField === undefined
			? updateSaver(client, description.name, signal)
			: upsertSaver(client, description, keyField, signal);
	return { ...delivery, saver, settings, verdicts, isDelivery: true };
}

/** With what must not be left out of them, which the run's work knows of records that exist. */
async function plansOf(delivery: Delivery, rows: readonly StagedRow[]): Promise<SendablePlan[]> {
	const existing = rows.filter(({ creation }) => creation === undefined).map(({ recordId }) => recordId);
	const work = existing.length > 0 ? await delivery.context.store.loadWork(delivery.context.run, existing) : [];
	const mustFitById = new Map(work.map(({ recordId, settlement }) => [recordId, settlement?.mustFit]));
	return rows.map((row, index) =>
		planOf(delivery, row, index, row.creation ? row.creation.mustFit : mustFitById.get(row.recordId)),
	);
}

/** The journal was written when the row was staged; what the plan needs here is the row and whether it changes values. */
function planOf(
	delivery: Delivery,
	staged: StagedRow,
	inputIndex: number,
	mustFit: readonly string[] = [],
): SendablePlan {
	const row = rowToSend(delivery, staged);
	const { lastActivity } = delivery.fieldNames;
	const changes = Object.keys(row)
		.filter((field) => isValueField(delivery, field))
		.map((field) => ({ field, before: undefined, after: row[field] }));
	// Only a record whose attempt was to be stamped gets a stamp when it is refused.
	const isStamped = lastActivity in staged.values && { _enrichment: { outcome: 'staged' } as const };
	const shared = {
		inputIndex,
		current: {},
		row,
		changes,
		outcome: 'written',
		errors: [],
		mustFit,
		isStaged: true,
	} as const;
	if (staged.creation) return { ...shared, id: noId, item: {}, isCreation: true };
	return { ...shared, id: toRecordId(staged.recordId), item: { Id: staged.recordId, ...isStamped } };
}

function note({ results }: Delivery, { recordId, creation }: StagedRow, { item, errors }: WriteOutcome): void {
	const outcome = item._enrichment?.outcome;
	if (outcome === 'written' || outcome === 'partly_written') results.save(recordId, creation && item.Id);
	else if (outcome === 'carried_over') results.holdBack(recordId);
	else if (outcome === 'failed') results.fail(recordId, errors);
	else results.refuse(recordId, errors);
	if (outcome === 'partly_written') results.leaveOut(recordId, errors);
}
