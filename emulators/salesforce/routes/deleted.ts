import { toRestDateTime, toStoredDateTime } from '../date-time';
import { ok, type ApiReply, type ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';
import { readableRows } from './readable-rows';
import { checkIdCount, latestDateCovered, readReplicationWindow, wholeMinute } from './replication-window';
import { requireType } from './require-type';

const keptMs = 15 * 24 * 60 * 60 * 1000;

/** What was deleted between two moments. */
export const deletedRoutes: Route[] = [
	{ method: 'GET', path: 'sobjects/:sObject/deleted', kind: 'deleted', handle: listDeleted },
];

function listDeleted(request: ApiRequest): ApiReply {
	const type = requireType(request);
	const { org } = request;
	const window = readReplicationWindow(request);
	// The recycle bin keeps records for 15 days; what left it left this list too.
	const earliest = wholeMinute(new Date(org.clock().getTime() - keptMs));
	const start = window.start < earliest ? earliest : window.start;
	const { from, condition } = readableRows(request, type);
	const rows = org.store
		.prepare(
			`SELECT Id, SystemModstamp FROM ${from} WHERE SystemModstamp >= ? AND SystemModstamp < ? AND IsDeleted = 1 AND ${condition} ORDER BY SystemModstamp, Id`,
		)
		.all(toStoredDateTime(start), toStoredDateTime(window.end));
	checkIdCount(rows.length);
	return ok(
		{
			deletedRecords: rows.map((row) => ({ id: row.Id, deletedDate: toRestDateTime(String(row.SystemModstamp)) })),
			earliestDateAvailable: toRestDateTime(toStoredDateTime(earliest)),
			latestDateCovered: latestDateCovered(org, window),
		},
		rows.length,
	);
}
