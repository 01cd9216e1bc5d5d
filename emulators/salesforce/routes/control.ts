import { ApiError, notFound } from '../api-error';
import { parseDateTime } from '../date-time';
import { readFaultSettings } from '../faults/fault-settings';
import { jsonBody, ok, type ApiReply, type ApiRequest } from '../http/api-request';
import type { Route } from '../http/route';

type Handle = Route['handle'];

/** The emulator's own switches; a real org has none of these. */
export const controlRoutes: Route[] = [
	control('GET', 'state', state),
	control('GET', 'log', ({ org }) => ok(org.calls.log)),
	control('GET', 'faults', ({ org }) => ok(org.faults.current)),
	control('POST', 'faults', setFaults),
	control(
		'DELETE',
		'faults',
		done(({ org }) => org.faults.clear()),
	),
	control(
		'POST',
		'expire-sessions',
		done(({ org }) => org.sessions.clear()),
	),
	control(
		'POST',
		'reset',
		done(({ org }) => org.reset()),
	),
	control('GET', 'snapshots', ({ org }) => ok([...org.snapshotByName.keys()])),
	control(
		'PUT',
		'snapshots/:name',
		done(({ org, params }) => org.snapshotByName.set(params.name, org.snapshots.take())),
	),
	control('POST', 'snapshots/:name/restore', restore),
	control('GET', 'clock', clock),
	control('POST', 'clock', setClock),
];

function control(method: Route['method'], path: string, handle: Handle): Route {
	return { method, path: `/__control/${path}`, kind: 'control', isPublic: true, handle };
}

function done(work: (request: ApiRequest) => unknown): Handle {
	return (request) => {
		work(request);
		return { status: 204 };
	};
}

function state({ org }: ApiRequest): ApiReply {
	const records = org.schema.types
		.filter((type) => !type.definition.viewSql)
		.map((type) => {
			const row = org.store.prepare(`SELECT COUNT(*) AS n FROM "${type.name}" WHERE IsDeleted = 0`).get();
			return [type.name, row?.n];
		});
	const { total, used, byKind } = org.calls;
	return ok({
		org: org.identity,
		now: org.clock().toISOString(),
		records: Object.fromEntries(records),
		calls: { total, used, byKind },
		memory: { rssBytes: process.memoryUsage.rss(), peakRssBytes: process.resourceUsage().maxRSS * 1024 },
	});
}

function setFaults(request: ApiRequest): ApiReply {
	request.org.faults.set(readFaultSettings(jsonBody(request)));
	return ok(request.org.faults.current);
}

function restore({ org, params }: ApiRequest): ApiReply {
	const snapshot = org.snapshotByName.get(params.name);
	if (!snapshot) throw notFound(`There is no snapshot ${params.name}`);
	org.restore(snapshot);
	return { status: 204 };
}

function clock({ org }: ApiRequest): ApiReply {
	return ok({ now: org.clock().toISOString(), frozen: org.orgClock.isFrozen });
}

function setClock(request: ApiRequest): ApiReply {
	const { orgClock } = request.org;
	const body = jsonBody(request);
	const { now, advanceMs, frozen } = body;
	const moment = typeof now === 'string' ? parseDateTime(now) : undefined;
	const isKnown = Object.keys(body).every((key) => ['now', 'advanceMs', 'frozen'].includes(key));
	const isWell =
		(now === undefined || moment) &&
		(advanceMs === undefined || Number.isInteger(advanceMs)) &&
		(frozen === undefined || typeof frozen === 'boolean');
	if (!isKnown || !isWell) {
		throw new ApiError(
			400,
			'INVALID_PARAMETER',
			'The clock takes now (ISO 8601), advanceMs (a whole number) and frozen (true or false)',
		);
	}
	if (frozen === true) orgClock.freeze();
	if (moment) orgClock.set(moment);
	if (advanceMs !== undefined) orgClock.advance(Number(advanceMs));
	if (frozen === false) orgClock.run();
	return clock(request);
}
