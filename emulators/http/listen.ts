import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A client that works between two calls must find its connection open: Node's own five seconds cut into its next call. */
const idleMs = 600_000;

/** A server for one emulated service, not listening yet; heads may be as long as the service itself allows or refuses. */
export function createEmulatorServer(
	answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): Server {
	// Node's own limit would cut the connection where the service has an answer of its own.
	return createServer(
		{ maxHeaderSize: 1_000_000, keepAliveTimeout: idleMs },
		(request, response) => void answer(request, response),
	);
}

/** Listens on 127.0.0.1, on any free port where it is 0; resolves with the address once it does. */
export async function listenLocally(server: Server, port = 0): Promise<string> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(port, '127.0.0.1', () => resolve());
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Cuts every connection; resolves when the last one is gone. */
export async function closeServer(server: Server): Promise<void> {
	await new Promise<void>((resolve) => {
		server.close(() => resolve());
		server.closeAllConnections();
	});
}
