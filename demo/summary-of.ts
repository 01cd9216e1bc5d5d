import type { RunSummary } from '../core/run/run-summary';

/** The whole summary of a run, out of the row that the template shows; a report of a run that never started comes back as it is. */
export function summaryFrom(row: Readonly<Record<string, unknown>>): RunSummary {
	return (typeof row.details === 'string' ? JSON.parse(row.details) : row) as RunSummary;
}
