import type { HttpReply } from '../../../http/reply';
import { ok, type Call } from '../../serve/call';
import type { Route } from '../../serve/vendor';
import type { WindowMeter } from '../../money/rate-limits';

function usage(call: Call): HttpReply {
	const routes = call.desk.vendor.routes.map(({ method, path }) => ({ method, path }));
	return ok(
		Object.fromEntries(
			routes.map(({ method, path }) => [
				nameOf(path),
				periods(call.account.limits.meters(`${method} ${path}`, call.now)),
			]),
		),
	);
}

/** `["api/v1/people", "match"]`, as text. */
function nameOf(path: string): string {
	const parts = path.slice(1).split('/');
	return JSON.stringify([parts.slice(0, -1).join('/'), parts.at(-1)]);
}

function periods(meters: readonly WindowMeter[]): Record<string, unknown> {
	return Object.fromEntries(
		meters.map(({ name, requests, used, left }) => [name, { limit: requests, consumed: used, left_over: left }]),
	);
}

export const usageRoutes: readonly Route[] = [
	{
		method: 'POST',
		path: '/api/v1/usage_stats/api_usage_stats',
		document: 'docs.apollo.io: View API Usage Stats and Rate Limits',
		handle: usage,
	},
];
