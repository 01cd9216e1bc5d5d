import { counted } from './verdict';
import type { RecordExplanation } from './explain';

/** One thing that happened to a record, as a line that a person reads; what is not known is empty. */
export interface ExplainedRow {
	readonly text: string;
	/** ISO 8601. */
	readonly at: string;
	readonly recordId: string;
	/** Opens the record in its org. */
	readonly link: string;
	/** The run it happened in. */
	readonly runId: string;
	/** What the store keeps of it, as JSON text. */
	readonly details: string;
}

/** The story of a record in rows, oldest first; at least one. */
export function explainedRows({ recordId, steps }: RecordExplanation, instanceUrl: string): ExplainedRow[] {
	return steps.map(({ at, text, runId, kept }) => ({
		text,
		at,
		recordId,
		link: `${instanceUrl}/${recordId}`,
		runId: runId ?? '',
		details: kept === undefined ? '' : JSON.stringify(kept),
	}));
}

/** What is known of a record, in one sentence with numbers. */
export function explainedSentence({ recordId, steps }: RecordExplanation): string {
	const runs = new Set(steps.map(({ runId }) => runId).filter((runId) => runId !== undefined)).size;
	if (runs === 0) return `${recordId}: ${steps.at(-1)?.text ?? ''}`;
	return `${recordId}: ${counted(steps.length, 'event')} in ${counted(runs, 'run')}; the last: ${steps.at(-1)?.text ?? ''}`;
}
