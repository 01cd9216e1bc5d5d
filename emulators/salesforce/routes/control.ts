import { jsonBody, ok, type ApiReply, type ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';

/** The emulator's own switches; a real org has none of these. */
export const controlRoutes: Route[] = [
	{ method: 'GET', path: '/__control/state', kind: 'control', isPublic: true, handle: state },
	{ method: 'GET', path: '/__control/log', kind: 'control', isPublic: true, handle: ({ org }) => ok(org.calls.log) },
	{ method: 'POST', path: '/__control/faults', kind: 'control', isPublic: true, handle: setFaults },
	{ method: 'POST', path: '/__control/expire-sessions', kind: 'control', isPublic: true, handle: expireSessions },
];

function state({ org }: ApiRequest): ApiReply {
	const records = org.schema.types.map((type) => {
		const row = org.store.prepare(`SELECT COUNT(*) AS n FROM "${type.name}" WHERE IsDeleted = 0`).get();
		return [type.name, row?.n];
	});
	const { total, used, byKind } = org.calls;
	return ok({ org: org.identity, now: org.clock().toISOString(), records: Object.fromEntries(records), calls: { total, used, byKind } });
}

function setFaults(request: ApiRequest): ApiReply {
	const { unavailable, path, dropAfterCommit } = jsonBody(request);
	if (unavailable !== undefined) request.org.faults.unavailable(Number(unavailable), path === undefined ? /./ : String(path));
	if (dropAfterCommit !== undefined) request.org.faults.dropAfterCommit(Number(dropAfterCommit));
	return { status: 204 };
}

function expireSessions({ org }: ApiRequest): ApiReply {
	org.sessions.clear();
	return { status: 204 };
}
