import type { Outcome } from '../record/outcome';
import type { JournalRow, Run, Settlement, WorkState } from '../store/store';
import type { ExplainedStep } from './explain';

/** What an outcome means, as the end of “In this run it …”. */
const sentenceByOutcome: Readonly<Record<Outcome, string>> = {
	matched: 'was matched by a provider',
	no_match: 'was asked for, and no provider knew it',
	low_confidence: 'was matched, but not surely enough',
	skipped_unchanged: 'was skipped without asking anybody: nothing that matters had changed since the last attempt',
	invalid_input: 'had nothing that a provider could be asked with',
	provider_failed: 'could not be looked up: the provider failed',
	written: 'was written',
	staged: 'was made ready to be written at the end of the run',
	stamped: 'was marked as attempted; no value had to change',
	unchanged: 'held every proposed value already, or its policies let none replace what it holds',
	would_write: 'would have been written: the run was a dry run',
	rejected: 'was refused',
	failed: 'could not be written',
	conflict: 'was left as it is: somebody had changed it meanwhile',
	deleted: 'was gone: deleted, merged, or hidden from the user',
	converted: 'was a converted lead by then',
	unknown_created: 'may have been created: the reply was lost, and it is not sent again',
	carried_over: 'was carried over to a later run',
	claimed_elsewhere: 'was left to another run that worked on it',
	dropped_by_workflow: 'was fetched again and again and never came back to be written',
};

/** How a run selected the record and how it ended in it. */
export function sentencesOfWork(run: Run, state: WorkState): ExplainedStep[] {
	const { runId } = run;
	const name = `Run ${runId} (${run.pipeline} ${run.sObject}${run.isDryRun ? ', dry run' : ''})`;
	const start = { at: run.startedAt.toISOString(), runId, text: `${name} selected it: ${selection(state)}` };
	const end = (run.finishedAt ?? run.startedAt).toISOString();
	if (state.settlement) return [start, { at: end, runId, text: `In run ${runId} it ${ending(state.settlement)}` }];
	const isOver = run.finishedAt !== undefined;
	return [start, { at: end, runId, text: isOver ? `From run ${runId} it never came back to be written` : `Run ${runId} is still working on it` }];
}

/** What was written to its fields, or was not. */
export function sentencesOfJournal(rows: ReadonlyArray<JournalRow & { readonly runId: string }>): ExplainedStep[] {
	return rows.map((row) => ({ at: row.at, runId: row.runId, text: `${row.field}: ${change(row)}${source(row)}` }));
}

function selection({ version, isCarriedOver, attempts, drops }: WorkState): string {
	const earlier = `after ${attempts} failed attempts and ${drops} times without coming back`;
	if (isCarriedOver) return `it had been carried over from an earlier run, ${earlier}`;
	return version === undefined ? 'it was due' : `it was due, as changed at ${version}`;
}

function ending({ outcome, enrichOutcome, confidence, message, retryable }: Settlement): string {
	const parts = [enrichOutcome && enrichOutcome !== outcome && sentenceByOutcome[enrichOutcome], sentenceByOutcome[outcome]];
	const sure = confidence === undefined ? '' : ` (confidence ${confidence})`;
	const why = message === undefined ? '' : `: ${message}`;
	return `${parts.filter(Boolean).join(' and ')}${sure}${why}${retryable ? '; a later run tries again' : ''}`;
}

function change({ before, after, status, policy }: JournalRow): string {
	const what = `${JSON.stringify(after)} over ${JSON.stringify(before)}`;
	if (policy === 'undo' && status === 'written') return `undone, ${what}`;
	switch (status) {
		case 'written':
			return `wrote ${what}`;
		case 'refused':
			return `Salesforce refused ${what}`;
		case 'would_write':
			return `would have written ${what}`;
		case 'unknown':
			return `sent ${what}, and the reply was lost`;
		case 'intended':
			return `was about to write ${what}`;
	}
}

function source({ provider, confidence, policy }: JournalRow): string {
	const parts = [provider && `from ${provider}`, confidence !== undefined && `confidence ${confidence}`, policy && `policy ${policy}`];
	const known = parts.filter(Boolean).join(', ');
	return known === '' ? '' : ` (${known})`;
}
