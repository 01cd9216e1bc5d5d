import { ApiError, notFound } from '../api-error';
import { ok, type ApiReply, type ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';
import { describeGlobalEntry, describeSObject } from '../schema/describe';
import type { SObjectType } from '../schema/schema';
import { parseQuery } from '../soql/parser';
import { nextPage, runQuery } from '../soql/run-query';
import { toolingOrg } from '../tooling/catalogue';
import { describeColumns } from './query-columns';
import { compileFor, queryRequest } from './query-request';

/** Objects, fields, rules and automation as records to query. */
export const toolingRoutes: Route[] = [
	{ method: 'GET', path: 'tooling/query', kind: 'toolingQuery', handle: query },
	{ method: 'GET', path: 'tooling/query/:locator', kind: 'toolingQuery', handle: queryMore },
	{ method: 'GET', path: 'tooling/sobjects', kind: 'describeGlobal', handle: describeGlobal },
	{ method: 'GET', path: 'tooling/sobjects/:sObject', kind: 'describe', handle: basicInformation },
	{ method: 'GET', path: 'tooling/sobjects/:sObject/describe', kind: 'describe', handle: describe },
];

/** A request as the Tooling API's own org takes it. */
export function asTooling(request: ApiRequest): ApiRequest {
	return { ...request, org: toolingOrg(request.org), dataUrl: `${request.dataUrl}/tooling` };
}

/** The object named in the path, as far as the session's user may know it; throws 404 otherwise. */
export function requireToolingType(tooling: ApiRequest): SObjectType {
	const { org, params } = tooling;
	const type = org.schema.type(params.sObject);
	if (!type || !isVisible(tooling, type)) throw notFound();
	return type;
}

function query(outer: ApiRequest): ApiReply {
	const request = asTooling(outer);
	const soql = request.query.get('q');
	if (!soql?.trim()) throw new ApiError(400, 'MALFORMED_QUERY', 'A query string has to be specified');
	if (request.query.get('columns') === 'true')
		return ok(describeColumns(request.org.schema, soql, compileFor(request, soql)));
	const page = runQuery(request.org, soql, queryRequest(request, false));
	const entityTypeName = request.org.schema.type(parseQuery(soql).from.path[0])?.name;
	return ok({ size: page.records.length, queryLocator: null, entityTypeName, ...page }, page.records.length);
}

function queryMore(outer: ApiRequest): ApiReply {
	const { org, params, dataUrl } = asTooling(outer);
	const page = nextPage(org, params.locator, dataUrl);
	return ok(page, page.records.length);
}

function describeGlobal(outer: ApiRequest): ApiReply {
	const request = asTooling(outer);
	const visible = request.org.schema.types.filter((type) => isVisible(request, type));
	return ok({
		encoding: 'UTF-8',
		maxBatchSize: 200,
		sobjects: visible.map((type) => describeGlobalEntry(type, request.dataUrl)),
	});
}

function basicInformation(outer: ApiRequest): ApiReply {
	const request = asTooling(outer);
	return ok({ objectDescribe: describeGlobalEntry(requireToolingType(request), request.dataUrl), recentItems: [] });
}

function describe(outer: ApiRequest): ApiReply {
	const request = asTooling(outer);
	return ok(describeSObject(request.org.schema, requireToolingType(request), request.dataUrl));
}

function isVisible({ org, session }: ApiRequest, type: SObjectType): boolean {
	return org.access.visibility(session.userId)?.isObjectVisible(type.name) ?? true;
}
