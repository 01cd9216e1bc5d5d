import { toStoredDateTime } from '../date-time';
import { ok, type ApiReply, type ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';
import { readableRows } from './readable-rows';
import { checkIdCount, latestDateCovered, readReplicationWindow } from './replication-window';
import { requireType } from './require-type';

/** What changed between two moments. */
export const updatedRoutes: Route[] = [
	{ method: 'GET', path: 'sobjects/:sObject/updated', kind: 'updated', handle: listUpdated },
];

function listUpdated(request: ApiRequest): ApiReply {
	const type = requireType(request);
	const window = readReplicationWindow(request);
	const { from, condition } = readableRows(request, type);
	const rows = request.org.store
		.prepare(
			`SELECT Id FROM ${from} WHERE SystemModstamp >= ? AND SystemModstamp < ? AND IsDeleted = 0 AND ${condition} ORDER BY SystemModstamp, Id`,
		)
		.all(toStoredDateTime(window.start), toStoredDateTime(window.end));
	checkIdCount(rows.length);
	return ok({ ids: rows.map((row) => row.Id), latestDateCovered: latestDateCovered(request.org, window) }, rows.length);
}
