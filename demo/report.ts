import type { RunSummary } from '../core/run/run-summary';
import type { JournalRow } from '../core/store/contract/journal';

/** One run of the demo: what the template reported, and how long n8n took over it. */
export interface DemoRun {
	readonly summary: RunSummary;
	readonly seconds: number;
}

type Line = readonly [label: string, value: (run: DemoRun) => string | number];

const lines: readonly Line[] = [
	['status', ({ summary }) => summary.status],
	['read', ({ summary }) => summary.counts.read],
	['gated as unchanged', ({ summary }) => summary.counts.gated],
	['matched, confidence ≥ 0.9', ({ summary }) => summary.counts.matched.high],
	['matched, confidence ≥ 0.7', ({ summary }) => summary.counts.matched.medium],
	['matched, confidence < 0.7', ({ summary }) => summary.counts.matched.low],
	['no match', ({ summary }) => summary.counts.noMatch],
	['rank A / B / C / D / F', ({ summary }) => Object.values(summary.counts.ranks).join(' / ')],
	['duplicates', ({ summary }) => summary.counts.duplicates],
	['written', ({ summary }) => summary.counts.written],
	['stamped only', ({ summary }) => summary.counts.stampedOnly],
	['rejected', ({ summary }) => summary.counts.rejected],
	['failed, carried over', ({ summary }) => `${summary.counts.failed}, ${summary.counts.carriedOver}`],
	['Salesforce calls planned', ({ summary }) => summary.calls.planned],
	['Salesforce calls used', ({ summary }) => summary.calls.used],
	['  of these retries', ({ summary }) => summary.calls.retries],
	['seconds', ({ seconds }) => seconds.toFixed(1)],
];

/** The runs side by side, one column an object. */
export function formatTable(runs: readonly DemoRun[]): string {
	const head = ['', ...runs.map(({ summary }) => summary.sObject)];
	const rows = lines.map(([label, value]) => [label, ...runs.map((run) => String(value(run)))]);
	const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column].length)));
	return [head, ...rows].map((row) => formatRow(row, widths)).join('\n');
}

function formatRow(cells: readonly string[], widths: readonly number[]): string {
	const [label, ...values] = cells;
	const columns = values.map((value, index) => value.padStart(widths[index + 1] + 3));
	return `  ${label.padEnd(widths[0])}${columns.join('')}`;
}

/** Why values were left out and records refused, most frequent first; empty when none were. */
export function formatReasons({ sObject, leftOut, reasons }: RunSummary): string {
	return [
		...leftOut.map(({ reason, records }) => `  ${sObject}: ${records} × left out: ${reason}`),
		...reasons.map(({ outcome, message, records }) => `  ${sObject}: ${records} × ${outcome}: ${message}`),
	].join('\n');
}

/** A journal row as one line: record, field, before → after, and who says so. */
export function formatChange(row: JournalRow): string {
	const source = row.provider ? `  (${row.provider}, ${(row.confidence ?? 0).toFixed(2)}, ${row.policy})` : '';
	return `  ${row.sObject} ${row.recordId} ${row.field}: ${quoted(row.before)} → ${quoted(row.after)}${source}`;
}

function quoted(value: unknown): string {
	return value === null || value === undefined ? '∅' : JSON.stringify(value);
}
