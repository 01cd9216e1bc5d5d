import type { Attempt } from '../record/attempt';
import { leftOutWords } from '../record/left-out';
import { outcomeFacts } from '../record/outcome';
import type { CarryOver } from '../store/contract/carry-over';
import type { JournalRow } from '../store/contract/journal';
import type { Run } from '../store/contract/runs';
import type { Settlement, WorkState } from '../store/contract/work';
import { reasonOf } from './stop-reason';
import { carriesOver, planCarryOver } from './carry-over';
import { counted } from './verdict';

/** A dated sentence; ISO 8601. */
export interface ExplainedStep {
	readonly at: string;
	readonly runId?: string;
	readonly text: string;
	/** What the store keeps of it, in its own words. */
	readonly kept?: object;
}

/** How a run came to the record, which it may have created, and how it ended in it. */
export function sentencesOfWork(run: Run, state: WorkState, isCreated: boolean): ExplainedStep[] {
	const { runId } = run;
	const name = `Run ${runId} (${run.pipeline} ${run.sObject}${run.isDryRun ? ', dry run' : ''})`;
	const start = {
		at: run.startedAt.toISOString(),
		runId,
		text: `${name} ${isCreated ? 'created it' : cameToIt(state)}`,
		kept: state,
	};
	const at = (run.finishedAt ?? run.startedAt).toISOString();
	if (state.settlement)
		return [start, { at, runId, text: `In run ${runId} it ${ending(state.settlement)}${whatFollows(run, state)}` }];
	if (run.finishedAt === undefined) return [start, { at, runId, text: `Run ${runId} is still working on it` }];
	return [
		start,
		{ at, runId, text: `From run ${runId} it never came back to be written${runEnd(run)}${whatFollows(run, state)}` },
	];
}

/** How long it waits, for which pipeline, and why. */
export function sentenceOfCarryOver({
	pipeline,
	dueAt,
	reason,
	attempts,
	drops,
}: CarryOver & { readonly pipeline: string }): string {
	return `It waits for a later run of ${pipeline}, not before ${dueAt.toISOString()}: ${reason} (${earlierAttempts(attempts, drops)})`;
}

/** What was written to its fields, or was not. */
export function sentencesOfJournal(rows: ReadonlyArray<JournalRow & { readonly runId: string }>): ExplainedStep[] {
	return rows.map((row) => ({
		at: row.at,
		runId: row.runId,
		text: `${row.field}: ${change(row)}${source(row)}`,
		kept: row,
	}));
}

function cameToIt(state: WorkState): string {
	const { version, isCarriedOver, attempts, drops, settlement } = state;
	if (isCarriedOver)
		return `selected it: an earlier run had left it to be tried again, after ${earlierAttempts(attempts, drops)}`;
	if (version !== undefined) return `selected it: it was due, as changed at ${version}`;
	// Fetch notes the version of all that it reads; only what it could not read any more, or has not read yet, has none.
	const isUnread = settlement === undefined || settlement.outcome === 'deleted' || settlement.source === 'stamps';
	return isUnread ? 'selected it: it was due' : 'found it by its key';
}

function earlierAttempts(attempts: number, drops: number): string {
	const parts = [
		attempts > 0 && counted(attempts, 'failed attempt'),
		drops > 0 && `${counted(drops, 'time')} without coming back`,
	];
	return parts.filter(Boolean).join(' and ') || 'no failed attempt';
}

function ending({ outcome, enrichOutcome, confidence, message, leftOut = [] }: Settlement): string {
	const parts = [
		enrichOutcome && enrichOutcome !== outcome && outcomeFacts[enrichOutcome].reads,
		outcomeFacts[outcome].reads,
	];
	const sure = confidence === undefined ? '' : ` (confidence ${confidence})`;
	const why = message === undefined ? '' : `: ${message}`;
	// Where several nodes wrote the record, the message is that of the last.
	const untold = leftOut.filter(({ field }) => !message?.includes(field)).map(leftOutWords);
	const further = untold.length > 0 ? `; left out: ${untold.join(', ')}` : '';
	return `${parts.filter(Boolean).join(' and ')}${sure}${why}${further}`;
}

function runEnd(run: Run): string {
	const { status } = run;
	const reason = reasonOf(run);
	return reason === undefined || carriesOver(run) ? '' : ` (the run ended as ${status}: ${reason})`;
}

/** What becomes of a record that the run did not see through; empty for one that needs no further run. */
function whatFollows(run: Run, state: WorkState): string {
	const { settlement } = state;
	if (settlement && (!settlement.retryable || settlement.outcome === 'staged')) return '';
	const { dropped, exhausted } = planCarryOver([state], run.finishedAt ?? run.startedAt);
	if (!carriesOver(run)) return settlement ? '; a later run tries again' : '';
	if (dropped.length > 0) return ', as often before, and is given up';
	return exhausted.length > 0 ? '; that was the last attempt' : '; a later run tries again';
}

function change({ before, after, status, policy, kind }: JournalRow): string {
	if (kind === 'merged')
		return status === 'written' ? `merged into ${String(after)}` : `was to be merged into ${String(after)}`;
	const what = `${valueWords(after)} over ${valueWords(before)}`;
	if (policy === 'undo' && status === 'written') return `undone, ${what}`;
	switch (status) {
		case 'written':
			return `wrote ${what}`;
		case 'refused':
			return `did not write ${what}`;
		case 'would_write':
			return `would have written ${what}`;
		case 'unknown':
			return `sent ${what}, and the reply was lost`;
		case 'intended':
			return `was about to write ${what}`;
	}
}

/** A value as a person would say it. */
export function valueWords(value: unknown): string {
	return value === null || value === undefined || value === '' ? 'nothing' : JSON.stringify(value);
}

function source({ provider, confidence, policy }: JournalRow): string {
	const parts = [
		provider && `from ${provider}`,
		confidence !== undefined && `confidence ${confidence}`,
		policy && `policy ${policy.replaceAll('_', ' ')}`,
	];
	const known = parts.filter(Boolean).join(', ');
	return known === '' ? '' : ` (${known})`;
}

/** What is said of an attempt that left no stamp on its record. */
export function sentenceOfAttempt({ reason }: Attempt): string {
	return `The attempt could not be noted in its status fields (${reason}), so it is remembered in the store; until it is old enough or somebody changes the record, no selection takes it`;
}
