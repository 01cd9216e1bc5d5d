import { ApiError } from '../api-error';
import { parseDateTime, toRestDateTime, toStoredDateTime } from '../date-time';
import { ok, type ApiReply, type ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';
import { requireType } from './require-type';

const LONGEST_LOOK_BACK_MS = 30 * 24 * 60 * 60 * 1000;
const MINUTE_MS = 60_000;
const MOST_IDS = 600_000;

/** What changed between two moments. */
export const updatedRoutes: Route[] = [
	{ method: 'GET', path: 'sobjects/:sObject/updated', kind: 'updated', handle: listUpdated },
];

function listUpdated(request: ApiRequest): ApiReply {
	const type = requireType(request);
	const { org } = request;
	const start = requireMinute(request, 'start');
	const end = requireMinute(request, 'end');
	if (start >= end) throw invalidDate('startDate must be before endDate');
	if (org.clock().getTime() - start.getTime() > LONGEST_LOOK_BACK_MS) {
		throw invalidDate('startDate cannot be more than 30 days ago');
	}
	const rows = org.store
		.prepare(`SELECT Id FROM "${type.name}" WHERE SystemModstamp >= ? AND SystemModstamp < ? AND IsDeleted = 0 ORDER BY SystemModstamp, Id`)
		.all(toStoredDateTime(start), toStoredDateTime(end));
	if (rows.length > MOST_IDS) throw new ApiError(400, 'EXCEEDED_ID_LIMIT', 'Too many ids');
	const covered = new Date(Math.min(end.getTime(), wholeMinute(org.clock()).getTime()));
	const latestDateCovered = toRestDateTime(toStoredDateTime(covered));
	return ok({ ids: rows.map((row) => row.Id), latestDateCovered }, rows.length);
}

function requireMinute({ query }: ApiRequest, name: string): Date {
	// A `+` that the client did not encode arrives as a space.
	const date = parseDateTime((query.get(name) ?? '').replace(' ', '+'));
	if (!date) throw new ApiError(400, 'INVALID_REPLICATION_DATE', `${name}: a date and time in ISO 8601 is required`);
	return wholeMinute(date);
}

/** getUpdated ignores seconds. */
function wholeMinute(date: Date): Date {
	return new Date(Math.floor(date.getTime() / MINUTE_MS) * MINUTE_MS);
}

function invalidDate(message: string): ApiError {
	return new ApiError(400, 'INVALID_REPLICATION_DATE', message);
}
