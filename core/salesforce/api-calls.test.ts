import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiCalls, type ApiCall } from './api-calls';
import type { CallSettings } from '../http/call-settings';
import { CallTally } from './call-tally';
import { Session } from './session';

let server: Server;
let requests: Array<{ readonly client?: string }>;
let answer: (response: ServerResponse, attempt: number) => void;
beforeAll(async () => {
	server = createServer((request, response) => {
		requests.push({ client: request.headers['sforce-call-options'] as string });
		request.resume().on('end', () => answer(response, requests.length));
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
});
afterAll(() => {
	server.close();
	server.closeAllConnections();
});
beforeEach(() => {
	requests = [];
});

const read: ApiCall = { kind: 'query', method: 'GET', url: '/limits', what: 'read something', isRepeatable: true };
const create: ApiCall = {
	kind: 'write',
	method: 'POST',
	url: '/sobjects/Lead',
	body: {},
	what: 'create something',
	isRepeatable: false,
};

function calls(settings: Partial<CallSettings> = {}) {
	const instanceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const session = new Session({ accessToken: '00D!token', instanceUrl }, () => new Date(0));
	const logIn = async () => session.token;
	return new ApiCalls({
		session,
		apiVersion: '68.0',
		tally: new CallTally(),
		settings: { timeoutMs: 60_000, retryPausesMs: [0, 0], ...settings },
		logIn,
	});
}

const fails = (response: ServerResponse, status: number, errorCode: string, message = 'no') =>
	response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify([{ errorCode, message }]));
const isBusy = (response: ServerResponse) =>
	fails(response, 403, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentRequests (Concurrent API Requests) Limit exceeded.');
const succeeds = (response: ServerResponse) =>
	response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');

describe('ApiCalls', () => {
	it('says who is calling', async () => {
		answer = succeeds;
		await calls().send(read);
		expect(requests).toEqual([{ client: 'client=n8n-nodes-salesforce-enrichment' }]);
	});

	it('repeats a read after a fault of the service', async () => {
		answer = (response, attempt) => (attempt < 3 ? fails(response, 503, 'SERVER_UNAVAILABLE') : succeeds(response));
		await expect(calls().send(read)).resolves.toEqual({ ok: true });
		expect(requests).toHaveLength(3);
	});

	it.each([
		['a create that may have been applied', create, 503, 'SERVER_UNAVAILABLE', 'salesforce_unavailable'],
		['what the allowance refuses', read, 403, 'REQUEST_LIMIT_EXCEEDED', 'request_limit_exceeded'],
		['what Salesforce refuses', read, 400, 'MALFORMED_QUERY', 'salesforce_refused'],
	])('does not repeat %s', async (_what, call, status, errorCode, code) => {
		answer = (response) => fails(response, status, errorCode);
		await expect(calls().send(call)).rejects.toMatchObject({ code });
		expect(requests).toHaveLength(1);
	});

	it.each([
		['a read', read],
		['a write, which was not looked at', create],
	])('waits tens of seconds and goes on with %s when too many requests are under way', async (_what, call) => {
		const waits: number[] = [];
		const wait = async (ms: number) => void waits.push(ms);
		answer = (response, attempt) => (attempt < 4 ? isBusy(response) : succeeds(response));
		await expect(calls({ wait, random: () => 0.5 }).send(call)).resolves.toEqual({ ok: true });
		expect(waits).toEqual([20_000, 30_000, 45_000]);
	});

	it('does not take too many requests at once for the daily limit, however long it lasts', async () => {
		const wait = jest.fn(async () => undefined);
		answer = isBusy;
		await expect(calls({ wait }).send(read)).rejects.toMatchObject({ code: 'salesforce_unavailable', retryable: true });
		expect([requests.length, wait.mock.calls.length]).toEqual([7, 6]);
	});

	it.each(['QUERY_TIMEOUT', 'REQUEST_RUNNING_TOO_LONG'])(
		'does not repeat a query that ended with %s',
		async (errorCode) => {
			answer = (response) => fails(response, 400, errorCode);
			await expect(calls().send(read)).rejects.toMatchObject({
				code: 'query_timeout',
				retryable: false,
				details: { errorCode },
			});
			expect(requests).toHaveLength(1);
		},
	);

	it('asks the random source once per pause, to spread the repeats', async () => {
		const random = jest.fn(() => 1);
		answer = (response) => fails(response, 503, 'SERVER_UNAVAILABLE');
		await expect(calls({ random, retryPausesMs: [2, 2] }).send(read)).rejects.toMatchObject({
			code: 'salesforce_unavailable',
		});
		expect(random).toHaveBeenCalledTimes(2);
	});

	it('does not wait out a pause when canceled', async () => {
		const canceling = new AbortController();
		answer = (response) => {
			fails(response, 503, 'SERVER_UNAVAILABLE');
			setImmediate(() => canceling.abort());
		};
		await expect(calls({ retryPausesMs: [60_000] }).send(read, canceling.signal)).rejects.toMatchObject({
			code: 'canceled',
		});
	});

	it('awaits the reply to a write although canceled meanwhile', async () => {
		const canceling = new AbortController();
		answer = (response) => {
			canceling.abort();
			succeeds(response);
		};
		await expect(calls().send(create, canceling.signal)).resolves.toEqual({ ok: true });
	});
});
