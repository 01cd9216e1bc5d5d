import { PassThrough } from 'node:stream';
import type { HttpRequest, HttpResponse } from 'jsforce';
import { readText } from './bounded-body';

/** What jsforce asks of a transport in the options of `Connection.request`. */
export interface HttpTransport {
	httpRequest(request: HttpRequest): Promise<HttpResponse> & { stream(): PassThrough };
}

/**
 * A transport for jsforce that sends each request once, gives up after `timeoutMs`, when the signal fires or when the
 * unpacked reply is larger than `maxBytes`, and shows every reply to `onReply` before jsforce interprets it.
 *
 * It stands in for jsforce's own, which repeats requests uncounted, hides status and headers of a
 * refusal, and ends the process when a connection breaks in the middle of a body.
 */
export function singleShotTransport(
	timeoutMs: number,
	maxBytes: number,
	onReply: (reply: HttpResponse) => void,
	signal?: AbortSignal,
): HttpTransport {
	return {
		httpRequest(request) {
			const reply = sendOnce(request, timeoutMs, maxBytes, signal).then((received) => {
				onReply(received);
				return received;
			});
			// jsforce pipes every request's stream; nobody reads ours.
			return Object.assign(reply, { stream: () => new PassThrough() });
		},
	};
}

async function sendOnce(
	request: HttpRequest,
	timeoutMs: number,
	maxBytes: number,
	signal: AbortSignal | undefined,
): Promise<HttpResponse> {
	const timeout = AbortSignal.timeout(timeoutMs);
	// fetch computes the length itself and refuses to send another one.
	const { 'content-length': _length, ...headers } = request.headers ?? {};
	const response = await fetch(request.url, {
		method: request.method,
		headers,
		body: typeof request.body === 'string' ? request.body : undefined,
		redirect: 'manual',
		signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
	});
	return {
		statusCode: response.status,
		headers: Object.fromEntries(response.headers),
		body: await readText(response, maxBytes),
	};
}
