import type { SalesforceClient } from '../../salesforce/client';
import { RunBooks } from '../../run/run-books';
import type { RunContext } from '../../run/run-context';
import type { UndoStampSettings } from './undo-stamps';

/** What all groups of one undo share. */
export interface UndoJob {
	readonly client: SalesforceClient;
	/** Of the undo's own run. */
	readonly context: RunContext;
	readonly settings: UndoStampSettings;
	/** Rows that a broken-off attempt had sent without seeing the reply, as `recordId field`. */
	readonly inDoubt: ReadonlySet<string>;
	readonly signal?: AbortSignal;
}

/** Puts calls of the undo on the books before they are made. */
export async function planUndoCalls(context: RunContext, planned: number): Promise<void> {
	await new RunBooks(context, 'undo').plan(planned);
}
