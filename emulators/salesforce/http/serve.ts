import { ApiError } from '../api-error';
import { bearerToken } from '../auth/bearer-token';
import type { Session } from '../auth/sessions';
import { writesObject } from '../automation/script';
import type { OrgState } from '../org/org-state';
import type { ApiReply } from './api-request';
import { carryOut, cleanPath, findRoute, isCharged, replyForError, type RawRequest } from './dispatch';
import type { RouteMatch } from './route';
import { readClientName } from './sforce-headers';
import { SoapFault, soapFaultReply } from './soap-reply';

const longestLoggedPath = 300;

/** Answers one request from the socket: session, allowance, faults, log; `'drop'` means cut the connection. */
export function serve(org: OrgState, raw: RawRequest): ApiReply | 'drop' {
	let match: RouteMatch | undefined;
	let charged = 0;
	let reply: ApiReply;
	try {
		match = findRouteFor(org, raw);
		if (!isOfConsole(match)) {
			if (org.faults.takeDropBefore(cleanPath(raw.url))) return 'drop';
			if (org.faults.takeUnavailable(cleanPath(raw.url))) {
				throw new ApiError(503, 'SERVER_UNAVAILABLE', 'Server is temporarily unavailable');
			}
		}
		const session = match.route.isPublic ? undefined : authenticate(org, raw);
		charged = charge(org, match, raw);
		if (raw.method !== 'GET' && charged > 0)
			org.script.beforeWrite(writesObject(cleanPath(raw.url), () => raw.body.text));
		reply = carryOut(org, match, raw, session);
	} catch (error) {
		reply = match?.route.kind === 'soap' ? soapReplyForError(error) : replyForError(error);
	}
	log(org, raw, match, reply, charged);
	if (charged > 0) org.script.callServed(match!.route.kind);
	if (raw.method !== 'GET' && charged > 0 && reply.status < 300 && org.faults.takeDrop(cleanPath(raw.url)))
		return 'drop';
	return withLimitInfo(org, match, reply);
}

function soapReplyForError(error: unknown): ApiReply {
	if (!(error instanceof ApiError)) return replyForError(error);
	return soapFaultReply(new SoapFault(error.errorCode, error.message, 'UnexpectedErrorFault'));
}

/** Salesforce looks at the session before it looks for the resource. */
function findRouteFor(org: OrgState, raw: RawRequest): RouteMatch {
	try {
		return findRoute(raw);
	} catch (error) {
		if (
			error instanceof ApiError &&
			error.status !== 410 &&
			/^\/services\/(?:data|apexrest)\//.test(cleanPath(raw.url))
		)
			authenticate(org, raw);
		throw error;
	}
}

/** The emulator's own pages and switches, of which a real org has none. */
function isOfConsole({ route }: RouteMatch): boolean {
	return route.kind === 'control' || route.kind === 'page';
}

function authenticate(org: OrgState, { headers }: RawRequest): Session {
	if (org.faults.takeUnauthorized()) org.sessions.clear();
	const token = bearerToken(headers);
	const session = token ? org.sessions.find(token) : undefined;
	if (!session) throw new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
	return session;
}

function charge(org: OrgState, { route }: RouteMatch, raw: RawRequest): number {
	if (!isCharged(route, () => raw.body.text)) return 0;
	const path = cleanPath(raw.url);
	if (org.faults.takeConcurrentLimit(path)) {
		throw new ApiError(403, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.');
	}
	if (org.calls.used >= org.identity.dailyApiRequests || org.faults.takeRequestLimit()) {
		throw new ApiError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
	}
	org.calls.total++;
	return 1;
}

function log(org: OrgState, raw: RawRequest, match: RouteMatch | undefined, reply: ApiReply, apiCalls: number): void {
	if (match && isOfConsole(match)) return;
	// Sign-in parameters are secrets; only data paths keep their query.
	const path = cleanPath(raw.url).startsWith('/services/data') ? raw.url : cleanPath(raw.url);
	org.calls.record({
		at: org.clock().toISOString(),
		method: raw.method,
		path: path.slice(0, longestLoggedPath),
		kind: match?.route.kind ?? 'unknown',
		client: readClientName(raw.headers),
		status: reply.status,
		records: reply.records ?? 0,
		apiCalls,
	});
}

function withLimitInfo(org: OrgState, match: RouteMatch | undefined, reply: ApiReply): ApiReply {
	if (!match || match.route.isPublic || !isCharged(match.route, () => '')) return reply;
	const info = `api-usage=${org.calls.used}/${org.identity.dailyApiRequests}`;
	return { ...reply, headers: { ...reply.headers, 'Sforce-Limit-Info': info } };
}
