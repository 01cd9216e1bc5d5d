import type { IncomingHttpHeaders } from 'node:http';
import { ApiError, notFound } from '../api-error';
import type { Session } from '../auth/sessions';
import type { OrgState } from '../org/org-state';
import { routeTable } from '../routes/route-table';
import type { ApiReply } from './api-request';
import { checkMediaTypes } from './media-types';
import type { RequestBody } from '../../http/request-body';
import { Router, type Route, type RouteMatch } from './route';

/** A request before a route is found for it. */
export interface RawRequest {
	readonly method: string;
	/** Path and query as sent, double slashes and all. */
	readonly url: string;
	readonly headers: IncomingHttpHeaders;
	readonly body: RequestBody;
}

const oldestVersion = 31;
const newestVersion = 68;
const nobody: Session = { token: '', userId: '', clientId: '' };
const writes = new Set(['POST', 'PATCH', 'PUT', 'DELETE']);
const readsByPost = new Set(['retrieve', 'search']);

let router: Router | undefined;

/** The path without doubled slashes and without the query. */
export function cleanPath(url: string): string {
	return url.split('?', 1)[0].replace(/\/{2,}/g, '/');
}

/** The route for a request; throws 404, 405 or 410 as Salesforce answers them. */
export function findRoute({ method, url }: Pick<RawRequest, 'method' | 'url'>): RouteMatch {
	router ??= new Router(routeTable());
	const fitting = router.match(cleanPath(url));
	if (fitting.length === 0)
		throw cleanPath(url).startsWith('/services/apexrest/') ? notFound('Could not find a match for URL') : notFound();
	checkVersion(fitting[0].params.version);
	// HEAD is answered wherever GET is; so is PATCH sent as POST with `_HTTP_METHOD`, for clients that cannot patch.
	const override = queryOf(url).get('_HTTP_METHOD');
	const wanted = method === 'HEAD' ? 'GET' : method === 'POST' && override ? override.toUpperCase() : method;
	const match = fitting.find(({ route }) => route.method === wanted);
	if (match) return match;
	throw new ApiError(
		405,
		'METHOD_NOT_ALLOWED',
		`HTTP Method '${method}' not allowed. Allowed are ${allowedMethods(fitting)}`,
	);
}

/** Carries out a request for a session; composite calls come here once per part. */
export function carryOut(
	org: OrgState,
	{ route, params }: RouteMatch,
	raw: RawRequest,
	session: Session | undefined,
): ApiReply {
	checkMediaTypes(route, raw);
	const request = {
		org,
		method: raw.method,
		params,
		query: queryOf(raw.url),
		headers: raw.headers,
		// Decoding waits until a route asks: a large upload is better left as bytes.
		get body() {
			return raw.body.text;
		},
		get bytes() {
			return raw.body.bytes;
		},
		session: session ?? nobody,
		dataUrl: `/services/data/v${params.version}`,
	};
	if (writes.has(route.method) && !readsByPost.has(route.kind))
		return org.store.transaction(() => route.handle(request));
	return org.lateCommits.read(route.kind, () => route.handle(request));
}

/** An error as Salesforce's reply; anything unforeseen is the emulator's own fault and says so. */
export function replyForError(error: unknown): ApiReply {
	if (!(error instanceof ApiError)) {
		const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
		return { status: 500, body: [{ message: `Emulator fault: ${message}`, errorCode: 'UNKNOWN_EXCEPTION' }] };
	}
	const { message, errorCode, fields } = error;
	return { status: error.status, body: [fields ? { message, errorCode, fields } : { message, errorCode }] };
}

/** Whether the route's call is charged to the daily allowance. */
export function isCharged(route: Route, body: () => string): boolean {
	return route.charges ? route.charges(body()) : !route.isFree && !route.isPublic;
}

function allowedMethods(fitting: readonly RouteMatch[]): string {
	const methods = new Set<string>(fitting.map(({ route }) => route.method));
	if (methods.has('GET')) methods.add('HEAD');
	return ['HEAD', 'GET', 'POST', 'PATCH', 'PUT', 'DELETE'].filter((method) => methods.has(method)).join(',');
}

function queryOf(url: string): URLSearchParams {
	return new URLSearchParams(url.split('?').slice(1).join('?'));
}

function checkVersion(version: string | undefined): void {
	if (version === undefined) return;
	const number = Number(version);
	if (number < oldestVersion) {
		throw new ApiError(
			410,
			'UNSUPPORTED_API_VERSION',
			'The requested API version has been retired or is not supported',
		);
	}
	if (number > newestVersion) throw notFound();
}
