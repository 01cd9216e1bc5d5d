import { jsonBody, ok, type ApiReply, type ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';
import { checkParts, runParts } from './composite';

/** Several requests of the Tooling API in one call. */
export const toolingCompositeRoutes: Route[] = [
	{ method: 'POST', path: 'tooling/composite', kind: 'composite', handle: composite },
];

function composite(request: ApiRequest): ApiReply {
	const { compositeRequest, allOrNone } = jsonBody(request);
	const parts = checkParts(compositeRequest);
	const { replies, records } = runParts(request, parts, allOrNone === true, isToolingResource);
	return ok({ compositeResponse: replies }, records);
}

function isToolingResource({ kind, path }: Route): boolean {
	return path.startsWith('tooling/') && kind !== 'composite';
}
