import { generateKeyPairSync } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { connectSalesforce } from '../../core/salesforce/connect';
import type { SalesforceCredentials } from '../../core/salesforce/credentials';
import { SessionCache } from '../../core/salesforce/session';
import { errorOf } from '../nodes/node-org';
import { connect, demoCredentials, impatient, startEnrichmentOrg } from '../salesforce/enrichment-org';
import { HostileHost } from './hostile-host';

const secret = 'Very/Secret+Secret 7#=?&"é';
const spelledLikeACode = 'ABCDEFGH';
const pem = generateKeyPairSync('rsa', { modulusLength: 2048 })
	.privateKey.export({ type: 'pkcs8', format: 'pem' })
	.toString();

let evil: HostileHost;
beforeAll(async () => {
	evil = await HostileHost.open();
});
afterAll(() => evil.close());

const open = (changes: Partial<SalesforceCredentials> = {}) =>
	connectSalesforce(
		demoCredentials(evil.url, { clientSecret: secret, ...changes }),
		new SessionCache(),
		undefined,
		impatient,
	);

/** The error of a login that is answered so, and everything a log would show of it. */
async function refusal(status: number, body: (sent: string) => string, changes: Partial<SalesforceCredentials> = {}) {
	evil.answer = (_request, response, sent) =>
		response.writeHead(status, { 'content-type': 'application/json' }).end(body(sent));
	const error = await errorOf(open(changes));
	return {
		error,
		shown: [String(error), error.remedy, JSON.stringify(error), JSON.stringify(error.details), error.stack].join('\n'),
	};
}

const assertions = () => evil.received.flatMap((request) => /assertion=([^&\s]+)/.exec(request)?.[1] ?? []);

describe('a login that is answered with what was sent', () => {
	const spellings: Array<[string, (sent: string) => string]> = [
		['as error_description', (sent) => JSON.stringify({ error: 'invalid_client', error_description: sent })],
		['as error', (sent) => JSON.stringify({ error: sent, error_description: 'no' })],
		['as message', (sent) => JSON.stringify([{ errorCode: 'X', message: sent }])],
		['as errorCode', (sent) => JSON.stringify([{ errorCode: sent, message: 'no' }])],
		[
			'decoded',
			(sent) =>
				JSON.stringify({ error: 'invalid_client', error_description: decodeURIComponent(sent.replaceAll('+', ' ')) }),
		],
		[
			'in base64',
			() => JSON.stringify({ error: 'invalid_client', error_description: Buffer.from(secret).toString('base64') }),
		],
		['as a page', (sent) => `<html>${sent}</html>`],
		[
			'behind megabytes',
			(sent) => JSON.stringify({ error: 'invalid_client', error_description: `${'x'.repeat(500_000)}${sent}` }),
		],
	];

	describe.each([400, 401, 403, 429, 500, 503])('and status %d', (status) => {
		it.each(spellings)('%s shows no secret', async (_where, body) => {
			const { shown } = await refusal(status, body);
			for (const form of [
				secret,
				encodeURIComponent(secret),
				new URLSearchParams({ secret }).toString().slice(7),
				'Very/Secret',
				'VmVyeS9TZWNyZXQ',
			])
				expect(shown).not.toContain(form);
			expect(shown.length).toBeLessThan(20_000);
		});

		it('shows neither key nor assertion', async () => {
			evil.received.length = 0;
			const jwt = {
				grant: 'jwt_bearer',
				username: 'integration@example.com',
				privateKey: pem,
				clientSecret: undefined,
			} as const;
			const { shown } = await refusal(
				status,
				(sent) => JSON.stringify({ error: 'invalid_grant', error_description: `${sent} ${pem}` }),
				jwt,
			);
			const [assertion] = assertions();
			expect(assertion.length).toBeGreaterThan(100);
			for (const part of [assertion, ...pem.split('\n').filter((line) => line.length > 16)])
				expect(shown).not.toContain(part);
		});

		it('shows no secret that is spelled like a code', async () => {
			const { shown } = await refusal(
				status,
				() => JSON.stringify({ error: spelledLikeACode, error_description: 'no' }),
				{ clientSecret: spelledLikeACode },
			);
			expect(shown).not.toContain(spelledLikeACode);
		});
	});
});

describe('a call that is answered with its token', () => {
	it.each([400, 429, 500, 503])('and status %d shows nothing of it', async (status) => {
		let token = '';
		evil.answer = (request, response) => {
			if (request.url?.includes('/oauth2/')) {
				token = 'opaque-token_0123456789';
				response.end(
					JSON.stringify({
						access_token: token,
						instance_url: evil.url,
						id: `${evil.url}/id/00D5e00000PRODUEA5/0055e0000000001AAA`,
					}),
				);
				return;
			}
			response
				.writeHead(status, { 'content-type': 'application/json' })
				.end(JSON.stringify([{ errorCode: 'BAD', message: `${request.headers.authorization}` }]));
		};
		const error = await errorOf(open());
		expect(String(error) + JSON.stringify(error)).not.toContain('opaque-token');
		expect(token).not.toBe('');
	});

	it('cuts a text of megabytes', async () => {
		const org = await startEnrichmentOrg();
		const client = await connect(org);
		await org.close();
		expect(client.org.orgId).toBe(org.identity.id);
		const { error } = await refusal(400, () =>
			JSON.stringify({ error: 'invalid_client', error_description: 'x'.repeat(5_000_000) }),
		);
		expect(error.message.length).toBeLessThan(1_500);
	});
});

describe('a reply without end', () => {
	// 64 MB of blanks in 64 kB.
	const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20));
	const endless = (status: number) => {
		evil.answer = (_request, response) =>
			response.writeHead(status, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(bomb);
	};

	it.each([
		[200, 'larger than 64 kB'],
		[400, 'HTTP status 400'],
	])('to a login, with status %d, is given up once it has unpacked so much: %s', async (status, message) => {
		endless(status);
		expect((await errorOf(open())).message).toContain(message);
	});

	it.each([200, 400])('to a login, with status %d, is read no further', async (status) => {
		let sent = 0;
		const gone = new Promise<void>((resolve) => {
			evil.answer = (_request, response) => {
				response.writeHead(status).on('close', resolve);
				const piece = Buffer.alloc(64 * 1024, 0x20);
				const more = () => {
					while (!response.destroyed && response.write(piece)) sent += piece.length;
				};
				response.on('drain', more);
				more();
			};
		});
		await errorOf(open());
		await gone;
		// What lies in the sockets' buffers has been sent too.
		expect(sent).toBeLessThan(16 * 1024 * 1024);
	});

	it('to a call is given up, with its limit in the error', async () => {
		evil.claimToBe({ id: '00D5e00000PRODUEA5', name: 'Evil' });
		const client = await open();
		endless(200);
		const error = await errorOf(client.describe('Lead'));
		expect(error).toMatchObject({
			code: 'salesforce_unavailable',
			retryable: false,
			message: expect.stringContaining('larger than 50 MB'),
		});
	});

	it('to a bulk query cannot be one endless row', async () => {
		const row = `"${'x'.repeat(17 * 1024 * 1024)}`;
		evil.claimToBe({ id: '00D5e00000PRODUEA5', name: 'Evil' });
		const client = await connectSalesforce(demoCredentials(evil.url), new SessionCache(), undefined, {
			...impatient,
			wait: async () => undefined,
		});
		evil.answer = (request, response) => {
			if (request.url?.includes('/results')) response.end(`Id\n${row}`);
			else response.end(JSON.stringify({ id: '750', state: 'JobComplete', numberRecordsProcessed: 1 }));
		};
		const reading = (async () => {
			for await (const { rows } of client.queryInBulk('SELECT Id FROM Lead')) expect(rows).toBeDefined();
		})();
		expect(await errorOf(reading)).toMatchObject({ code: 'salesforce_unavailable' });
	});
});
