import type { RunStatus, StageCalls } from '../../store/store';
import { type FieldRestore, type LeftField, type LeftReason, leftReasons, type RecordUndo } from './undo-plan';
import { formatCount } from '../../run/verdict';

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
	readonly calls: StageCalls;
	/** One paragraph for e-mail or chat. */
	readonly text: string;
}

const maxListed = 1_000;

/** Counts an undo group by group, in bounded memory. */
export class UndoTally {
	fieldsRestored = 0;

	fieldsBack = 0;

	recordsCreated = 0;

	readonly fieldsLeft = Object.fromEntries(leftReasons.map((reason) => [reason, 0])) as Record<LeftReason, number>;

	readonly restored: FieldRestore[] = [];

	readonly left: LeftField[] = [];

	readonly created: string[] = [];

	/** Once all is known about these records: what is still among `restores` was restored. */
	add(undos: readonly RecordUndo[]): void {
		for (const undo of undos) {
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
		return this.fieldsLeft.refused + this.fieldsLeft.unknown + this.fieldsLeft.claimed_elsewhere === 0;
	}
}

/** The undo in one paragraph. */
export function formatUndo(report: Omit<UndoReport, 'text'>): string {
	const { isDryRun, fieldsRestored, fieldsAlreadyBack, fieldsLeft, recordsCreated, undoneRunId, calls } = report;
	const left = leftReasons.filter((reason) => fieldsLeft[reason] > 0).map((reason) => `${formatCount(fieldsLeft[reason])} ${reason}`);
	const sentences = [
		`${isDryRun ? 'Would restore' : 'Restored'} ${formatCount(fieldsRestored)} fields of run ${undoneRunId}`,
		fieldsAlreadyBack > 0 && `${formatCount(fieldsAlreadyBack)} held their earlier value already`,
		left.length > 0 && `Left as they are: ${left.join(', ')}`,
		recordsCreated > 0 && `${formatCount(recordsCreated)} records were created by the run and stay`,
		`Salesforce calls: ${formatCount(calls.used)} used, ${formatCount(calls.planned)} planned, ${formatCount(calls.retries)} retries`,
	];
	return `${sentences.filter(Boolean).join('. ')}.`;
}

function list<T>(listed: T[], more: readonly T[]): void {
	for (const each of more) if (listed.length < maxListed) listed.push(each);
}
