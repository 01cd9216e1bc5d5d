import { ApiError } from '../api-error';
import type { Session } from '../auth/sessions';
import type { OrgState } from '../org/org-state';
import type { ApiReply } from './api-request';
import { carryOut, cleanPath, findRoute, isCharged, replyForError, type RawRequest } from './dispatch';
import type { RouteMatch } from './route';

const LONGEST_LOGGED_PATH = 300;

/** Answers one request from the socket: session, allowance, faults, log; `'drop'` means cut the connection. */
export function serve(org: OrgState, raw: RawRequest): ApiReply | 'drop' {
	let match: RouteMatch | undefined;
	let charged = 0;
	let reply: ApiReply;
	try {
		match = findRoute(raw);
		if (!match.route.path.startsWith('/__control') && org.faults.takeUnavailable(cleanPath(raw.url))) {
			throw new ApiError(503, 'SERVER_UNAVAILABLE', 'Server is temporarily unavailable');
		}
		const session = match.route.isPublic ? undefined : authenticate(org, raw);
		charged = charge(org, match);
		reply = carryOut(org, match, raw, session);
	} catch (error) {
		reply = replyForError(error);
	}
	log(org, raw, match, reply, charged);
	if (raw.method !== 'GET' && charged > 0 && reply.status < 300 && org.faults.takeDrop()) return 'drop';
	return withLimitInfo(org, match, reply);
}

function authenticate(org: OrgState, { headers }: RawRequest): Session {
	const token = /^(?:Bearer|OAuth)\s+(.+)$/i.exec(headers.authorization ?? '')?.[1];
	const session = token ? org.sessions.find(token.trim()) : undefined;
	if (!session) throw new ApiError(401, 'INVALID_SESSION_ID', 'Session expired or invalid');
	return session;
}

function charge(org: OrgState, { route }: RouteMatch): number {
	if (!isCharged(route)) return 0;
	if (org.calls.used >= org.identity.dailyApiRequests) {
		throw new ApiError(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.');
	}
	org.calls.total++;
	return 1;
}

function log(org: OrgState, raw: RawRequest, match: RouteMatch | undefined, reply: ApiReply, apiCalls: number): void {
	if (match?.route.path.startsWith('/__control')) return;
	// Sign-in parameters are secrets; only data paths keep their query.
	const path = cleanPath(raw.url).startsWith('/services/data') ? raw.url : cleanPath(raw.url);
	org.calls.record({
		at: org.clock().toISOString(),
		method: raw.method,
		path: path.slice(0, LONGEST_LOGGED_PATH),
		kind: match?.route.kind ?? 'unknown',
		status: reply.status,
		records: reply.records ?? 0,
		apiCalls,
	});
}

function withLimitInfo(org: OrgState, match: RouteMatch | undefined, reply: ApiReply): ApiReply {
	if (!match || !isCharged(match.route)) return reply;
	const info = `api-usage=${org.calls.used}/${org.identity.dailyApiRequests}`;
	return { ...reply, headers: { ...reply.headers, 'Sforce-Limit-Info': info } };
}
