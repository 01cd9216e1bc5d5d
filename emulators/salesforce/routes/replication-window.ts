import { ApiError } from '../api-error';
import { parseDateTime, toRestDateTime, toStoredDateTime } from '../date-time';
import type { ApiRequest } from '../http/api-request';
import type { OrgState } from '../org/org-state';

/** The span that a replication resource was asked about, in whole minutes. */
export interface ReplicationWindow {
	readonly start: Date;
	readonly end: Date;
}

const longestLookBackMs = 30 * 24 * 60 * 60 * 1000;
const minuteMs = 60_000;
const mostIds = 600_000;

/** Reads `start` and `end`; throws INVALID_REPLICATION_DATE. */
export function readReplicationWindow(request: ApiRequest): ReplicationWindow {
	const start = requireMinute(request, 'start');
	const end = requireMinute(request, 'end');
	if (start >= end) throw invalidDate('startDate must be before endDate');
	if (request.org.clock().getTime() - start.getTime() > longestLookBackMs) {
		throw invalidDate('startDate cannot be more than 30 days ago');
	}
	return { start, end };
}

/** Until when the answer is complete: the end of the window, the start of a transaction still open, or now. */
export function latestDateCovered(org: OrgState, { end }: ReplicationWindow): string {
	const complete = wholeMinute(org.lateCommits.openSince ?? org.clock());
	return toRestDateTime(toStoredDateTime(end < complete ? end : complete));
}

/** Refuses an answer of more than 600,000 ids. */
export function checkIdCount(count: number): void {
	if (count > mostIds) throw new ApiError(400, 'EXCEEDED_ID_LIMIT', 'Too many ids');
}

/** Replication ignores seconds. */
export function wholeMinute(date: Date): Date {
	return new Date(Math.floor(date.getTime() / minuteMs) * minuteMs);
}

function requireMinute({ query }: ApiRequest, name: string): Date {
	// A `+` that the client did not encode arrives as a space.
	const date = parseDateTime((query.get(name) ?? '').replace(' ', '+'));
	if (!date) throw invalidDate(`${name}: a date and time in ISO 8601 is required`);
	return wholeMinute(date);
}

function invalidDate(message: string): ApiError {
	return new ApiError(400, 'INVALID_REPLICATION_DATE', message);
}
