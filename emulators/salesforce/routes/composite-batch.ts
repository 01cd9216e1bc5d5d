import { jsonBody, ok, type ApiReply, type ApiRequest, type JsonObject } from '../http/api-request';
import type { Route } from '../http/route';
import { readParts } from './composite';
import { forward, isSimpleResource } from './subrequest';

const mostSubrequests = 25;

/** Independent requests in one call. */
export const compositeBatchRoutes: Route[] = [
	{ method: 'POST', path: 'composite/batch', kind: 'composite', handle: batch },
];

function batch(request: ApiRequest): ApiReply {
	const { batchRequests, haltOnError } = jsonBody(request);
	let hasErrors = false;
	const results = readParts(batchRequests, 'batchRequests', mostSubrequests).map((part) => {
		const reply = hasErrors && haltOnError === true ? halted() : runPart(request, part);
		hasErrors ||= reply.status >= 400;
		return { statusCode: reply.status, result: reply.body ?? null };
	});
	return ok({ hasErrors, results }, results.length);
}

function runPart(request: ApiRequest, { method = 'GET', url, richInput }: JsonObject): ApiReply {
	// Addresses may be written from the version on: `v68.0/sobjects/Account/…`.
	const path = `/services/data/${String(url).replace(/^\/?(services\/data\/)?/, '')}`;
	return forward(request, { method: String(method), url: path, body: richInput }, isSimpleResource);
}

function halted(): ApiReply {
	const message = 'Invocation of this request was skipped because haltOnError was true and an earlier request failed.';
	return { status: 412, body: [{ errorCode: 'BATCH_PROCESSING_HALTED', message }] };
}
