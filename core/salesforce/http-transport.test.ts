import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { singleShotTransport } from './http-transport';

let server: Server;
let answer: (request: IncomingMessage, response: ServerResponse) => void;
beforeAll(async () => {
	server = createServer((request, response) => answer(request, response)).listen(0, '127.0.0.1');
	await once(server, 'listening');
});
afterAll(() => {
	server.close();
	server.closeAllConnections();
});

function send(timeoutMs = 60_000, signal?: AbortSignal, onReply: (reply: unknown) => void = () => undefined) {
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	return singleShotTransport(timeoutMs, 1_000, onReply, signal).httpRequest({ method: 'GET', url, headers: {} });
}

describe('singleShotTransport', () => {
	it('asks for compressed replies and unpacks them', async () => {
		let asked: string | undefined;
		answer = (request, response) => {
			asked = String(request.headers['accept-encoding']);
			response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('{"done":true}'));
		};
		await expect(send()).resolves.toMatchObject({ statusCode: 200, body: '{"done":true}' });
		expect(asked).toContain('gzip');
	});

	it('sends once, and shows a refusal as it came', async () => {
		let requests = 0;
		answer = (_request, response) => {
			requests += 1;
			response.writeHead(503).end('busy');
		};
		const seen: unknown[] = [];
		await send(60_000, undefined, (reply) => seen.push(reply));
		expect(requests).toBe(1);
		expect(seen).toEqual([expect.objectContaining({ statusCode: 503, body: 'busy' })]);
	});

	it('gives up after the timeout', async () => {
		answer = () => undefined;
		await expect(send(20)).rejects.toMatchObject({ name: 'TimeoutError' });
	});

	it('breaks off a reply that unpacks to more than the limit', async () => {
		answer = (_request, response) =>
			response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(1_001)));
		await expect(send()).rejects.toThrow(/larger than/);
	});

	it('cuts what a refusal says', async () => {
		answer = (_request, response) => response.writeHead(400).end('x'.repeat(5_000));
		expect((await send()).body).toHaveLength(1_000);
	});

	it('is broken off by the signal', async () => {
		const canceling = new AbortController();
		answer = () => canceling.abort();
		await expect(send(60_000, canceling.signal)).rejects.toMatchObject({ name: 'AbortError' });
	});
});
