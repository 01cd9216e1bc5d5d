import { chunk, groupBy, partition } from 'lodash';
import { type RecordId, toRecordId } from '../../record/identity';
import { maxIdsAtOnce } from '../../salesforce/collections';
import { maxSoapElements } from '../../salesforce/soap/soap-calls';
import { messageOf } from '../../changes/settle/ended';
import type { JournalRow } from '../../store/contract/journal';
import type { KeptMerge, MergedChild } from '../../store/contract/merges';
import type { Run } from '../../store/contract/runs';
import { type JournalGroup, undoGroup } from './undo-group';
import type { UndoJob } from './undo-job';
import { mayBeWritten, type RecordUndo } from './undo-plan';

/** A record that was merged away and does not come back, and why. */
export interface NotBack {
	readonly recordId: string;
	readonly why: string;
}

/** What became of the losers of a run of merges. */
export interface MergesUndone {
	/** Records that this undo brought back, or would. */
	readonly back: number;
	/** Records that were back before. */
	readonly alreadyBack: number;
	readonly notBack: readonly NotBack[];
}

/** What an undo of merges needs besides a job for each object. */
export interface MergeUndo {
	readonly undone: Run;
	readonly isDryRun: boolean;
	readonly jobFor: (sObject: string) => Promise<UndoJob>;
	/** Told of the fields of each group. */
	readonly tell: (job: UndoJob, undos: readonly RecordUndo[]) => void;
}

const maxGroup = 1_000;
const inBinNoMore = 'it is no longer in the recycle bin, where Salesforce keeps records for 15 days';

/**
 * Takes merges back, the last first: the losers return under their own Ids, what pointed to them points to them again unless it was
 * moved since, and the master's fields go back where nobody has changed them since. Each step finds what an earlier attempt did.
 */
export async function undoMerges(undo: MergeUndo): Promise<MergesUndone> {
	const { undone, jobFor } = undo;
	const job = await jobFor(undone.sObject);
	const merges = await standingMerges(job, undone);
	if (merges.length === 0) return { back: 0, alreadyBack: 0, notBack: [] };
	const losers = merges.flatMap(({ loserIds }) => loserIds.map(toRecordId));
	const where = await findLosers(job, merges, losers);
	const [keyed, others] = partition(merges, (merge) => changesKey(merge, job));
	// A unique value has to leave the master before the record that it belongs to can return.
	await restoreMasters(undo, job, keyed);
	const failed = undo.isDryRun ? new Map<string, string>() : await undelete(job, where.inBin);
	const gone = new Map([...where.gone.map((id) => [id, inBinNoMore] as const), ...failed]);
	const isBack = (id: string) => !gone.has(id);
	await restoreMasters(
		undo,
		job,
		others.filter(({ loserIds }) => loserIds.some(isBack)),
	);
	await restoreChildren(
		undo,
		merges.flatMap(({ children }) => children).filter(({ parentId }) => isBack(parentId)),
		merges,
	);
	if (!undo.isDryRun) await note(job, undone, merges, isBack);
	return {
		back: where.inBin.filter(isBack).length,
		alreadyBack: where.alive.length,
		notBack: [...gone].map(([recordId, why]) => ({ recordId, why })),
	};
}

async function standingMerges({ context }: UndoJob, undone: Run): Promise<KeptMerge[]> {
	const merges = (await Array.fromAsync(context.store.readMerges(undone.runId))).flat();
	return merges
		.filter(({ state }) => ['merged', 'intended', 'unknown', 'partly_undone', 'undone'].includes(state))
		.reverse();
}

async function findLosers(job: UndoJob, merges: readonly KeptMerge[], losers: readonly RecordId[]) {
	const { client, description, signal } = job;
	await job.books.plan(Math.ceil(losers.length / 500) + 1);
	const masterByLoser = await client.findMerged(description.name, losers, signal);
	const masters = new Map(merges.flatMap(({ loserIds, masterId }) => loserIds.map((id) => [id, masterId] as const)));
	const inBin = losers.filter((id) => masterByLoser.has(id) && isOf(masterByLoser.get(id), masters.get(id)));
	const rest = losers.filter((id) => !inBin.includes(id));
	const alive = new Set<RecordId>();
	for (const some of chunk(rest, maxIdsAtOnce)) {
		const records = await client.retrieve(description.name, some, ['Id'], signal);
		some.forEach((id, index) => records[index] && alive.add(id));
	}
	return { inBin, alive: [...alive], gone: rest.filter((id) => !alive.has(id)) };
}

/** Somebody may have deleted the record anew after it had come back: that is theirs to undo. */
function isOf(found: string | undefined, master: string | undefined): boolean {
	return found !== undefined && found === master;
}

function changesKey({ values }: KeptMerge, { description }: UndoJob): boolean {
	return (values?.changes ?? []).some(({ field }) => description.fieldByName.get(field)?.externalId === true);
}

/** The losers that did not come back, with the reason; what was left without a reply is looked up. */
async function undelete(job: UndoJob, ids: readonly RecordId[]): Promise<ReadonlyMap<string, string>> {
	const { client, context, description, signal } = job;
	const failed = new Map<string, string>();
	for (const some of chunk(ids, maxSoapElements)) {
		await context.keepLease();
		await job.books.plan(1);
		const results = await client.soap.undelete(some, signal);
		const unknown: RecordId[] = [];
		results.forEach((result, index) => {
			if (result.status === 'refused') failed.set(some[index], messageOf(result.errors));
			if (result.status === 'unknown') unknown.push(some[index]);
		});
		if (unknown.length === 0) continue;
		const still = await client.calls.repeating(() => client.findMerged(description.name, unknown, signal));
		for (const id of unknown)
			if (still.has(id)) failed.set(id, 'the reply was lost, and it is still in the recycle bin: undo once more');
	}
	return failed;
}

/** The fields of the masters, by what the merges wrote into them. */
async function restoreMasters(undo: MergeUndo, job: UndoJob, merges: readonly KeptMerge[]): Promise<void> {
	const ids = [...new Set(merges.map(({ masterId }) => masterId))];
	for (const some of chunk(ids, maxGroup)) {
		const rows = (await job.context.store.loadJournal(undo.undone.runId, some)).filter(
			(row) => row.kind === undefined && mayBeWritten(row),
		);
		await undoRows(undo, job, groupRows(rows));
	}
}

/** What pointed to a loser and points to the survivor since; what somebody has moved elsewhere stays there. */
async function restoreChildren(
	undo: MergeUndo,
	children: readonly MergedChild[],
	merges: readonly KeptMerge[],
): Promise<void> {
	const masters = new Map(merges.flatMap(({ loserIds, masterId }) => loserIds.map((id) => [id, masterId] as const)));
	for (const [sObject, rows] of Object.entries(groupBy(children, (child) => child.sObject))) {
		const job = await undo.jobFor(sObject);
		if (!undo.isDryRun) await bringBackDeleted(job, rows);
		const journal = rows.map((child): JournalRow => {
			const after = masters.get(child.parentId);
			return {
				recordId: child.id,
				sObject,
				field: child.field,
				before: child.parentId,
				after,
				policy: 'merge',
				status: 'written',
				at: '',
			};
		});
		const groups = [...groupRows(journal)];
		for (const some of chunk(groups, maxGroup)) await undoRows(undo, job, new Map(some));
	}
}

/** A merge deletes a membership that the survivor has already; it is in the bin like the loser. */
async function bringBackDeleted(job: UndoJob, children: readonly MergedChild[]): Promise<void> {
	const { client, description, signal } = job;
	if (description.name !== 'CampaignMember') return;
	const ids = [...new Set(children.map(({ id }) => toRecordId(id)))];
	await job.books.plan(Math.ceil(ids.length / 500));
	const deleted = await client.findDeleted(description.name, ids, signal);
	if (deleted.length > 0) await undelete(job, deleted);
}

async function undoRows(undo: MergeUndo, job: UndoJob, group: JournalGroup): Promise<void> {
	if (group.size === 0) return;
	undo.tell(job, await undoGroup(job, group));
}

function groupRows(rows: readonly JournalRow[]): JournalGroup {
	return new Map(Object.entries(groupBy(rows, ({ recordId }) => recordId)));
}

async function note(
	{ context }: UndoJob,
	undone: Run,
	merges: readonly KeptMerge[],
	isBack: (id: string) => boolean,
): Promise<void> {
	const notes = merges.map(({ number, loserIds }) => {
		const isWhole = loserIds.every(isBack);
		return { number, state: isWhole ? ('undone' as const) : ('partly_undone' as const) };
	});
	await context.store.noteMerges(undone.runId, notes);
	await context.store.dropMergedKeys(undone.orgId, merges.flatMap(({ loserIds }) => loserIds).filter(isBack));
}
