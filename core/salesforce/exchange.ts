import type { Connection, HttpRequest, HttpResponse } from 'jsforce';
import { bodyLimits } from '../http/bounded-body';
import { singleShotTransport } from './http-transport';

/** How one HTTP request ended: with a body, with a refusal, or without a reply. */
export type Exchange =
	| { readonly kind: 'answered'; readonly reply: HttpResponse; readonly body: unknown }
	| { readonly kind: 'refused'; readonly reply: HttpResponse }
	| { readonly kind: 'failed'; readonly cause: unknown };

/**
 * Sends one request through the connection, once, and reports every ending as a value; the signal breaks it off, and so
 * does an unpacked reply of more than `maxBytes`, 50 MB unless told.
 */
export async function exchange(
	connection: Connection,
	request: HttpRequest,
	timeoutMs: number,
	signal?: AbortSignal,
	maxBytes: number = bodyLimits.json,
): Promise<Exchange> {
	let reply: HttpResponse | undefined;
	const keepReply = (received: HttpResponse) => {
		reply = received;
	};
	const transport = singleShotTransport(timeoutMs, maxBytes, keepReply, signal);
	try {
		const body = await connection.request(request, { transport });
		if (!reply) return { kind: 'failed', cause: undefined };
		return { kind: 'answered', reply, body };
	} catch (cause) {
		return reply ? { kind: 'refused', reply } : { kind: 'failed', cause };
	}
}

/** Salesforce's clock when it sent the reply; `undefined` when a proxy took the header away. */
export function serverTimeOf(reply: HttpResponse): Date | undefined {
	const time = Date.parse(reply.headers.date ?? '');
	return Number.isNaN(time) ? undefined : new Date(time);
}
