import { isSameValue } from '../../record/field-value';
import type { SalesforceRecord } from '../../record/record-item';
import type { RowResult } from '../../salesforce/row-result';
import { planUndoCalls, type UndoJob } from './undo-job';
import { leaveRestores, type RecordUndo } from './undo-plan';
import { undoStamps } from './undo-stamps';

/** What became of records that had something to restore; the restores of those that failed have moved to `left`. */
export async function sendUndos(job: UndoJob, undos: readonly RecordUndo[]): Promise<RecordUndo[]> {
	if (undos.length === 0) return [];
	await planUndoCalls(job.context, 1);
	const results = await sendRows(job, undos);
	const again = undos.filter((_, index) => isWorthRepeating(results[index]));
	const second = await job.client.calls.repeating(() => repeat(job, again));
	return undos.map((undo, index) => judge(undo, second.get(undo.recordId) ?? results[index]));
}

async function sendRows({ client, settings, signal }: UndoJob, undos: readonly RecordUndo[]): Promise<readonly RowResult[]> {
	const rows = undos.map((undo) => ({
		Id: undo.recordId,
		...Object.fromEntries(undo.restores.map(({ field, restoreTo }) => [field, restoreTo])),
		...undoStamps(undo, settings),
	}));
	return await client.update(settings.description.name, rows, {}, signal);
}

function isWorthRepeating(result: RowResult): boolean {
	return result.status === 'unknown' || (result.status === 'refused' && result.errors.some(({ retryable }) => retryable));
}

/** Sends once more what did not arrive or met a lock; what arrived all the same is found by reading. */
async function repeat(job: UndoJob, undos: readonly RecordUndo[]): Promise<Map<string, RowResult>> {
	if (undos.length === 0) return new Map();
	const arrived = await findArrived(job, undos);
	const missing = undos.filter(({ recordId }) => !arrived.has(recordId));
	const results = missing.length > 0 ? await sendRows(job, missing) : [];
	const ends = new Map<string, RowResult>(missing.map(({ recordId }, index) => [recordId, results[index]]));
	const unanswered = missing.filter((_, index) => results[index].status === 'unknown');
	const late = await findArrived(job, unanswered);
	for (const id of [...arrived, ...late]) ends.set(id, { status: 'saved', id, created: false });
	return ends;
}

async function findArrived({ client, settings, signal }: UndoJob, undos: readonly RecordUndo[]): Promise<ReadonlySet<string>> {
	if (undos.length === 0) return new Set();
	const { description } = settings;
	const fields = [...new Set(undos.flatMap(({ restores }) => restores.map(({ field }) => field)))];
	const records = await client.retrieve(description.name, undos.map(({ recordId }) => recordId), fields, signal);
	const isBack = ({ restores }: RecordUndo, record: SalesforceRecord) =>
		restores.every(({ field, restoreTo }) => isSameValue(record[field], restoreTo, description.fieldByName.get(field)?.type));
	const arrived = undos.filter((undo, index) => records[index] && isBack(undo, records[index]));
	return new Set(arrived.map(({ recordId }) => recordId));
}

function judge(undo: RecordUndo, result: RowResult): RecordUndo {
	if (result.status === 'saved') return undo;
	if (result.status === 'unknown') return leaveRestores(undo, 'unknown', result.reason);
	const codes = new Set(result.errors.map(({ code }) => code));
	const message = result.errors.map(({ code, message: text }) => `${code}: ${text}`).join('; ');
	if (codes.has('ENTITY_IS_DELETED')) return leaveRestores(undo, 'deleted', message);
	return leaveRestores(undo, codes.has('CANNOT_UPDATE_CONVERTED_LEAD') ? 'converted' : 'refused', message);
}
