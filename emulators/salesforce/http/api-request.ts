import type { IncomingHttpHeaders } from 'node:http';
import type { HttpReply } from '../../http/reply';
import { unreadableBody } from '../api-error';
import type { Session } from '../auth/sessions';
import type { OrgState } from '../org/org-state';
import type { SaveContext } from '../writes/save-context';
import { parseJson } from './json-parser';
import { readAutoAssign, readDuplicateRule } from './sforce-headers';

/** What a route is given; composite calls make these without a socket. */
export interface ApiRequest {
	readonly org: OrgState;
	readonly method: string;
	/** Decoded path parameters by name; `version` is there on data routes. */
	readonly params: Readonly<Record<string, string>>;
	readonly query: URLSearchParams;
	readonly headers: IncomingHttpHeaders;
	/** As text; decoded when first asked for. */
	readonly body: string;
	/** As it came in, decompressed; use it for anything large. */
	readonly bytes: Buffer;
	/** Who asks; routes that need nobody get an empty session. */
	readonly session: Session;
	/** `/services/data/v68.0` for this request's version. */
	readonly dataUrl: string;
}

/** What a route answers; `records` feeds the call log only. */
export interface ApiReply extends HttpReply {
	readonly records?: number;
}

/** A JSON object as it came in. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** A 200 with a body. */
export function ok(body: unknown, records = 0): ApiReply {
	return { status: 200, body, records };
}

/** The request's body as a JSON object; throws JSON_PARSER_ERROR otherwise. */
export function jsonBody(request: ApiRequest): JsonObject {
	const parsed = parseJson(request.body);
	if (!isObject(parsed))
		throw unreadableBody('Unexpected character: the body must be a JSON object at [line:1, column:1]');
	return parsed;
}

/** Whether a JSON value is an object rather than a list, a scalar or null. */
export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** How this request's writes are to be made. */
export function saveContext({ org, session, headers }: ApiRequest): SaveContext {
	return { org, userId: session.userId, ...readAutoAssign(headers), duplicateRule: readDuplicateRule(headers) };
}
