import { counted, formatCount } from './verdict';
import type { RunSummary } from './run-summary';

type Named = Pick<RunSummary, 'pipeline' | 'sObject' | 'isDryRun' | 'orgName' | 'isSandbox'>;

/** Which run it is, whether it wrote, and where, e.g. `hourly Lead (dry run) in Acme (sandbox)`. */
export function nameOfRun({ pipeline, sObject, isDryRun, orgName, isSandbox }: Named): string {
	const where = orgName === undefined ? '' : ` in ${orgName} (${isSandbox ? 'sandbox' : 'production'})`;
	return `${pipeline} ${sObject}${isDryRun ? ' (dry run)' : ''}${where}`;
}

/** What a run did, in one sentence with numbers, for a subject or a note; no part of it is about nothing. */
export function runSentence(summary: Named & Pick<RunSummary, 'status' | 'reason' | 'counts' | 'scan'>): string {
	const { status, reason, counts, scan } = summary;
	const parts = [
		counts.read > 0 ? `${counted(counts.read, 'record')} read` : 'nothing was due',
		...[
			[scan?.duplicates, `duplicates in ${counted(scan?.groups ?? 0, 'group')}`],
			[scan?.reviewPairs, 'pairs to look at'],
			[counts.wouldWrite, 'would be written'],
			[counts.written, 'written'],
			[counts.gated, 'unchanged since the last look-up'],
			[counts.rejected, 'rejected'],
			[counts.failed, 'failed'],
			[counts.carriedOver, 'to be tried again by a later run'],
		].flatMap(([count = 0, what]) => (Number(count) > 0 ? [`${formatCount(Number(count))} ${what}`] : [])),
	];
	// What a verdict gives as its reason are the same numbers.
	const why = reason === undefined || status === 'Partial Success' ? '' : ` (${reason})`;
	return `${nameOfRun(summary)}: ${status}${why}; ${parts.join(', ')}`;
}
