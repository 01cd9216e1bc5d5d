import { ok, type ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';
import { describeGlobalEntry, describeSObject } from '../schema/describe';
import { recentRecords } from './recent';
import { requireType } from './require-type';

const mostRecentItems = 5;

/** What objects there are and what they look like. */
export const describeRoutes: Route[] = [
	{ method: 'GET', path: 'sobjects', kind: 'describeGlobal', handle: describeGlobal },
	{ method: 'GET', path: 'sobjects/:sObject', kind: 'describe', handle: basicInformation },
	{
		method: 'GET',
		path: 'sobjects/:sObject/describe',
		kind: 'describe',
		handle: describe,
	},
];

function describe(request: ApiRequest) {
	const { org, session, dataUrl } = request;
	const type = requireType(request);
	return ok(
		describeSObject(org.access.of(session.userId).schema, type, dataUrl, {
			recordTypes: org.recordTypes.of(type),
			language: org.languageOf(session.userId),
		}),
	);
}

function describeGlobal({ org, session, dataUrl }: ApiRequest) {
	const sobjects = org.access
		.of(session.userId)
		.schema.types.map((type) => describeGlobalEntry(type, dataUrl))
		.sort((left, right) => (String(left.name) < String(right.name) ? -1 : 1));
	return ok({ encoding: 'UTF-8', maxBatchSize: 200, sobjects });
}

function basicInformation(request: ApiRequest) {
	const type = requireType(request);
	return ok({
		objectDescribe: describeGlobalEntry(type, request.dataUrl),
		recentItems: recentRecords(request, type, mostRecentItems).map((each) => each.record),
	});
}
