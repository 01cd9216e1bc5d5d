import type { JournalRow } from '../../core/store/contract/journal';
import { differences } from './crash-org';
import { pauseMs, type RunEnd } from './crash-run';

/** What a killed run did otherwise than the unkilled one, each in words; empty when nothing that matters. */
export function judge(unkilled: RunEnd, end: RunEnd): string[] {
	return [
		...Object.entries(differences(unkilled.rows, end.rows)).map(
			([field, count]) => `the org differs in ${field} of ${count} records`,
		),
		...accountProblems(end),
		...watermarkProblems(unkilled, end),
		...summaryProblems(end),
		...journalProblems(unkilled.ledger.journal, end.ledger.journal),
	];
}

/** Rows that the org saved more often than for the unkilled run. */
export function repeatedRows(unkilled: RunEnd, end: RunEnd): number {
	return end.savedRows - unkilled.savedRows;
}

function accountProblems({ rows, ledger }: RunEnd): string[] {
	const settled = new Set(
		ledger.work.filter(({ settlement }) => settlement !== undefined).map(({ recordId }) => recordId),
	);
	const lost = rows.filter(({ Id }) => !settled.has(String(Id))).length;
	return [
		...(lost > 0 ? [`${lost} records have no outcome`] : []),
		...(ledger.carriedOver.length > 0
			? [`${ledger.carriedOver.length} records are carried over: ${ledger.carriedOver[0].reason}`]
			: []),
		...(ledger.unfinished
			? [`run ${ledger.unfinished.runId} is unfinished: ${ledger.unfinished.status}, ${ledger.unfinished.reason}`]
			: []),
		...(ledger.isLeaseFree ? [] : ['the lease is held']),
		...(ledger.stagedRows > 0 ? [`${ledger.stagedRows} rows are still staged`] : []),
		...(ledger.openJobs > 0 ? [`${ledger.openJobs} Bulk jobs are not collected`] : []),
	];
}

/** A window is fixed by the process that freezes the selection; without that each process opens one of its own. */
function watermarkProblems(unkilled: RunEnd, { kills, ledger }: RunEnd): string[] {
	const planner = kills.findLastIndex((phase) => phase !== 'planned') + 1;
	const expected = (unkilled.ledger.watermark?.modifiedAt.getTime() ?? NaN) + planner * pauseMs;
	const actual = ledger.watermark?.modifiedAt;
	return actual?.getTime() === expected
		? []
		: [`the watermark is ${actual?.toISOString()}, not ${new Date(expected).toISOString()}`];
}

/** One per run; none only of a run whose process died between closing it and telling. */
function summaryProblems({ kills, ledger, summaries }: RunEnd): string[] {
	return ledger.runs.flatMap(({ runId }) => {
		const told = summaries.filter((summary) => summary.runId === runId).length;
		const mayBeUntold = kills.includes('closed') && runId !== ledger.runs[0].runId;
		return told === 1 || (told === 0 && mayBeUntold) ? [] : [`run ${runId} was summed up ${told} times`];
	});
}

/** Undo and digest live by the journal: it must know every value that was written, that it was, and what was there before. */
function journalProblems(expected: readonly JournalRow[], actual: readonly JournalRow[]): string[] {
	const rowByKey = new Map(actual.map((row) => [keyOf(row), row]));
	const wrong = expected.filter((row) => row.status === 'written' && !tellsTheSame(row, rowByKey.get(keyOf(row))));
	if (wrong.length === 0) return [];
	const [{ recordId, field }] = wrong;
	return [`${wrong.length} rows of the journal are missing or wrong, the first ${field} of ${recordId}`];
}

function tellsTheSame(expected: JournalRow, actual: JournalRow | undefined): boolean {
	if (!actual) return false;
	return (
		JSON.stringify([expected.status, expected.before, expected.after]) ===
		JSON.stringify([actual.status, actual.before, actual.after])
	);
}

function keyOf({ recordId, field }: JournalRow): string {
	return `${recordId} ${field}`;
}
