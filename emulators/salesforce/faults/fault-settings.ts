import { ApiError } from '../api-error';
import { isObject, type JsonObject } from '../http/api-request';

/** The next `times` requests whose cleaned path matches the regular expression `path` (default: all). */
export interface FaultTimes {
	readonly times: number;
	readonly path?: string;
}

/**
 * A query ends with QUERY_TIMEOUT when it would have to look at more than `rows` rows of its object: those that meet its
 * conditions on indexed fields, since all others are looked for row by row. A narrower window or key range gets through.
 */
export interface SlowQueries {
	readonly rows: number;
	/** Only queries of this object; default all. */
	readonly object?: string;
	/** How many queries at most; default all. */
	readonly times?: number;
}

/** What can be made to go wrong; an absent key is left as it is, `null` switches one off. */
export interface FaultSettings {
	/** 503 SERVER_UNAVAILABLE; nothing is carried out. A number is short for `{times}`. */
	readonly unavailable?: number | FaultTimes | null;
	/** After `afterCalls` more calls all sessions are ended and the call gets 401; `times` (default 1) rounds of that. */
	readonly unauthorized?: { readonly afterCalls: number; readonly times?: number } | null;
	/** After `afterCalls` more charged calls each one gets 403 REQUEST_LIMIT_EXCEEDED, until switched off. */
	readonly requestLimit?: { readonly afterCalls: number } | null;
	/** 403 REQUEST_LIMIT_EXCEEDED that speaks of too many requests at once; nothing is carried out, and it passes. */
	readonly concurrentRequests?: number | FaultTimes | null;
	/** Which queries run into the limit of 120 seconds. */
	readonly queryTimeout?: SlowQueries | null;
	/** The connection is cut and nothing is carried out. */
	readonly dropBeforeCommit?: number | FaultTimes | null;
	/** Charged writes are carried out and the connection is cut before the reply. */
	readonly dropAfterCommit?: number | FaultTimes | null;
	/** Replies that come `ms` after the work was done. */
	readonly slowReplies?: (FaultTimes & { readonly ms: number }) | null;
	/** Delay of every reply, on top of the one the emulator was started with. */
	readonly latencyMs?: number | null;
	/** Query pages hold between 1 and this many rows, whatever was asked for. */
	readonly shortPages?: number | null;
	/** A save is seen by queries, searches and change lists only after up to this long (0–5,000 ms), each save after its own time. */
	readonly lateVisibilityMs?: number | null;
	/** How many in a hundred record saves fail with UNABLE_TO_LOCK_ROW. */
	readonly lockErrorPercent?: number | null;
	/** Bulk jobs get no further than this state. */
	readonly jobsStuckIn?: 'UploadComplete' | 'InProgress' | null;
	/** Bulk ingest jobs end as Failed once so many internal batches are done; the rest stays unprocessed. */
	readonly failJobsAfterBatches?: number | null;
	/** Added to the org's clock in the `Date` header only. */
	readonly clockSkewMs?: number | null;
	/**
	 * A long transaction: saves made while it is `saving` keep their stamps but are unseen, also while it is `waiting`
	 * (when other saves go their normal way), until it is switched off; `latestDateCovered` stays behind its first save.
	 */
	readonly openTransaction?: 'saving' | 'waiting' | null;
}

type Check = (value: unknown) => boolean;

const isCount: Check = (value) => Number.isInteger(value) && Number(value) >= 0;
const isText: Check = (value) => typeof value === 'string';
const isWithin =
	(highest: number): Check =>
	(value) =>
		isCount(value) && Number(value) <= highest;
const isTimes: Check = (value) => isCount(value) || hasOnly(value, { times: isCount, path: isPattern }, ['times']);

const checks: Readonly<Record<keyof FaultSettings, Check>> = {
	unavailable: isTimes,
	unauthorized: (value) => hasOnly(value, { afterCalls: isCount, times: isCount }, ['afterCalls']),
	requestLimit: (value) => hasOnly(value, { afterCalls: isCount }, ['afterCalls']),
	concurrentRequests: isTimes,
	queryTimeout: (value) => hasOnly(value, { rows: isCount, object: isText, times: isCount }, ['rows']),
	dropBeforeCommit: isTimes,
	dropAfterCommit: isTimes,
	slowReplies: (value) => hasOnly(value, { times: isCount, path: isPattern, ms: isWithin(600_000) }, ['times', 'ms']),
	latencyMs: isWithin(600_000),
	shortPages: (value) => isCount(value) && value !== 0,
	lateVisibilityMs: isWithin(5_000),
	lockErrorPercent: (value) => typeof value === 'number' && value >= 0 && value <= 100,
	jobsStuckIn: (value) => value === 'UploadComplete' || value === 'InProgress',
	failJobsAfterBatches: isCount,
	clockSkewMs: Number.isInteger,
	openTransaction: (value) => value === 'saving' || value === 'waiting',
};

/** Every fault there is, in the order of the guide. */
export const faultNames = Object.keys(checks) as ReadonlyArray<keyof FaultSettings>;

/** The settings as they came in, once every key is known and every value fits; throws a 400 that names the first that does not. */
export function readFaultSettings(json: JsonObject): FaultSettings {
	for (const [name, value] of Object.entries(json)) {
		if (!Object.hasOwn(checks, name)) throw refusal(`There is no fault ${name}; there are ${faultNames.join(', ')}`);
		if (value !== null && !checks[name as keyof FaultSettings](value))
			throw refusal(`Not a setting of ${name}: ${JSON.stringify(value)}`);
	}
	return json as FaultSettings;
}

function refusal(message: string): ApiError {
	return new ApiError(400, 'INVALID_PARAMETER', message);
}

function hasOnly(value: unknown, known: Readonly<Record<string, Check>>, required: readonly string[]): boolean {
	if (!isObject(value)) return false;
	return (
		required.every((key) => key in value) &&
		Object.entries(value).every(([key, each]) => Object.hasOwn(known, key) && known[key](each))
	);
}

function isPattern(value: unknown): boolean {
	if (typeof value !== 'string') return false;
	try {
		new RegExp(value);
		return true;
	} catch {
		return false;
	}
}
