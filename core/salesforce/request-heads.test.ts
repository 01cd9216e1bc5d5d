import { toRecordId } from '../record/identity';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiCalls } from './api-calls';
import { CallTally } from './call-tally';
import { retrieveRecords, saveRecords } from './collections';
import { queryPages } from './query';
import { querySeveral } from './query-several';
import { Session } from './session';
import { setupCalls } from './setup-calls';

interface Seen {
	readonly method?: string;
	readonly url?: string;
	readonly headBytes: number;
	readonly body: string;
}

let server: Server;
let seen: Seen[];
let nextRecordsUrl: string | undefined;
beforeAll(async () => {
	server = createServer({ maxHeaderSize: 65_536 }, (request, response) => {
		let body = '';
		request.on('data', (piece: Buffer) => (body += piece.toString()));
		request.on('end', () => {
			seen.push({ method: request.method, url: request.url, headBytes: headBytesOf(request), body });
			response
				.writeHead(200, { 'content-type': 'application/json' })
				.end(JSON.stringify(replyTo(request.url ?? '', body)));
		});
	}).listen(0, '127.0.0.1');
	await once(server, 'listening');
});
afterAll(() => {
	server.close();
	server.closeAllConnections();
});
beforeEach(() => {
	seen = [];
	nextRecordsUrl = undefined;
});

function headBytesOf({ method, url, rawHeaders }: IncomingMessage): number {
	return `${method} ${url} HTTP/1.1\r\n`.length + rawHeaders.reduce((sum, part) => sum + part.length + 2, 0);
}

function replyTo(url: string, body: string): unknown {
	const page = {
		totalSize: 2,
		done: nextRecordsUrl === undefined,
		records: [{ Id: '00Q5e0000000001AAA' }],
		nextRecordsUrl,
	};
	if (url.includes('/composite/sobjects/')) return [];
	if (!url.endsWith('/composite')) return page;
	const { compositeRequest } = JSON.parse(body) as { compositeRequest: Array<{ referenceId: string; url: string }> };
	return {
		compositeResponse: compositeRequest.map(({ referenceId }) => ({ referenceId, httpStatusCode: 200, body: page })),
	};
}

function calls(tokenLength = 100): ApiCalls {
	const instanceUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const session = new Session({ accessToken: 'T'.repeat(tokenLength), instanceUrl }, () => new Date(0));
	const settings = { timeoutMs: 60_000, retryPausesMs: [] };
	return new ApiCalls({
		session,
		apiVersion: '68.0',
		tally: new CallTally(),
		settings,
		logIn: async () => session.token,
		callClient: 'our writes',
	});
}

async function read(api: ApiCalls, soql: string): Promise<void> {
	for await (const _page of queryPages(api, '68.0', soql)) continue;
}

const soqlOf = (length: number) => `SELECT Id FROM Lead WHERE Name = '${'ä'.repeat(length)}'`;

describe('a request with a long token', () => {
	it.each([
		[100, 500, 'GET'],
		[100, 2_600, 'POST'],
		[4_000, 500, 'GET'],
		[4_000, 2_000, 'POST'],
		[8_000, 500, 'GET'],
		[8_000, 1_200, 'POST'],
		[8_000, 1_050, 'GET'],
		[12_000, 500, 'POST'],
	])(
		'keeps line and headers below 16 kB (token of %i bytes, %i letters to ask for): %s',
		async (tokenLength, letters, method) => {
			await read(calls(tokenLength), soqlOf(letters));
			expect(seen).toMatchObject([{ method }]);
			expect(seen[0].headBytes).toBeLessThan(16_384);
		},
	);

	it('keeps them there for two thousand ids and for several queries', async () => {
		const api = calls(8_000);
		await retrieveRecords(
			api,
			'68.0',
			'Lead',
			Array.from({ length: 2_000 }, () => toRecordId('00Q5e0000000001')),
			['Name'],
		);
		await querySeveral(api, '68.0', [soqlOf(3_000), soqlOf(3_000)], 'look');
		expect(seen.map(({ method, headBytes }) => [method, headBytes < 16_384])).toEqual([
			['POST', true],
			['POST', true],
		]);
	});
});

describe('the parts of a Composite', () => {
	const partHeaders = () => {
		const { compositeRequest } = JSON.parse(seen[0].body) as {
			compositeRequest: Array<{ httpHeaders?: Record<string, string> }>;
		};
		return compositeRequest.map(({ httpHeaders }) => httpHeaders);
	};

	it('say themselves who writes and under which rules, because they inherit neither', async () => {
		const rows = Array.from({ length: 2 }, () => ({ Id: '00Q5e0000000001AAA', Title: 'CTO' }));
		await saveRecords(calls(), '68.0', { kind: 'update', sObject: 'Lead' }, rows, {
			rowsPerTransaction: 1,
			duplicateRule: { allowSave: true },
		});
		const headers = {
			'Sforce-Call-Options': 'client=our writes',
			'Sforce-Auto-Assign': 'FALSE',
			'Sforce-Duplicate-Rule-Header': 'allowSave=true; includeRecordDetails=false; runAsCurrentUser=false',
		};
		expect(partHeaders()).toEqual([headers, headers]);
	});

	it('say who asks', async () => {
		const api = calls();
		await querySeveral(api, '68.0', ['SELECT Id FROM Lead'], 'look');
		expect(partHeaders()).toEqual([{ 'Sforce-Call-Options': 'client=our writes' }]);
		seen = [];
		await setupCalls(api, '68.0', () => undefined).ask('rest', [{ name: 'a', soql: 'SELECT Id FROM Lead' }]);
		expect(partHeaders()).toEqual([{ 'Sforce-Call-Options': 'client=our writes' }]);
	});
});

describe('a reply that leads elsewhere for its next page', () => {
	it.each([
		'http://other.example/services/data/v68.0/query/x',
		'//other.example/services/data/x',
		'/services/data/../../x',
		'/services/apexrest/x',
	])('is refused, and nothing follows it: %s', async (address) => {
		nextRecordsUrl = address;
		await expect(read(calls(), 'SELECT Id FROM Lead')).rejects.toMatchObject({ code: 'salesforce_refused' });
		await expect(read(calls(), soqlOf(3_000))).rejects.toMatchObject({ code: 'salesforce_refused' });
		await expect(querySeveral(calls(), '68.0', ['SELECT Id FROM Lead'], 'look')).rejects.toMatchObject({
			code: 'salesforce_refused',
		});
		expect(seen).toHaveLength(3);
	});
});
