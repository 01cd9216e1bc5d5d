import { ok, type ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';
import { describeGlobalEntry, describeSObject } from '../schema/describe';
import { formatRecord } from '../soql/format-record';
import { requireType } from './require-type';

/** What objects there are and what they look like. */
export const describeRoutes: Route[] = [
	{ method: 'GET', path: 'sobjects', kind: 'describeGlobal', handle: describeGlobal },
	{ method: 'GET', path: 'sobjects/:sObject', kind: 'describe', handle: basicInformation },
	{
		method: 'GET',
		path: 'sobjects/:sObject/describe',
		kind: 'describe',
		handle: (request) => ok(describeSObject(request.org.schema, requireType(request), request.dataUrl)),
	},
];

function describeGlobal({ org, dataUrl }: ApiRequest) {
	const sobjects = org.schema.types
		.map((type) => describeGlobalEntry(type, dataUrl))
		.sort((left, right) => (String(left.name) < String(right.name) ? -1 : 1));
	return ok({ encoding: 'UTF-8', maxBatchSize: 200, sobjects });
}

function basicInformation(request: ApiRequest) {
	const type = requireType(request);
	const rows = request.org.store
		.prepare(`SELECT Id FROM "${type.name}" WHERE IsDeleted = 0 ORDER BY LastModifiedDate DESC, Id LIMIT 5`)
		.all();
	const shape = { typeName: type.name, idColumn: 0, entries: [{ kind: 'value', key: 'Id', column: 0, type: 'id' } as const] };
	return ok({
		objectDescribe: describeGlobalEntry(type, request.dataUrl),
		recentItems: rows.map((row) => formatRecord(shape, [row.Id], request.dataUrl, () => null)),
	});
}
