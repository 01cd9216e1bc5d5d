import { toRecordId } from '../record/identity';
import type { CarryOver, CarryOverStore } from '../store/contract/carry-over';
import type { LastWritten, Tombstone, HistoryStore } from '../store/contract/history';
import type { JournalRow } from '../store/contract/journal';
import type { Run, RunStore } from '../store/contract/runs';
import type { WorkState, WorkStore } from '../store/contract/work';
import type { AttemptStore } from '../store/contract/attempts';
import {
	sentenceOfAttempt,
	sentenceOfCarryOver,
	sentencesOfJournal,
	sentencesOfWork,
	type ExplainedStep,
} from './explain-sentences';

type ExplainStore = AttemptStore & CarryOverStore & HistoryStore & RunStore & WorkStore;

/** Everything the store knows of one record, told and as it is kept. */
export interface RecordExplanation {
	readonly orgId: string;
	/** 18 characters. */
	readonly recordId: string;
	/** Oldest first. */
	readonly steps: readonly ExplainedStep[];
	readonly work: ReadonlyArray<WorkState & { readonly runId: string }>;
	readonly journal: ReadonlyArray<JournalRow & { readonly runId: string }>;
	readonly lastWritten: readonly LastWritten[];
	readonly carryOver: ReadonlyArray<CarryOver & { readonly pipeline: string }>;
	readonly tombstones: readonly Tombstone[];
}

export interface ExplainRequest {
	readonly orgId: string;
	readonly recordId: string;
	/** In how many of the org's newest ended runs to look for the record, beside those that wrote it. */
	readonly lastRuns: number;
}

/** Waiting records of one pipeline that are looked through. */
const maxCarryOver = 50_000;

/** Far enough ahead that every record of the carry-over is due: back-off ends after a day. */
const farAheadMs = 366 * 24 * 60 * 60_000;

/** Tells why a record was selected, skipped, written, refused or left, as far as runs are remembered. */
export async function explainRecord(
	store: ExplainStore,
	request: ExplainRequest,
	now: Date,
): Promise<RecordExplanation> {
	const { orgId } = request;
	const recordId = toRecordId(request.recordId);
	const journal = await store.readRecordJournal(orgId, recordId);
	const runs = await findRuns(store, request, journal);
	const work = await findWork(store, runs, recordId);
	const carryOver = await findCarryOver(store, runs, recordId, now);
	const tombstones = await store.loadTombstones(orgId, [recordId]);
	const attempts = await store.loadAttempts(orgId, [recordId]);
	const lastWritten = await store.loadLastWritten(orgId, [recordId]);
	const steps = [
		...work.flatMap(({ run, state }) => sentencesOfWork(run, state, isCreatedIn(run, journal))),
		...sentencesOfJournal(journal),
		...carryOver.map((entry) => step(now, sentenceOfCarryOver(entry), entry)),
		// What a run has given up is told with the run.
		...attempts
			.filter(({ reason }) => reason !== undefined)
			.map((attempt) => ({
				...step(attempt.lastActivity, sentenceOfAttempt(attempt), attempt),
				...(attempt.runId !== undefined && { runId: attempt.runId }),
			})),
		...tombstones.map((tombstone) =>
			step(
				now,
				`${tombstone.field} was undone: the value ${JSON.stringify(tombstone.value)} is not written to it again`,
				tombstone,
			),
		),
		...sentencesOfLastWritten(lastWritten, journal, now),
	].sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
	if (steps.length === 0)
		steps.push(step(now, `No run that is still remembered has taken it on (${request.lastRuns} looked through)`));
	return {
		orgId,
		recordId,
		steps,
		work: work.map(({ run, state }) => ({ ...state, runId: run.runId })),
		journal,
		lastWritten,
		carryOver,
		tombstones,
	};
}

async function findRuns(
	store: RunStore,
	{ orgId, lastRuns }: ExplainRequest,
	journal: RecordExplanation['journal'],
): Promise<Run[]> {
	const runById = new Map((await store.listRuns(orgId, lastRuns)).map((run) => [run.runId, run]));
	for (const runId of new Set(journal.map((row) => row.runId))) {
		const run = runById.get(runId) ?? (await store.findRun(runId));
		if (run) runById.set(runId, run);
	}
	// A pipeline that is at work, or was broken off, has not ended yet and is in no list.
	for (const run of [...runById.values()]) {
		const unfinished = await store.findUnfinishedRun(run);
		if (unfinished) runById.set(unfinished.runId, unfinished);
	}
	return [...runById.values()].sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
}

async function findWork(
	store: WorkStore,
	runs: readonly Run[],
	recordId: string,
): Promise<Array<{ run: Run; state: WorkState }>> {
	const found: Array<{ run: Run; state: WorkState }> = [];
	for (const run of runs) {
		for (const state of await store.loadWork(run, [recordId])) found.push({ run, state });
	}
	return found;
}

async function findCarryOver(
	store: CarryOverStore,
	runs: readonly Run[],
	recordId: string,
	now: Date,
): Promise<Array<CarryOver & { readonly pipeline: string }>> {
	const found: Array<CarryOver & { readonly pipeline: string }> = [];
	const runByPipeline = new Map(runs.map((run) => [`${run.pipeline} ${run.sObject}`, run]));
	for (const run of runByPipeline.values()) {
		const waiting = await store.loadCarryOver(run, new Date(now.getTime() + farAheadMs), maxCarryOver);
		const entry = waiting.find((each) => each.recordId === recordId);
		if (entry) found.push({ ...entry, pipeline: run.pipeline });
	}
	return found;
}

function isCreatedIn({ runId }: Run, journal: RecordExplanation['journal']): boolean {
	return journal.some((row) => row.runId === runId && row.kind === 'created' && row.status === 'written');
}

/** What was written so long ago that the history of changes no longer has it; of when, only the provider's word may be left. */
function sentencesOfLastWritten(
	lastWritten: readonly LastWritten[],
	journal: RecordExplanation['journal'],
	now: Date,
): ExplainedStep[] {
	const told = new Set(journal.map(({ field }) => field));
	return lastWritten
		.filter(({ field }) => !told.has(field))
		.map((written) =>
			step(
				now,
				`${written.field}: ${JSON.stringify(written.value)} was the last value written to it, before the history that is still kept`,
				written,
			),
		);
}

function step(at: Date, text: string, kept?: object): ExplainedStep {
	return { at: at.toISOString(), text, ...(kept && { kept }) };
}
