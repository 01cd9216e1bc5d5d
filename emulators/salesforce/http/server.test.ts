import { deflateSync, gunzipSync, gzipSync } from 'node:zlib';
import { request as httpRequest } from 'node:http';
import { leadId, leadOrgSeed, signIn, startTestOrg, type SignedInClient } from '../test-org';
import type { SalesforceEmulator } from '../salesforce-emulator';

let org: SalesforceEmulator;
let client: SignedInClient;

beforeAll(async () => {
	org = await startTestOrg({ seed: leadOrgSeed });
});
beforeEach(async () => {
	org.reset();
	client = await signIn(org);
});
afterAll(() => org.close());

/** Node's own client, because fetch unpacks and adds headers. */
function raw(
	method: string,
	path: string,
	headers: Record<string, string>,
	body?: Buffer,
): Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; bytes: Buffer }> {
	return new Promise((resolve, reject) => {
		const call = httpRequest(
			org.url + path,
			{ method, headers: { authorization: `Bearer ${org.issueToken()}`, ...headers } },
			(reply) => {
				const chunks: Buffer[] = [];
				reply.on('data', (chunk: Buffer) => chunks.push(chunk));
				reply.on('end', () =>
					resolve({ status: reply.statusCode!, headers: reply.headers, bytes: Buffer.concat(chunks) }),
				);
			},
		);
		call.on('error', reject);
		call.end(body);
	});
}

const lead = `/services/data/v68.0/sobjects/Lead/${leadId}`;
const json = { 'content-type': 'application/json' };
const change = Buffer.from('{"Title":"CTO"}');

describe('the server', () => {
	it.each([
		['gzip', gzipSync(change)],
		['deflate', deflateSync(change)],
		['identity', change],
	])('reads a body sent as %s, of known and of unknown length', async (encoding, body) => {
		const headers = { ...json, 'content-encoding': encoding };
		expect((await raw('PATCH', lead, { ...headers, 'transfer-encoding': 'chunked' }, body)).status).toBe(204);
		expect((await raw('PATCH', lead, { ...headers, 'content-length': String(body.length) }, body)).status).toBe(204);
		expect(org.org.get('Lead', leadId)?.Title).toBe('CTO');
	});

	it('refuses a body that is not compressed as it says', async () => {
		const { status, bytes } = await raw('PATCH', lead, { ...json, 'content-encoding': 'gzip' }, change);
		expect([status, JSON.parse(bytes.toString())[0].errorCode]).toEqual([400, 'JSON_PARSER_ERROR']);
	});

	it('compresses replies for those who take it', async () => {
		const path = '/services/data/v68.0/sobjects/Lead/describe';
		const zipped = await raw('GET', path, { 'accept-encoding': 'gzip' });
		expect([zipped.headers['content-encoding'], JSON.parse(gunzipSync(zipped.bytes).toString()).name]).toEqual([
			'gzip',
			'Lead',
		]);
		expect((await raw('GET', path, { 'accept-encoding': 'deflate' })).headers['content-encoding']).toBe('deflate');
		expect((await raw('GET', path, {})).headers['content-encoding']).toBeUndefined();
	});

	it('answers HEAD without a body', async () => {
		const { status, bytes, headers } = await raw('HEAD', lead, {});
		expect([status, bytes.length, headers['content-type']]).toEqual([200, 0, 'application/json;charset=UTF-8']);
	});

	it('takes PATCH as POST with _HTTP_METHOD', async () => {
		expect((await raw('POST', `${lead}?_HTTP_METHOD=PATCH`, json, change)).status).toBe(204);
	});

	it.each(['31.0', '50.0', '59.0', '68.0'])('speaks v%s, with doubled slashes too', async (version) => {
		const { body } = await client.request('GET', `//services//data/v${version}//sobjects/Lead/${leadId}`);
		expect(body.attributes.url).toBe(`/services/data/v${version}/sobjects/Lead/${leadId}`);
	});

	it.each([
		['PUT', 'sobjects/Lead', 405, "HTTP Method 'PUT' not allowed. Allowed are HEAD,GET,POST"],
		['POST', `sobjects/Lead/${leadId}`, 405, "HTTP Method 'POST' not allowed. Allowed are HEAD,GET,PATCH,DELETE"],
	])('answers %s %s with %i', async (method, path, status, message) => {
		expect(await client.request(method, path)).toMatchObject({
			status,
			body: [{ message, errorCode: 'METHOD_NOT_ALLOWED' }],
		});
	});

	it.each([
		[{ 'content-type': 'application/x-www-form-urlencoded' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
		[{ 'content-type': 'application/xml' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
		[{ ...json, accept: 'text/html' }, 406, 'NOT_ACCEPTABLE'],
	])('refuses %j with %i', async (headers, status, code) => {
		const reply = await raw('PATCH', lead, headers as Record<string, string>, change);
		expect([reply.status, JSON.parse(reply.bytes.toString())[0].errorCode]).toEqual([status, code]);
		expect(org.org.get('Lead', leadId)?.Title).toBeNull();
	});

	it('looks at the session before it looks for the resource', async () => {
		for (const path of ['limits', 'nowhere', 'sobjects/Nope']) {
			expect((await fetch(`${org.url}/services/data/v68.0/${path}`)).status).toBe(401);
		}
		expect((await fetch(`${org.url}/services/data/v30.0/limits`)).status).toBe(410);
		expect((await fetch(`${org.url}/services/elsewhere`)).status).toBe(404);
	});

	it('answers 414 and 431 to what is too long', async () => {
		expect((await raw('GET', `/services/data/v68.0/query?q=${'x'.repeat(17_000)}`, {})).status).toBe(414);
		expect((await raw('GET', '/services/data/v68.0/limits', { 'x-long': 'x'.repeat(17_000) })).status).toBe(431);
	});

	it('notes what a client calls itself', async () => {
		await client.request('GET', 'limits', undefined, { 'Sforce-Call-Options': 'client=Loader/2, defaultNamespace=x' });
		expect(org.calls.log.at(-1)).toMatchObject({ kind: 'limits', client: 'Loader/2' });
	});
});
