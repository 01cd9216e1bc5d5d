import { ApiError, unreadableBody } from '../api-error';
import { findRoute, replyForError } from '../http/dispatch';
import { isObject, jsonBody, ok, type ApiReply, type ApiRequest, type JsonObject } from '../http/api-request';
import type { Route } from '../http/route';
import { substituteReferences } from './composite-references';
import { forward, isSimpleResource } from './subrequest';

const mostSubrequests = 25;
const mostHeavy = 5;
const inheritedHeaders = new Set(['accept', 'authorization', 'content-type']);
const heavyKinds = new Set(['query', 'queryMore', 'collections', 'retrieve', 'toolingQuery']);
const referenceIdShape = /^\w+$/;

/** What became of one subrequest. */
export interface SubReply {
	readonly body: unknown;
	readonly httpHeaders: Readonly<Record<string, string>>;
	readonly httpStatusCode: number;
	readonly referenceId: string;
}

/** Several requests in one call, which also costs one call. */
export const compositeRoutes: Route[] = [{ method: 'POST', path: 'composite', kind: 'composite', handle: composite }];

function composite(request: ApiRequest): ApiReply {
	const { compositeRequest, allOrNone } = jsonBody(request);
	const parts = checkParts(compositeRequest);
	const { replies, records } = runParts(request, parts, allOrNone === true, isSimpleResource);
	return ok({ compositeResponse: replies }, records);
}

/** The subrequests of a Composite body; throws when they break its rules. */
export function checkParts(compositeRequest: unknown): JsonObject[] {
	const parts = readParts(compositeRequest, 'compositeRequest', mostSubrequests);
	checkHeavyParts(parts);
	checkReferenceIds(parts);
	refuseInheritedHeaders(parts);
	return parts;
}

/** Runs subrequests in order, each with what earlier ones answered; under `allOrNone` one failure undoes them all. `records`: read or written by all of them. */
export function runParts(
	request: ApiRequest,
	parts: readonly JsonObject[],
	allOrNone: boolean,
	isAllowed: (route: Route) => boolean,
): { readonly replies: readonly SubReply[]; readonly isSuccessful: boolean; readonly records: number } {
	const count = { records: 0 };
	const isKept = (replies: readonly SubReply[]) => !allOrNone || replies.every((each) => each.httpStatusCode < 400);
	const replies = request.org.store.transaction(() => runInOrder(request, parts, allOrNone, isAllowed, count), isKept);
	if (isKept(replies)) return { replies, isSuccessful: true, ...count };
	return {
		replies: replies.map((each) => (each.httpStatusCode < 400 ? haltedReply(each.referenceId) : each)),
		isSuccessful: false,
		records: 0,
	};
}

function runInOrder(
	request: ApiRequest,
	parts: readonly JsonObject[],
	allOrNone: boolean,
	isAllowed: (route: Route) => boolean,
	count: { records: number },
): SubReply[] {
	const bodyByReference = new Map<string, unknown>();
	let hasFailed = false;
	return parts.map((part) => {
		const referenceId = String(part.referenceId);
		if (allOrNone && hasFailed) return haltedReply(referenceId);
		const reply = runPart(request, part, bodyByReference, isAllowed);
		count.records += reply.records ?? 0;
		if (reply.status < 400) bodyByReference.set(referenceId, reply.body);
		else hasFailed = true;
		return { body: reply.body ?? null, httpHeaders: reply.headers ?? {}, httpStatusCode: reply.status, referenceId };
	});
}

function runPart(
	request: ApiRequest,
	rawPart: JsonObject,
	bodyByReference: ReadonlyMap<string, unknown>,
	isAllowed: (route: Route) => boolean,
): ApiReply {
	try {
		const part = substituteReferences(rawPart, bodyByReference) as JsonObject;
		const { method = 'GET', url, body, httpHeaders } = part;
		return forward(request, { method: String(method), url: String(url), body, headers: httpHeaders }, isAllowed);
	} catch (error) {
		return replyForError(error);
	}
}

/** The subrequests of a body; throws when they are not a list of objects or too many. */
export function readParts(parts: unknown, name: string, most: number): JsonObject[] {
	if (!Array.isArray(parts) || !parts.every(isObject)) throw unreadableBody(`${name} must be a list of objects`);
	if (parts.length > most)
		throw new ApiError(400, 'LIMIT_EXCEEDED', `You can't perform more than ${most} subrequests in one call`);
	return parts;
}

/** Every subrequest needs a name of its own, of letters, digits and underscores. */
export function checkReferenceIds(parts: readonly JsonObject[]): void {
	const seen = new Set<unknown>();
	for (const { referenceId } of parts) {
		if (typeof referenceId !== 'string' || !referenceIdShape.test(referenceId)) {
			throw new ApiError(
				400,
				'INVALID_INPUT',
				`Provided referenceId ('${String(referenceId)}') must start with a letter or a number, and it can contain only letters, numbers and underscores ('_').`,
			);
		}
		if (seen.has(referenceId)) throw new ApiError(400, 'INVALID_INPUT', `Duplicate reference id: ${referenceId}`);
		seen.add(referenceId);
	}
}

/** What stands for a subrequest that was undone or not carried out. */
export function haltedReply(referenceId: string): SubReply {
	const message = 'The transaction was rolled back since another operation in the same transaction failed.';
	return { body: [{ errorCode: 'PROCESSING_HALTED', message }], httpHeaders: {}, httpStatusCode: 400, referenceId };
}

function refuseInheritedHeaders(parts: readonly JsonObject[]): void {
	const names = parts.flatMap((part) => (isObject(part.httpHeaders) ? Object.keys(part.httpHeaders) : []));
	const bad = names.find((name) => inheritedHeaders.has(name.toLowerCase()));
	if (bad)
		throw new ApiError(
			400,
			'INVALID_INPUT',
			`${bad} is inherited from the composite request and cannot be set on a subrequest`,
		);
}

function checkHeavyParts(parts: readonly JsonObject[]): void {
	if (parts.filter(isHeavy).length <= mostHeavy) return;
	throw new ApiError(
		400,
		'LIMIT_EXCEEDED',
		`No more than ${mostHeavy} subrequests may be queries or sObject Collections`,
	);
}

function isHeavy({ method = 'GET', url }: JsonObject): boolean {
	try {
		return heavyKinds.has(findRoute({ method: String(method).toUpperCase(), url: String(url) }).route.kind);
	} catch {
		return false;
	}
}
