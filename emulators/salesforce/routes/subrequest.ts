import type { IncomingHttpHeaders } from 'node:http';
import { ApiError } from '../api-error';
import { carryOut, findRoute, replyForError } from '../http/dispatch';
import { isObject, type ApiReply, type ApiRequest } from '../http/api-request';
import { RequestBody } from '../../http/request-body';
import type { Route } from '../http/route';

/** One request inside another. */
export interface Subrequest {
	readonly method: string;
	/** From `/services/data/` on, blanks allowed. */
	readonly url: string;
	readonly body: unknown;
	/** The subrequest's own headers by name; anything but an object counts as none. */
	readonly headers?: unknown;
}

/** Carries out a subrequest as the outer request's user; refusals come back as replies. */
export function forward(
	{ org, session, headers }: ApiRequest,
	sub: Subrequest,
	isAllowed: (route: Route) => boolean,
): ApiReply {
	try {
		const own = Object.entries(isObject(sub.headers) ? sub.headers : {}).map(([name, value]) => [
			name.toLowerCase(),
			String(value),
		]);
		const raw = {
			method: sub.method.toUpperCase(),
			url: sub.url.replace(/ /g, '%20'),
			headers: { ...inherited(headers), ...Object.fromEntries(own) },
			body: new RequestBody(sub.body === undefined ? '' : JSON.stringify(sub.body)),
		};
		const match = findRoute(raw);
		if (!isAllowed(match.route)) {
			throw new ApiError(400, 'INVALID_INPUT', `The resource ${sub.url} is not allowed in a composite request`);
		}
		return carryOut(org, match, raw, session);
	} catch (error) {
		return replyForError(error);
	}
}

/** Data resources, except those that hold subrequests themselves, Bulk jobs and the Tooling API, which has a Composite of its own. */
export function isSimpleResource({ kind, path }: Route): boolean {
	return kind !== 'composite' && !path.startsWith('/') && !path.startsWith('jobs/') && !path.startsWith('tooling/');
}

/** All other headers of the outer request, `Sforce-Auto-Assign` too, stop there. */
function inherited({ accept, authorization, 'content-type': contentType }: IncomingHttpHeaders): IncomingHttpHeaders {
	return { accept, authorization, 'content-type': contentType };
}
