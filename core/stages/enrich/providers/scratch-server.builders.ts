import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProviderAccess } from './provider-call';

/** What a test reads of a body; it knows what it sent. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- replies and requests are JSON of any shape; the tests assert it
export type Json = any;

/** A request as the server got it. */
export interface ScratchRequest {
	readonly method: string;
	readonly path: string;
	readonly headers: Readonly<Record<string, unknown>>;
	/** What the body holds as JSON; `undefined` without one. */
	readonly json: Json;
}

export interface ScratchReply {
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	/** Sent as it is when it is a text, else as JSON; `hangUp` ends the connection without a word. */
	readonly body?: unknown;
	readonly hangUp?: boolean;
}

export interface ScratchServer {
	/** Reaches the server, with the key that a credential would add. */
	readonly access: ProviderAccess;
	readonly requests: ScratchRequest[];
	answer: (request: ScratchRequest) => ScratchReply;
	close(): Promise<void>;
}

/** A server on a free port of this machine that answers with what the test says, and stops with it. */
export async function openScratchServer(answer: ScratchServer['answer']): Promise<ScratchServer> {
	const requests: ScratchRequest[] = [];
	const server = createServer(async (incoming, outgoing) => {
		const request = await requestOf(incoming);
		requests.push(request);
		const reply = scratch.answer(request);
		if (reply.hangUp) {
			incoming.socket.destroy();
			return;
		}
		outgoing.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers });
		outgoing.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body ?? {}));
	});
	await new Promise<void>((resolve) => {
		server.listen(0, '127.0.0.1', resolve);
	});
	const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const scratch: ScratchServer = {
		access: {
			baseUrl,
			account: 'account-1',
			authenticate: async (request) => ({
				...request,
				headers: { ...request.headers, authorization: 'Bearer top-secret' },
			}),
		},
		requests,
		answer,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => {
				server.close(resolve);
			});
		},
	};
	return scratch;
}

async function requestOf(incoming: IncomingMessage): Promise<ScratchRequest> {
	const pieces: Buffer[] = [];
	for await (const piece of incoming) pieces.push(piece as Buffer);
	const text = Buffer.concat(pieces).toString();
	const { method = '', url = '', headers } = incoming;
	return { method, path: url, headers, json: text === '' ? undefined : JSON.parse(text) };
}
