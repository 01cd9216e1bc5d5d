import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { EnrichmentError } from '../errors';
import { CallTally } from './call-tally';
import { Session } from './session';
import { StreamedCalls } from './streamed-calls';

const timeoutMs = 60_000;
const upload = { kind: 'bulkUpload', url: '/jobs/ingest/750/batches', what: 'upload the rows' } as const;
const download = { kind: 'bulkResults', url: '/jobs/query/750/results', what: 'read the rows' } as const;

let server: Server;
let answer: (request: IncomingMessage, response: ServerResponse, body: string) => void;
let onRequest: () => void;
beforeAll(async () => {
	server = createServer((request, response) => {
		onRequest();
		void text(request).then(
			(body) => answer(request, response, body),
			() => undefined, // the upload was broken off
		);
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
	// Sockets need no timers, so only ours are held.
	jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask', 'performance', 'hrtime', 'Date'] });
});
afterAll(() => {
	jest.useRealTimers();
	server.close();
	server.closeAllConnections();
});
beforeEach(() => {
	onRequest = () => undefined;
});

function connect(to = server) {
	const instanceUrl = `http://127.0.0.1:${(to.address() as AddressInfo).port}`;
	const session = new Session({ accessToken: '00D!old', instanceUrl }, () => new Date(0));
	const tally = new CallTally();
	const logIn = async () => ({ accessToken: '00D!new', instanceUrl });
	const settings = { timeoutMs, retryPausesMs: [] };
	return { calls: new StreamedCalls({ session, apiVersion: '68.0', tally, settings, logIn }), tally, session };
}

async function* rows(...pieces: string[]): AsyncGenerator<string> {
	yield* pieces;
}

/** What buffers hold that somebody can still reach. */
function bytesInBuffers(): number {
	setFlagsFromString('--expose_gc');
	const collectGarbage = runInNewContext('gc') as () => void;
	// Buffers are given back beside the program's own work; a second collection waits for those of the first.
	collectGarbage();
	collectGarbage();
	return process.memoryUsage().arrayBuffers;
}

async function read(reply: { readonly body: AsyncIterable<Buffer> }): Promise<string> {
	return Buffer.concat(await Array.fromAsync(reply.body)).toString();
}

describe('upload', () => {
	it('sends the pieces as one body, and says who is calling', async () => {
		let seen: unknown;
		answer = ({ method, url, headers }, response, body) => {
			seen = {
				method,
				url,
				body,
				type: headers['content-type'],
				token: headers.authorization,
				client: headers['sforce-call-options'],
			};
			response.writeHead(201).end();
		};
		const { calls, tally } = connect();
		await calls.upload(upload, () => rows('Id,Name\n', 'a,Zoë\n'));
		expect(seen).toEqual({
			method: 'PUT',
			url: '/services/data/v68.0/jobs/ingest/750/batches',
			body: 'Id,Name\na,Zoë\n',
			type: 'text/csv; charset=UTF-8',
			token: 'Bearer 00D!old',
			client: 'client=n8n-nodes-salesforce-enrichment',
		});
		expect(tally).toMatchObject({ used: 1, retries: 0 });
	});

	it('sends all pieces once more with a new token, as a retry', async () => {
		const bodies: string[] = [];
		answer = ({ headers }, response, body) => {
			bodies.push(body);
			response.writeHead(headers.authorization === 'Bearer 00D!new' ? 201 : 401).end();
		};
		const { calls, tally } = connect();
		await calls.upload(upload, () => rows('a', 'b'));
		expect(bodies).toEqual(['ab', 'ab']);
		expect(tally).toMatchObject({ used: 2, retries: 1 });
	});

	it.each([503, 500])('sends nothing again after status %i, because a job takes one upload', async (status) => {
		let requests = 0;
		answer = (_request, response) => {
			requests += 1;
			response.writeHead(status).end('[{"errorCode":"SERVER_UNAVAILABLE","message":"no"}]');
		};
		await expect(connect().calls.upload(upload, () => rows('a'))).rejects.toMatchObject({
			code: 'salesforce_unavailable',
			retryable: true,
		});
		expect(requests).toBe(1);
	});

	it('keeps nothing of what it has sent', async () => {
		const sink = createServer((request, response) =>
			request.resume().once('end', () => response.writeHead(201).end()),
		).listen(0, '127.0.0.1');
		await once(sink, 'listening');
		const megabyte = 1024 ** 2;
		const before = bytesInBuffers();
		let kept = 0;
		async function* largeRows() {
			const piece = 'x'.repeat(megabyte);
			for (let sent = 0; sent < 64; sent += 1) yield piece;
			kept = bytesInBuffers() - before;
		}
		await connect(sink).calls.upload(upload, largeRows);
		sink.close();
		expect(kept).toBeLessThan(32 * megabyte);
	});

	it('may take longer than the timeout as long as rows go out', async () => {
		answer = (_request, response, body) => response.writeHead(201).end(body);
		async function* slowRows() {
			for (let piece = 0; piece < 5; piece += 1) {
				jest.advanceTimersByTime(timeoutMs - 1);
				yield 'x';
			}
		}
		await expect(connect().calls.upload(upload, slowRows)).resolves.toBeUndefined();
	});

	it('gives up when neither rows nor the reply come through for the timeout, leaving open what arrived', async () => {
		answer = () => jest.advanceTimersByTime(timeoutMs);
		await expect(connect().calls.upload(upload, () => rows('a'))).rejects.toMatchObject({
			code: 'salesforce_unavailable',
			message: expect.stringContaining('ETIMEDOUT'),
			details: { maySent: true },
		});
	});

	it('tells what made the rows fail rather than the connection that broke of it', async () => {
		answer = (_request, response) => response.writeHead(201).end();
		async function* failingRows() {
			yield 'a';
			throw new EnrichmentError('store_unavailable', 'The disk is full', {});
		}
		await expect(connect().calls.upload(upload, failingRows)).rejects.toMatchObject({ code: 'store_unavailable' });
	});

	it('is broken off by the signal', async () => {
		const canceling = new AbortController();
		onRequest = () => canceling.abort();
		answer = () => undefined;
		await expect(connect().calls.upload(upload, () => rows('a'), canceling.signal)).rejects.toMatchObject({
			code: 'canceled',
			retryable: true,
		});
	});
});

describe('download', () => {
	it('asks for a compressed reply and unpacks it', async () => {
		let asked: unknown;
		answer = ({ headers }, response) => {
			asked = headers['accept-encoding'];
			response.writeHead(200, { 'content-encoding': 'gzip', 'Sforce-Locator': 'MjAw' }).end(gzipSync('Id\na\n'));
		};
		const reply = await connect().calls.download(download);
		expect([await read(reply), reply.headers.get('Sforce-Locator')]).toEqual(['Id\na\n', 'MjAw']);
		expect(asked).toContain('gzip');
	});

	it('may take longer than the timeout once it has begun', async () => {
		answer = (_request, response) => response.writeHead(200).end('Id\na\n');
		const reply = await connect().calls.download(download);
		jest.advanceTimersByTime(10 * timeoutMs);
		expect(await read(reply)).toBe('Id\na\n');
	});

	it('says that the connection broke within the reply', async () => {
		answer = (_request, response) => {
			response.writeHead(200, { 'content-length': '999' }).write('Id\n');
			setImmediate(() => response.destroy());
		};
		const reading = connect().calls.download(download).then(read);
		await expect(reading).rejects.toMatchObject({ code: 'salesforce_unavailable', retryable: true });
	});

	it('takes the time from Salesforce', async () => {
		answer = (_request, response) => response.writeHead(200, { date: 'Sat, 21 Nov 2026 16:29:17 GMT' }).end('');
		const { calls, session } = connect();
		await read(await calls.download(download));
		expect(session.serverTime).toEqual(new Date('2026-11-21T16:29:17Z'));
	});
});
