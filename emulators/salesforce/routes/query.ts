import { ApiError } from '../api-error';
import { ok, type ApiReply, type ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';
import { nextPage, runQuery } from '../soql/run-query';
import { describeColumns } from './query-columns';
import { explainQuery } from './query-plan';
import { compileFor, queryRequest } from './query-request';
import { asSetup } from './setup-query';

/** SOQL, and the further pages of its results. */
export const queryRoutes: Route[] = [
	{ method: 'GET', path: 'query', kind: 'query', handle: (request) => query(request, false) },
	{ method: 'GET', path: 'queryAll', kind: 'query', handle: (request) => query(request, true) },
	{ method: 'GET', path: 'query/:locator', kind: 'queryMore', handle: queryMore },
	{ method: 'GET', path: 'queryAll/:locator', kind: 'queryMore', handle: queryMore },
];

function query(request: ApiRequest, includesDeleted: boolean): ApiReply {
	const explained = request.query.get('explain');
	if (explained !== null) return ok({ plans: explainQuery(request, explained) });
	const soql = request.query.get('q');
	if (!soql?.trim()) throw new ApiError(400, 'MALFORMED_QUERY', 'A query string has to be specified');
	const setup = asSetup(request, soql);
	if (setup) return querySetup(setup, soql);
	if (request.query.get('columns') === 'true')
		return ok(describeColumns(request.org.schema, soql, compileFor(request, soql)));
	const page = runQuery(request.org, soql, queryRequest(request, includesDeleted));
	return ok(page, page.records.length);
}

/** Setup objects have no further pages over the REST API. */
function querySetup(request: ApiRequest, soql: string): ApiReply {
	const page = runQuery(request.org, soql, queryRequest(request, false));
	if (!page.done)
		throw new ApiError(
			400,
			'EXCEEDED_ID_LIMIT',
			'This object does not support queryMore(), use LIMIT to restrict the results to a single batch',
		);
	return ok(page, page.records.length);
}

function queryMore(request: ApiRequest): ApiReply {
	const page = nextPage(request.org, request.params.locator, request.dataUrl);
	return ok(page, page.records.length);
}
