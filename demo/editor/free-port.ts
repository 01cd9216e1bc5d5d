import { createServer, type AddressInfo } from 'node:net';

/** A port of 127.0.0.1 that nobody listens on, nor on the one above it. */
export async function freePort(): Promise<number> {
	for (;;) {
		const port = await probe(0);
		if (port && (await probe(port + 1))) return port;
	}
}

/** The port that could be taken, or 0. */
function probe(port: number): Promise<number> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(0));
		server.listen(port, '127.0.0.1', () => {
			const taken = (server.address() as AddressInfo).port;
			server.close(() => resolve(taken));
		});
	});
}
