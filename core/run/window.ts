import { EnrichmentError } from '../errors';
import type { Watermark } from '../store/contract/watermarks';

export interface WindowPolicy {
	/** Where the very first run starts; `undefined` means with the oldest record. Later runs ignore it. */
	readonly initialFrom: Date | undefined;
	/** Re-reads this much before the watermark, because Salesforce shows some commits late. */
	readonly lookbackMs: number;
	/** Stays this far behind Salesforce's clock, so that a window closes only once it is complete. */
	readonly settleMs: number;
}

/** Half-open: `from` is read, `until` is not, so that no instant is split between two windows. */
export interface FetchWindow {
	/** `undefined` when there is no lower edge, or `after` is set. */
	readonly from?: Date;
	/** Go on behind this key `(SystemModstamp, Id)`, where a limit stopped the last run. */
	readonly after?: Watermark;
	readonly until: Date;
}

/**
 * The next window to fetch, or `undefined` when nothing has settled since the watermark. All times
 * are Salesforce's; `latestDateCovered` is what getUpdated vouches for, when it does.
 */
export function nextFetchWindow(
	watermark: Watermark | undefined,
	serverNow: Date,
	latestDateCovered: Date | undefined,
	policy: WindowPolicy,
): FetchWindow | undefined {
	refuseNegative('lookback', policy.lookbackMs);
	refuseNegative('settle time', policy.settleMs);

	const settledUntil = earlier(serverNow, policy.settleMs);
	const until = latestDateCovered && latestDateCovered < settledUntil ? latestDateCovered : settledUntil;

	if (!watermark) return firstWindow(policy.initialFrom, until);
	if (until <= watermark.modifiedAt) return undefined;

	// No lookback behind a limit: it would select the same records again, and once more than a
	// limit's worth of them lie within it (one data load can give all of them the same instant) the
	// run would stop at the same key for ever. The next complete window looks back.
	if (watermark.afterId !== undefined) return { after: watermark, until };

	// `initialFrom` does not hold the lookback back: written as "an hour ago" it moves, and would
	// skip what was modified while the workflow was switched off.
	return { from: earlier(watermark.modifiedAt, policy.lookbackMs), until };
}

function firstWindow(initialFrom: Date | undefined, until: Date): FetchWindow | undefined {
	if (!initialFrom) return { until };
	return initialFrom < until ? { from: initialFrom, until } : undefined;
}

function earlier(time: Date, milliseconds: number): Date {
	return new Date(time.getTime() - milliseconds);
}

function refuseNegative(name: string, milliseconds: number): void {
	// A negative one would step over records instead of re-reading them.
	if (milliseconds >= 0 && Number.isFinite(milliseconds)) return;
	throw new EnrichmentError('invalid_parameter', `The ${name} is ${milliseconds} ms.`, {
		remedy: `Set the ${name} to zero or more.`,
	});
}
