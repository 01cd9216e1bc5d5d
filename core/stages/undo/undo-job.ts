import type { Hand } from '../../changes/hand';
import type { RunContext } from '../../run/run-context';
import type { UndoStampSettings } from './undo-stamps';

/** What all groups of one undo share. */
export interface UndoJob extends Hand {
	/** Of the undo's own run. */
	readonly context: RunContext;
	readonly settings: UndoStampSettings;
	/** Rows that a broken-off attempt had sent without seeing the reply, as `recordId field`. */
	readonly inDoubt: ReadonlySet<string>;
}
