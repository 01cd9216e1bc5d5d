import type { RunStatus } from '../store/contract/runs';
import type { RunCounts } from './run-counts';

export interface Verdict {
	readonly status: RunStatus;
	/** In words; `undefined` for Success. */
	readonly reason?: string;
	/** By the run's records, which it has accounted for. */
	readonly isJudged?: boolean;
}

/**
 * How a run ended: `failure` (the execution broke) is Failed; so is a run in which no record came
 * through; Success is a run without a rejected, failed or lost record; the rest is Partial Success.
 */
export function judgeRun(
	counts: Pick<RunCounts, 'read' | 'rejected' | 'failed'>,
	unsettled: number,
	failure: string | undefined,
): Verdict {
	if (failure !== undefined) return { status: 'Failed', reason: failure };

	const troubled = counts.rejected + counts.failed + unsettled;
	if (troubled === 0) return { status: 'Success', isJudged: true };

	const parts = [
		counts.rejected && `${formatCount(counts.rejected)} rejected`,
		counts.failed && `${formatCount(counts.failed)} failed`,
		unsettled && `${formatCount(unsettled)} never came back`,
	].filter(Boolean);
	const what = parts.join(', ');
	if (troubled < counts.read) {
		return { status: 'Partial Success', reason: `Of ${formatCount(counts.read)} records: ${what}`, isJudged: true };
	}
	return {
		status: 'Failed',
		reason: `None of ${formatCount(counts.read)} records came through: ${what}`,
		isJudged: true,
	};
}

/** A number of things for a reader: `12,345`. */
export function formatCount(count: number): string {
	// Getting ready for a language takes as long as a thousand records.
	return Number.isSafeInteger(count) ? String(count).replace(/\B(?=(\d{3})+$)/g, ',') : count.toLocaleString('en-US');
}

/** `1 record`, `4,310 records`. */
export function counted(count: number, what: string, many = `${what}s`): string {
	return `${formatCount(count)} ${count === 1 ? what : many}`;
}
