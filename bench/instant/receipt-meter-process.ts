import { createServer } from 'node:http';
import { watchLoop } from './loop-watch';

/** Passes messages on to where the first argument says and tells its parent how long each answer took, so that no work of the parent's counts. */
const target = process.argv[2];
const loop = watchLoop();

const server = createServer((request, response) => {
	const pass = async (): Promise<void> => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const headers = Object.fromEntries(
			['content-type', 'soapaction'].flatMap((name) => {
				const value = request.headers[name];
				return value === undefined ? [] : [[name, String(value)]];
			}),
		);
		const started = performance.now();
		const reply = await fetch(`${target}${request.url}`, { method: 'POST', headers, body: Buffer.concat(chunks) });
		const body = await reply.text();
		process.send?.({ ms: performance.now() - started });
		response.writeHead(reply.status, { 'content-type': reply.headers.get('content-type') ?? 'text/plain' }).end(body);
	};
	pass().catch(() => response.writeHead(502).end());
});

server.listen(0, '127.0.0.1', () => {
	const address = server.address();
	if (address !== null && typeof address === 'object') process.send?.({ url: `http://127.0.0.1:${address.port}` });
});
process.on('message', () => process.send?.({ late: loop.take() }));
process.once('disconnect', () => process.exit(0));
