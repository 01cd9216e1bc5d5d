import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { HttpReply } from '../../http/reply';
import { sendReply } from '../../http/send-reply';
import type { FaultKind } from './faults';

/** How a reply is sent. */
export interface Sending {
	/** For the `Date` header. */
	readonly now: Date;
	readonly latencyMs?: number;
	/** What happens to the reply on its way. */
	readonly fault?: FaultKind | undefined;
}

const errorPage = '<html><head><title>502 Bad Gateway</title></head><body>Bad Gateway</body></html>';

/** Sends a reply, or loses it as the fault says; resolves with the status that the client sees, 0 where it sees none. */
export async function answerWith(
	request: IncomingMessage,
	response: ServerResponse,
	reply: HttpReply,
	{ now, latencyMs = 0, fault }: Sending,
): Promise<number> {
	if (latencyMs > 0) await delay(latencyMs, undefined, { ref: false });
	switch (fault) {
		// The connection stays open until the client gives up or the emulator closes.
		case 'timeout-after-send':
			return 0;
		case 'reset-after-send':
			response.destroy();
			return 0;
		case 'cut-reply':
			cut(response, reply);
			return reply.status;
		case 'garbage':
			await sendReply(
				request,
				response,
				{ status: 200, body: errorPage, headers: { 'Content-Type': 'text/html' } },
				now,
			);
			return 200;
		default:
			await sendReply(request, response, reply, now);
			return reply.status;
	}
}

/** The head and half of the body, then nothing more. */
function cut(response: ServerResponse, reply: HttpReply): void {
	const text = Buffer.from(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? {}));
	response.writeHead(reply.status, {
		'Content-Type': 'application/json;charset=UTF-8',
		...reply.headers,
		'Content-Length': text.length,
	});
	response.write(text.subarray(0, Math.floor(text.length / 2)), () => response.destroy());
}
