import { ApiError, notFound } from '../api-error';
import { ok, type ApiReply, type ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';
import { describeGlobalEntry, describeSObject } from '../schema/describe';
import { nextPage, runQuery } from '../soql/run-query';
import { describeColumns } from './query-columns';
import { compileFor, queryRequest } from './query-request';
import { toolingOrg } from './tooling-catalogue';

/** Objects and fields as records; nothing else of the Tooling API is there. */
export const toolingRoutes: Route[] = [
	{ method: 'GET', path: 'tooling/query', kind: 'toolingQuery', handle: query },
	{ method: 'GET', path: 'tooling/query/:locator', kind: 'toolingQuery', handle: queryMore },
	{ method: 'GET', path: 'tooling/sobjects', kind: 'describeGlobal', handle: describeGlobal },
	{ method: 'GET', path: 'tooling/sobjects/:sObject/describe', kind: 'describe', handle: describe },
];

function query(outer: ApiRequest): ApiReply {
	const request = asTooling(outer);
	const soql = request.query.get('q');
	if (!soql?.trim()) throw new ApiError(400, 'MALFORMED_QUERY', 'A query string has to be specified');
	if (request.query.get('columns') === 'true') return ok(describeColumns(request.org.schema, soql, compileFor(request, soql)));
	const page = runQuery(request.org, soql, queryRequest(request, false));
	return ok({ size: page.records.length, queryLocator: null, ...page }, page.records.length);
}

function queryMore(outer: ApiRequest): ApiReply {
	const { org, params, dataUrl } = asTooling(outer);
	const page = nextPage(org, params.locator, dataUrl);
	return ok(page, page.records.length);
}

function describeGlobal(outer: ApiRequest): ApiReply {
	const { org, dataUrl } = asTooling(outer);
	return ok({ encoding: 'UTF-8', maxBatchSize: 200, sobjects: org.schema.types.map((type) => describeGlobalEntry(type, dataUrl)) });
}

function describe(outer: ApiRequest): ApiReply {
	const { org, dataUrl, params } = asTooling(outer);
	const type = org.schema.type(params.sObject);
	if (!type) throw notFound();
	return ok(describeSObject(org.schema, type, dataUrl));
}

function asTooling(request: ApiRequest): ApiRequest {
	return { ...request, org: toolingOrg(request.org), dataUrl: `${request.dataUrl}/tooling` };
}
