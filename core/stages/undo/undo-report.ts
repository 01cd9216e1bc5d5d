import type { ReviewSettings } from '../../run/review-row';
import { counted, formatCount } from '../../run/verdict';
import type { StageCalls } from '../../store/contract/calls';
import type { RunStatus } from '../../store/contract/runs';
import { type FieldRestore, type LeftField, type LeftReason, leftReasons, type RecordUndo } from './undo-plan';
import type { MergesUndone } from './undo-merges';
import { leftWords, type UndoRow, undoRows } from './undo-rows';

/** What an undo did, or in a dry run would do. */
export interface UndoReport {
	/** The undo is a run of its own: its changes are in the journal under this id. */
	readonly runId: string;
	readonly undoneRunId: string;
	readonly status: RunStatus;
	readonly isDryRun: boolean;
	/** Whether it went on where an earlier undo of the same run had been broken off. */
	readonly isResumed: boolean;
	readonly fieldsRestored: number;
	/** Fields that held the earlier value before the undo came to them. */
	readonly fieldsAlreadyBack: number;
	/** Fields that were left as they are, by reason. */
	readonly fieldsLeft: Readonly<Record<LeftReason, number>>;
	/** Records that the run created; they are listed, never undone. */
	readonly recordsCreated: number;
	/** The first of each, at most 1,000; all of them are in the journal. */
	readonly restored: readonly FieldRestore[];
	readonly left: readonly LeftField[];
	readonly created: readonly string[];
	/** The first 10,000 of them, one per field; the text says when there are more. */
	readonly rows: readonly UndoRow[];
	/** Of a run of merges: what became of the records that were merged away. */
	readonly merges?: MergesUndone;
	readonly calls: StageCalls;
	/** One paragraph for e-mail or chat. */
	readonly text: string;
}

const maxListed = 1_000;
const maxRows = 10_000;

/** Counts an undo group by group, in bounded memory. */
export class UndoTally {
	fieldsRestored = 0;

	fieldsBack = 0;

	recordsCreated = 0;

	readonly fieldsLeft = Object.fromEntries(leftReasons.map((reason) => [reason, 0])) as Record<LeftReason, number>;

	readonly restored: FieldRestore[] = [];

	readonly left: LeftField[] = [];

	readonly created: string[] = [];

	readonly rows: UndoRow[] = [];

	merges: MergesUndone | undefined;

	/** Once all is known about these records: what is still among `restores` was restored. */
	add(undos: readonly RecordUndo[], isDryRun: boolean, settings: ReviewSettings): void {
		for (const undo of undos) {
			if (this.rows.length < maxRows) list(this.rows, undoRows(undo, isDryRun, settings), maxRows);
			this.fieldsRestored += undo.restores.length;
			this.fieldsBack += undo.back.length;
			if (undo.isCreated) this.recordsCreated += 1;
			undo.left.forEach(({ reason }) => (this.fieldsLeft[reason] += 1));
			list(this.restored, undo.restores);
			list(this.left, undo.left);
			if (undo.isCreated) list(this.created, [undo.recordId]);
		}
	}

	/** Whether everything that could be undone is. */
	get isComplete(): boolean {
		const { refused, unknown, claimed_elsewhere: claimed } = this.fieldsLeft;
		return refused + unknown + claimed + (this.merges?.notBack.length ?? 0) === 0;
	}
}

/** The undo in one paragraph. */
export function formatUndo(report: Omit<UndoReport, 'text'>): string {
	const { isDryRun, fieldsRestored, fieldsAlreadyBack, fieldsLeft, recordsCreated, undoneRunId, calls, rows } = report;
	const left = leftReasons
		.filter((reason) => fieldsLeft[reason] > 0)
		.map((reason) => `${leftWords[reason]} (${formatCount(fieldsLeft[reason])})`);
	const sentences = [
		report.merges && mergesSentence(report.merges, isDryRun),
		`${isDryRun ? 'Would restore' : 'Restored'} ${counted(fieldsRestored, 'field')} of run ${undoneRunId}`,
		fieldsAlreadyBack > 0 &&
			`${formatCount(fieldsAlreadyBack)} held ${fieldsAlreadyBack === 1 ? 'its' : 'their'} earlier value already`,
		left.length > 0 && `Left as they are: ${left.join(', ')}`,
		recordsCreated > 0 &&
			`${counted(recordsCreated, 'record')} ${recordsCreated === 1 ? 'was created by the run and stays' : 'were created by the run and stay'}`,
		rows.length === maxRows && `The first ${formatCount(maxRows)} changes are listed; Explain tells those of a record`,
		`Salesforce calls: ${formatCount(calls.used)} used, ${formatCount(calls.planned)} planned${calls.retries > 0 ? `, ${formatCount(calls.retries)} repeated` : ''}`,
	];
	return `${sentences.filter(Boolean).join('. ')}.`;
}

function mergesSentence({ back, alreadyBack, notBack }: MergesUndone, isDryRun: boolean): string {
	const [first] = notBack;
	const parts = [
		`${counted(back, 'merged record')} ${isDryRun ? 'would come back' : 'came back'} under ${back === 1 ? 'its own ID' : 'their own IDs'}`,
		alreadyBack > 0 ? `${formatCount(alreadyBack)} had come back before` : '',
		first ? `${formatCount(notBack.length)} cannot come back (${first.recordId}: ${first.why})` : '',
	];
	return parts.filter(Boolean).join(', ');
}

/** The report without its lists, each number and each reason in a column of its own. */
export function flatUndo(report: UndoReport): Record<string, string | number | boolean> {
	const {
		runId,
		undoneRunId,
		status,
		isDryRun,
		isResumed,
		fieldsRestored,
		fieldsAlreadyBack,
		fieldsLeft,
		recordsCreated,
		calls,
		text,
	} = report;
	const reasons = leftReasons.filter((reason) => fieldsLeft[reason] > 0);
	return {
		text,
		status,
		isDryRun,
		undoneRunId,
		fieldsRestored,
		fieldsAlreadyBack,
		fieldsLeft: reasons.reduce((sum, reason) => sum + fieldsLeft[reason], 0),
		leftBecause: reasons.map((reason) => `${leftWords[reason]} (${formatCount(fieldsLeft[reason])})`).join(', '),
		recordsCreated,
		callsUsed: calls.used,
		isResumed,
		runId,
	};
}

function list<T>(listed: T[], more: readonly T[], most = maxListed): void {
	for (const each of more) if (listed.length < most) listed.push(each);
}
