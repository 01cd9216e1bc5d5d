import { partition } from 'lodash';
import { toRecordId } from '../../record/identity';
import type { SalesforceRecord } from '../../record/record-item';
import { nameFields } from '../../run/review-row';
import type { Tombstone } from '../../store/contract/history';
import type { JournalRow } from '../../store/contract/journal';
import type { Settlement } from '../../store/contract/work';
import type { UndoJob } from './undo-job';
import { leaveRestores, planUndo, sayingWhatIsLeft, type RecordUndo } from './undo-plan';
import { sendUndos } from './undo-send';

/** Rows of the undone run's journal, by record; at most 1,000 records of one object. */
export type JournalGroup = ReadonlyMap<string, readonly JournalRow[]>;

/**
 * Undoes one group: claim, read, decide, remember, send, journal. Each step may be repeated: what has been restored is
 * found restored, and what was asked to be undone is remembered before it is sent, so that no run between a crash and
 * the next attempt writes it again.
 */
export async function undoGroup(job: UndoJob, group: JournalGroup): Promise<RecordUndo[]> {
	const { context } = job;
	await context.keepLease();
	const free = await claim(job, [...group.keys()]);
	const current = await readCurrent(job, group);
	const planned = [...group].map(([recordId, rows], index) =>
		planUndo(recordId, rows, current[index], job.settings.description),
	);
	const undos = planned.map((undo) => (free.has(undo.recordId) ? undo : leaveRestores(undo, 'claimed_elsewhere')));
	if (context.run.isDryRun) {
		await journal(job, undos, 'would_write');
		return undos;
	}
	await context.store.addTombstones(
		context.run.orgId,
		undos.flatMap((undo) => tombstones(undo, group)),
	);
	await confirmInDoubt(job, undos);
	return await send(job, undos);
}

/** A preview keeps nobody else away. */
async function claim({ context, client }: UndoJob, ids: readonly string[]): Promise<ReadonlySet<string>> {
	const { run, store } = context;
	if (run.isDryRun) return new Set(ids);
	return new Set(await store.claimRecords(run.orgId, ids, run.runId, client.serverNow(), run.leaseMs));
}

async function readCurrent(job: UndoJob, group: JournalGroup): Promise<Array<SalesforceRecord | undefined>> {
	const { client, description, fieldNames, settings, signal } = job;
	const { matchInputs } = settings;
	const names = [...group.values()].flatMap((rows) => rows.map(({ field }) => field));
	const inputs = Object.values(matchInputs?.fields ?? {});
	const fields = [...new Set(['IsConverted', ...nameFields, fieldNames.matchHash, ...inputs, ...names])].filter(
		(name) => description.fieldByName.has(name),
	);
	await job.books.plan(1);
	return await client.retrieve(description.name, [...group.keys()].map(toRecordId), fields, signal);
}

function tombstones({ recordId, restores, back }: RecordUndo, group: JournalGroup): Tombstone[] {
	const undone = new Set([...restores, ...back].map(({ field }) => field));
	const rows = (group.get(recordId) ?? []).filter(({ field }) => undone.has(field));
	return rows.map(({ sObject, field, after }) => ({ recordId, sObject, field, value: after }));
}

/** A value that is back and that an earlier attempt had sent was restored by it. */
async function confirmInDoubt(job: UndoJob, undos: readonly RecordUndo[]): Promise<void> {
	const confirmed = undos
		.map((undo) => {
			const back = undo.back.filter(({ recordId, field }) => job.inDoubt.has(`${recordId} ${field}`));
			return {
				...undo,
				restores: back.map(({ recordId, field, before, after }) => ({
					recordId,
					field,
					holds: after,
					restoreTo: before,
				})),
			};
		})
		.filter(({ restores }) => restores.length > 0);
	await settle(
		job,
		confirmed.map(({ recordId }) => ({ recordId, outcome: 'written' })),
	);
	await journal(job, confirmed, 'written');
}

/** What was sent is journalled and settled as it goes; the others get their word here. */
async function send(job: UndoJob, undos: readonly RecordUndo[]): Promise<RecordUndo[]> {
	const [sendable, others] = partition(undos, ({ restores }) => restores.length > 0);
	await takeOn(job, undos);
	await settle(job, others.flatMap(settlementOf));
	const ended = new Map((await sendUndos(job, sendable)).map((undo) => [undo.recordId, undo]));
	return undos.map((undo) => ended.get(undo.recordId) ?? undo);
}

/** Records with nothing left to do were settled before, or need no word. */
function settlementOf(undo: RecordUndo): Settlement[] {
	const [first] = undo.left;
	return first
		? [{ recordId: undo.recordId, outcome: outcomeByReason[first.reason], message: sayingWhatIsLeft(undo) }]
		: [];
}

const outcomeByReason = {
	edited: 'conflict',
	deleted: 'deleted',
	converted: 'converted',
	not_writable: 'rejected',
	claimed_elsewhere: 'claimed_elsewhere',
	refused: 'rejected',
	unknown: 'failed',
} as const;

async function takeOn({ context }: UndoJob, undos: readonly RecordUndo[]): Promise<void> {
	const records = undos
		.filter(({ restores, left }) => restores.length + left.length > 0)
		.map(({ recordId }) => ({ recordId }));
	if (records.length > 0) await context.store.addWork(context.run, records);
}

async function settle({ context }: UndoJob, settlements: readonly Settlement[]): Promise<void> {
	if (settlements.length === 0) return;
	await context.store.addWork(
		context.run,
		settlements.map(({ recordId }) => ({ recordId })),
	);
	await context.store.settleWork(context.run, settlements);
}

async function journal(
	{ context, client, description }: UndoJob,
	undos: ReadonlyArray<Pick<RecordUndo, 'restores'>>,
	status: JournalRow['status'],
): Promise<void> {
	const at = client.serverNow().toISOString();
	const sObject = description.name;
	const rows = undos.flatMap(({ restores }) =>
		restores.map(
			({ recordId, field, holds, restoreTo }): JournalRow => ({
				recordId,
				sObject,
				field,
				before: holds,
				after: restoreTo,
				policy: 'undo',
				status,
				at,
			}),
		),
	);
	if (rows.length > 0) await context.store.journal(context.run.runId, rows);
}
