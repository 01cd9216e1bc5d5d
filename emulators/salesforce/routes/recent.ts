import { ApiError } from '../api-error';
import { ok, type ApiReply, type ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';
import type { SObjectType } from '../schema/schema';
import { recordAttributes } from '../soql/format-record';
import { readableRows } from './readable-rows';

/** A record that the user had to do with lately. */
interface RecentRecord {
	readonly usedAt: string;
	readonly record: Readonly<Record<string, unknown>>;
}

const mostRecent = 200;

/** What the user had to do with lately; as nobody looks at records here, these are the records the user saved. */
export const recentRoutes: Route[] = [{ method: 'GET', path: 'recent', kind: 'recent', handle: listRecent }];

function listRecent(request: ApiRequest): ApiReply {
	const limit = Number(request.query.get('limit') ?? mostRecent);
	if (!Number.isInteger(limit) || limit < 1)
		throw new ApiError(400, 'INVALID_PARAMETER', `Invalid limit: ${request.query.get('limit')}`);
	const most = Math.min(limit, mostRecent);
	const records = request.org.access
		.of(request.session.userId)
		.schema.types.flatMap((type) => recentRecords(request, type, most))
		.sort((left, right) => (left.usedAt < right.usedAt ? 1 : left.usedAt > right.usedAt ? -1 : 0))
		.slice(0, most);
	return ok(
		records.map((each) => each.record),
		records.length,
	);
}

/** The records of one object that the user saved last, newest first. */
export function recentRecords(request: ApiRequest, type: SObjectType, most: number): RecentRecord[] {
	const { org, session, dataUrl } = request;
	if (!type.field('LastModifiedById') || type.definition.viewSql) return [];
	const { from, condition } = readableRows(request, type);
	const nameField = type.fields.find((each) => each.nameField)?.name;
	const rows = org.store
		.prepare(
			`SELECT Id, LastModifiedDate${nameField ? `, "${nameField}" AS name` : ''} FROM ${from} ` +
				`WHERE IsDeleted = 0 AND LastModifiedById = ? AND ${condition} ORDER BY LastModifiedDate DESC, Id LIMIT ?`,
		)
		.all(session.userId, most);
	return rows.map((row) => ({
		usedAt: String(row.LastModifiedDate),
		record: {
			attributes: recordAttributes(type.name, String(row.Id), dataUrl),
			Id: row.Id,
			...(nameField ? { [nameField]: row.name } : {}),
		},
	}));
}
