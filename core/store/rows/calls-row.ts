import type { StageCalls } from '../contract/calls';
import type { Row } from './row-values';

/** Calls by stage, as their rows have them. */
export function toCallsByStage(rows: readonly Row[]): Record<string, StageCalls> {
	return Object.fromEntries(
		rows.map((row): [string, StageCalls] => [
			String(row.stage),
			{ planned: Number(row.planned), used: Number(row.used), retries: Number(row.retries) },
		]),
	);
}
