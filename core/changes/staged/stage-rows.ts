import { noId } from '../../record/identity';
import { EnrichmentError } from '../../errors';
import type { ChangesRun } from '../changes-run';
import { readsAsNull } from '../../salesforce/csv-lines';
import type { StagedCreation, StagedRow } from '../../record/staged-row';
import type { Settlement } from '../../store/contract/work';
import type { ApplyJob } from '../send/job';
import { creationId } from '../plan/key-field';
import { attemptsIn } from '../settle/attempts';
import { journalOf } from '../send/journal-changes';
import { leftOutMessage, leftOutOf } from '../settle/left-out-message';
import type { RecordPlan } from '../plan/record-plan';
import type { SendablePlan } from '../plan/record-plan';
import type { WriteRequest } from '../write-request';

/** How records are found that the input does not name. */
type Keying = Pick<WriteRequest, 'operation' | 'externalIdField'>;

/** Whether there is something to send for the record. */
export function isSendable(plan: RecordPlan): plan is SendablePlan {
	return plan.row !== undefined;
}

/** The record whose lock the save shares with its siblings; `undefined` when there is none that is known. */
export function parentOf({ row, item, current }: SendablePlan): string | undefined {
	const parentId = row.AccountId ?? item.AccountId ?? current.AccountId;
	return typeof parentId === 'string' ? parentId : undefined;
}

/** The run whose Finish delivers; throws `invalid_parameter` without one. */
export function requireRun(context: ChangesRun | undefined): ChangesRun {
	if (context) return context;
	throw new EnrichmentError('invalid_parameter', 'Delivery at finish needs a run, whose Finish sends the rows.', {
		remedy: 'Let the workflow begin with Run: Start, or deliver immediately.',
	});
}

/** Journals the changes as intended, keeps the rows in the store for the run's Finish and settles the records until then, all in one go. */
export async function stageRows(
	job: ApplyJob,
	context: ChangesRun,
	plans: readonly SendablePlan[],
	request: Keying,
): Promise<void> {
	const stageable = plans.filter((plan) => !refuseUnspeakable(job, plan));
	const earlier = await earlierWords(job, context, stageable);
	stageable.forEach((plan) => job.verdicts.stage(plan, mustFitIn(job, plan), earlier.get(plan.id)));
	await context.store.savePart(context.run, {
		journal: await journalOf(job, stageable, () => 'intended'),
		staged: stageable.map((plan) => stagedRow(job, plan, request)),
		settlements: job.verdicts.settlementsOf(plans),
		...attemptsIn(
			job,
			plans.map((plan) => ({ plan, row: plan.row, result: undefined })),
		),
	});
}

/** What the run's earlier steps said of the records of which they have staged values. */
async function earlierWords(
	{ settings: { staged } }: ApplyJob,
	{ run, store }: ChangesRun,
	plans: readonly SendablePlan[],
): Promise<Map<string, Settlement>> {
	const ids = plans.map(({ id }) => id).filter((id) => id !== noId && staged?.has(id));
	const work = ids.length > 0 ? await store.loadWork(run, ids) : [];
	return new Map(work.flatMap(({ recordId, settlement }) => (settlement ? [[recordId, settlement] as const] : [])));
}

function mustFitIn({ settings }: ApplyJob, { changes }: SendablePlan): string[] {
	return changes.map(({ field }) => field).filter((field) => settings.mustFit?.(field));
}

function stagedRow(job: ApplyJob, plan: SendablePlan, request: Keying): StagedRow {
	const mustFit = mustFitIn(job, plan);
	const { id, row, isCreation, leftOut = [] } = plan;
	const { Id: _id, ...values } = row;
	const parentId = parentOf(plan);
	const parent = parentId !== undefined && { parentId };
	const { externalIdField, operation } = request;
	if (!isCreation || externalIdField === undefined) return { recordId: id, values, ...parent };
	const creation = {
		keyField: externalIdField,
		isCreateOnly: operation === 'create',
		sources: sourcesOf(plan),
		...(mustFit.length > 0 && { mustFit }),
		...(leftOut.length > 0 && { leftOut: { values: leftOutOf(leftOut), message: leftOutMessage(leftOut) } }),
	};
	return {
		recordId: creationId(externalIdField, values[externalIdField], job.settings.description),
		values,
		...parent,
		creation,
	};
}

function sourcesOf({ changes }: SendablePlan): StagedCreation['sources'] {
	return Object.fromEntries(
		changes.map(({ field, provider, source, confidence, observedAt, policy }) => [
			field,
			{ provider, ...(source && { source }), confidence, observedAt, policy },
		]),
	);
}

/** The Bulk API has no way to say this text: it would empty the field. */
function refuseUnspeakable({ verdicts }: ApplyJob, plan: SendablePlan): boolean {
	const field = Object.keys(plan.row).find((name) => readsAsNull(plan.row[name]));
	if (field === undefined) return false;
	const message = `${field}: the text #N/A would empty the field in a Bulk job`;
	verdicts.refuse(plan, [{ code: 'INVALID_INPUT', message, fields: [field], retryable: false }]);
	return true;
}
