import { ApiError } from '../api-error';
import { ok, type ApiReply, type ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';
import { nextPage, runQuery } from '../soql/run-query';

/** SOQL, and the further pages of its results. */
export const queryRoutes: Route[] = [
	{ method: 'GET', path: 'query', kind: 'query', handle: (request) => query(request, false) },
	{ method: 'GET', path: 'queryAll', kind: 'query', handle: (request) => query(request, true) },
	{ method: 'GET', path: 'query/:locator', kind: 'queryMore', handle: queryMore },
	{ method: 'GET', path: 'queryAll/:locator', kind: 'queryMore', handle: queryMore },
];

function query(request: ApiRequest, includesDeleted: boolean): ApiReply {
	const soql = request.query.get('q');
	if (!soql?.trim()) throw new ApiError(400, 'MALFORMED_QUERY', 'A query string has to be specified');
	if (request.query.has('columns') || request.query.has('explain')) {
		throw new ApiError(400, 'INVALID_PARAMETER', 'columns and explain are not supported by this emulator');
	}
	const page = runQuery(request.org, soql, {
		userId: request.session.userId,
		includesDeleted,
		pageSize: pageSize(request),
		dataUrl: request.dataUrl,
	});
	return ok(page, page.records.length);
}

function queryMore(request: ApiRequest): ApiReply {
	const page = nextPage(request.org, request.params.locator, request.dataUrl);
	return ok(page, page.records.length);
}

/** `Sforce-Query-Options: batchSize=n`, held between 200 and 2,000. */
function pageSize({ headers }: ApiRequest): number {
	const asked = /batchSize\s*=\s*(\d+)/i.exec(String(headers['sforce-query-options'] ?? ''))?.[1];
	return asked === undefined ? 2_000 : Math.min(2_000, Math.max(200, Number(asked)));
}
