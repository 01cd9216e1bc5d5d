import type { IncomingHttpHeaders } from 'node:http';
import { ApiError, unreadableBody } from '../api-error';
import { carryOut, findRoute, replyForError } from '../http/dispatch';
import { isObject, jsonBody, ok, type ApiReply, type ApiRequest, type JsonObject } from '../http/api-request';
import type { Route } from '../http/route';
import { substituteReferences } from './composite-references';

const MOST_SUBREQUESTS = 25;
const MOST_HEAVY = 5;
const INHERITED_HEADERS = new Set(['accept', 'authorization', 'content-type']);
const HEAVY_KINDS = new Set(['query', 'queryMore', 'collections', 'retrieve']);

interface SubReply {
	readonly body: unknown;
	readonly httpHeaders: Readonly<Record<string, string>>;
	readonly httpStatusCode: number;
	readonly referenceId: string;
}

/** Several requests in one call, which also costs one call. */
export const compositeRoutes: Route[] = [
	{ method: 'POST', path: 'composite', kind: 'composite', handle: composite },
	{ method: 'POST', path: 'composite/batch', kind: 'composite', handle: batch },
];

function composite(request: ApiRequest): ApiReply {
	const { compositeRequest, allOrNone } = jsonBody(request);
	const parts = readParts(compositeRequest, 'compositeRequest');
	checkHeavyParts(parts);
	refuseInheritedHeaders(parts);
	const isKept = (replies: readonly SubReply[]) => allOrNone !== true || replies.every((each) => each.httpStatusCode < 400);
	const replies = request.org.store.transaction(() => runParts(request, parts, allOrNone === true), isKept);
	const shown = isKept(replies) ? replies : replies.map((each) => (each.httpStatusCode < 400 ? rolledBack(each) : each));
	return ok({ compositeResponse: shown }, shown.length);
}

function runParts(request: ApiRequest, parts: readonly JsonObject[], allOrNone: boolean): SubReply[] {
	const replies: SubReply[] = [];
	const bodyByReference = new Map<string, unknown>();
	for (const part of parts) {
		const referenceId = String(part.referenceId ?? '');
		const hasFailed = allOrNone && replies.some((each) => each.httpStatusCode >= 400);
		const reply = hasFailed ? halted() : runPart(request, part, bodyByReference);
		if (reply.status < 400) bodyByReference.set(referenceId, reply.body);
		replies.push({ body: reply.body ?? null, httpHeaders: reply.headers ?? {}, httpStatusCode: reply.status, referenceId });
	}
	return replies;
}

function runPart(request: ApiRequest, rawPart: JsonObject, bodyByReference: ReadonlyMap<string, unknown>): ApiReply {
	try {
		const part = substituteReferences(rawPart, bodyByReference) as JsonObject;
		return forward(request, String(part.method ?? 'GET'), String(part.url), part.body, part.httpHeaders);
	} catch (error) {
		return replyForError(error);
	}
}

function batch(request: ApiRequest): ApiReply {
	const { batchRequests, haltOnError } = jsonBody(request);
	const results: Array<{ statusCode: number; result: unknown }> = [];
	for (const part of readParts(batchRequests, 'batchRequests')) {
		const isHalted = haltOnError === true && results.some((each) => each.statusCode >= 400);
		const url = `/services/data/${String(part.url).replace(/^\/?(services\/data\/)?/, '')}`;
		const reply = isHalted ? batchHalted() : tryForward(request, String(part.method ?? 'GET'), url, part.richInput);
		results.push({ statusCode: reply.status, result: reply.body ?? null });
	}
	return ok({ hasErrors: results.some((each) => each.statusCode >= 400), results }, results.length);
}

function tryForward(request: ApiRequest, method: string, url: string, body: unknown): ApiReply {
	try {
		return forward(request, method, url, body, undefined);
	} catch (error) {
		return replyForError(error);
	}
}

function forward({ org, session, headers }: ApiRequest, method: string, url: string, body: unknown, ownHeaders: unknown): ApiReply {
	const own = Object.entries(isObject(ownHeaders) ? ownHeaders : {}).map(([name, value]) => [name.toLowerCase(), String(value)]);
	const raw = {
		method: method.toUpperCase(),
		url: url.replace(/ /g, '%20'),
		headers: { ...inherited(headers), ...Object.fromEntries(own) },
		body: body === undefined ? '' : JSON.stringify(body),
	};
	const match = findRoute(raw);
	if (match.route.kind === 'composite' || match.route.path.startsWith('/')) {
		throw new ApiError(400, 'INVALID_INPUT', `The resource ${url} is not allowed in a composite request`);
	}
	return carryOut(org, match, raw, session);
}

/** All other headers of the outer request, `Sforce-Auto-Assign` too, stop there. */
function inherited({ accept, authorization, 'content-type': contentType }: IncomingHttpHeaders): IncomingHttpHeaders {
	return { accept, authorization, 'content-type': contentType };
}

function refuseInheritedHeaders(parts: readonly JsonObject[]): void {
	const names = parts.flatMap((part) => (isObject(part.httpHeaders) ? Object.keys(part.httpHeaders) : []));
	const bad = names.find((name) => INHERITED_HEADERS.has(name.toLowerCase()));
	if (bad) throw new ApiError(400, 'INVALID_INPUT', `${bad} is inherited from the composite request and cannot be set on a subrequest`);
}

function readParts(parts: unknown, name: string): JsonObject[] {
	if (!Array.isArray(parts) || !parts.every(isObject)) throw unreadableBody(`${name} must be a list of objects`);
	if (parts.length > MOST_SUBREQUESTS) {
		throw new ApiError(400, 'LIMIT_EXCEEDED', `You can't perform more than ${MOST_SUBREQUESTS} subrequests in one call`);
	}
	return parts;
}

function checkHeavyParts(parts: readonly JsonObject[]): void {
	const heavy = parts.filter((part) => {
		try {
			return HEAVY_KINDS.has(findRoute({ method: String(part.method), url: String(part.url), headers: {}, body: '' }).route.kind);
		} catch {
			return false;
		}
	});
	if (heavy.length > MOST_HEAVY) {
		throw new ApiError(400, 'LIMIT_EXCEEDED', `No more than ${MOST_HEAVY} subrequests may be queries or sObject Collections`);
	}
}

function halted(): ApiReply {
	const message = 'The transaction was rolled back since another operation in the same transaction failed.';
	return { status: 400, body: [{ errorCode: 'PROCESSING_HALTED', message }] };
}

function batchHalted(): ApiReply {
	const message = 'Invocation of this request was skipped because haltOnError was true and an earlier request failed.';
	return { status: 412, body: [{ errorCode: 'BATCH_PROCESSING_HALTED', message }] };
}

function rolledBack({ referenceId }: SubReply): SubReply {
	return { body: halted().body, httpHeaders: {}, httpStatusCode: 400, referenceId };
}
