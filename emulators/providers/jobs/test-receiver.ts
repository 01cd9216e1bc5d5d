import { createServer, type IncomingHttpHeaders } from 'node:http';
import { closeServer, listenLocally } from '../../http/listen';

/** A message that arrived. */
export interface Received {
	readonly path: string;
	readonly headers: IncomingHttpHeaders;
	readonly text: string;
}

/** A customer's own address: keeps what arrives, and answers with the next of the statuses (the last one from then on). */
export async function startReceiver(
	statuses: readonly number[] = [200],
): Promise<{ url: string; received: Received[]; close(): Promise<void> }> {
	const received: Received[] = [];
	const server = createServer((request, response) => {
		let text = '';
		request.on('data', (chunk) => (text += String(chunk)));
		request.on('end', () => {
			received.push({ path: request.url ?? '', headers: request.headers, text });
			response.writeHead(statuses[Math.min(received.length, statuses.length) - 1]).end();
		});
	});
	const url = await listenLocally(server);
	return { url, received, close: () => closeServer(server) };
}
