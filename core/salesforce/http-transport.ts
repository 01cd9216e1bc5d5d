import { PassThrough } from 'node:stream';
import type { HttpRequest, HttpResponse } from 'jsforce';
import { type HttpRequest as OurRequest, sendOnce } from '../http/send-once';

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
			const reply = sendOnce(asOurs(request), { timeoutMs, maxBytes, signal }).then((received): HttpResponse => {
				const response = { ...received, headers: { ...received.headers } };
				onReply(response);
				return response;
			});
			// jsforce pipes every request's stream; nobody reads ours.
			return Object.assign(reply, { stream: () => new PassThrough() });
		},
	};
}

function asOurs({ method, url, headers, body }: HttpRequest): OurRequest {
	// fetch computes the length itself and refuses to send another one.
	const { 'content-length': _length, ...rest } = headers ?? {};
	return { method, url, headers: rest, body: typeof body === 'string' ? body : undefined };
}
