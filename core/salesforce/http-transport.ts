import { PassThrough } from 'node:stream';
import type { HttpRequest, HttpResponse } from 'jsforce';

/** What jsforce asks of a transport in the options of `Connection.request`. */
export interface HttpTransport {
	httpRequest(request: HttpRequest): Promise<HttpResponse> & { stream(): PassThrough };
}

/**
 * A transport for jsforce that sends each request once, gives up after `timeoutMs`, and shows every
 * reply to `onReply` before jsforce interprets it.
 *
 * It stands in for jsforce's own, which repeats requests uncounted, hides status and headers of a
 * refusal, and ends the process when a connection breaks in the middle of a body.
 */
export function singleShotTransport(timeoutMs: number, onReply: (reply: HttpResponse) => void): HttpTransport {
	return {
		httpRequest(request) {
			const reply = sendOnce(request, timeoutMs).then((received) => {
				onReply(received);
				return received;
			});
			// jsforce pipes every request's stream; nobody reads ours.
			return Object.assign(reply, { stream: () => new PassThrough() });
		},
	};
}

async function sendOnce(request: HttpRequest, timeoutMs: number): Promise<HttpResponse> {
	// fetch computes the length itself and refuses to send another one.
	const { 'content-length': _length, ...headers } = request.headers ?? {};
	const response = await fetch(request.url, {
		method: request.method,
		headers,
		body: typeof request.body === 'string' ? request.body : undefined,
		redirect: 'manual',
		signal: AbortSignal.timeout(timeoutMs),
	});
	return {
		statusCode: response.status,
		headers: Object.fromEntries(response.headers),
		body: await response.text(),
	};
}
