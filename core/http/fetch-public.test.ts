import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { fetchPublic, type PublicFetchOptions } from './fetch-public';
import type { AddressResolver } from './public-lookup';
import { selfSigned } from './self-signed.builders';

const servers: Server[] = [];

afterEach(() => {
	for (const server of servers.splice(0)) {
		server.close();
		server.closeAllConnections();
	}
});

async function serving(listener: RequestListener, server: Server = createServer()): Promise<number> {
	servers.push(server);
	server.on('request', listener);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return (server.address() as AddressInfo).port;
}

function resolverOf(addresses: Readonly<Record<string, readonly string[]>>): AddressResolver & { asked: string[] } {
	const asked: string[] = [];
	const none = Object.assign(new Error('none'), { code: 'ENOTFOUND' });
	return {
		asked,
		async resolve4(host) {
			asked.push(host);
			if (!addresses[host]) throw none;
			return [...addresses[host]];
		},
		async resolve6() {
			throw none;
		},
	};
}

function options(port: number, change: Partial<PublicFetchOptions> = {}): PublicFetchOptions {
	return {
		resolver: resolverOf({ 'acme.com': ['127.0.0.1'], 'other.com': ['127.0.0.1'] }),
		allowed: new Set([`127.0.0.1:${port}`]),
		ports: { http: port, https: port },
		headers: { 'user-agent': 'test' },
		maxBytes: 1_000,
		signal: AbortSignal.timeout(20_000),
		...change,
	};
}

const acme = (port: number, path = '/', scheme = 'http') => new URL(`${scheme}://acme.com:${port}${path}`);

describe('fetchPublic', () => {
	it('gives status, headers and body of the page, and where it was found', async () => {
		const port = await serving((request, response) => {
			if (request.url === '/') response.writeHead(301, { location: `http://other.com:${port}/b?c#d` }).end('moved');
			else
				response
					.writeHead(
						200,
						[
							['set-cookie', 'a=1'],
							['set-cookie', 'b=2'],
						].flat(),
					)
					.end(request.headers.host);
		});
		const reply = await fetchPublic(acme(port), options(port));
		expect(reply).toMatchObject({ statusCode: 200, headers: { 'set-cookie': 'a=1\nb=2' }, isCut: false });
		expect(reply.url.href).toBe(`http://other.com:${port}/b?c`);
		expect(String(reply.bytes)).toBe(`other.com:${port}`);
	});

	it('sends neither cookies nor a referrer, also after a redirect', async () => {
		const seen: string[][] = [];
		const port = await serving((request, response) => {
			seen.push(Object.keys(request.headers).sort());
			response.writeHead(request.url === '/' ? 302 : 200, { location: '/next', 'set-cookie': 'a=1' }).end();
		});
		await fetchPublic(acme(port), options(port));
		expect(seen).toEqual(Array(2).fill(['accept-encoding', 'connection', 'host', 'user-agent']));
	});

	it.each([
		['gzip', gzipSync],
		['br', brotliCompressSync],
		['deflate', deflateSync],
	])('unpacks %s, and cuts at the limit', async (encoding, pack) => {
		const port = await serving((request, response) => {
			response
				.writeHead(200, { 'content-encoding': encoding })
				.end(pack('x'.repeat(request.url === '/' ? 1_000 : 1_001)));
		});
		expect(await fetchPublic(acme(port), options(port))).toMatchObject({
			isCut: false,
			bytes: Buffer.alloc(1_000, 'x'),
		});
		const long = await fetchPublic(acme(port, '/long'), options(port));
		expect(long).toMatchObject({ isCut: true, bytes: Buffer.alloc(1_000, 'x') });
	});

	it('reads no more in several fetches than their budget', async () => {
		const port = await serving((_request, response) => void response.end('x'.repeat(600)));
		const shared = options(port, { budget: { bytesLeft: 1_000 } });
		const sizes = [];
		for (let fetches = 0; fetches < 3; fetches += 1) sizes.push((await fetchPublic(acme(port), shared)).bytes.length);
		expect(sizes).toEqual([600, 400, 0]);
	});

	it('asks before each URL, and ends with what is thrown there', async () => {
		const port = await serving(
			(request, response) => void response.writeHead(302, { location: `${request.url}x` }).end(),
		);
		const asked: string[] = [];
		const beforeHop = (url: URL) => {
			asked.push(url.pathname);
			if (asked.length === 3) throw new Error('not there');
		};
		await expect(fetchPublic(acme(port), options(port, { beforeHop }))).rejects.toThrow('not there');
		expect(asked).toEqual(['/', '/x', '/xx']);
	});

	it('connects to the addresses that were checked, and asks the DNS once for each hop', async () => {
		const port = await serving((request, response) => {
			response.writeHead(request.url === '/' ? 302 : 200, { location: '/next' }).end();
		});
		const resolver = resolverOf({ 'acme.com': ['127.0.0.1'] });
		await fetchPublic(acme(port), options(port, { resolver }));
		expect(resolver.asked).toEqual(['acme.com', 'acme.com']);
	});

	it.each([
		['not_public', 'http://private.com', { 'private.com': ['10.0.0.1'] }],
		['not_public', 'http://mixed.com', { 'mixed.com': ['93.184.216.34', '10.0.0.1'] }],
		['not_public', 'http://127.0.0.2', {}],
		['not_public', 'http://[::1]', {}],
		['not_public', 'http://2130706434', {}],
		['no_address', 'http://nobody.com', {}],
		['redirect', 'ftp://acme.com', {}],
		['redirect', 'http://user@acme.com', {}],
		['redirect', 'http://acme.com:1', {}],
	])('refuses with %s: %s', async (reason, url, addresses) => {
		const fetched = fetchPublic(new URL(url), options(80, { ports: undefined, resolver: resolverOf(addresses) }));
		await expect(fetched).rejects.toMatchObject({ name: 'PublicFetchFailure', reason });
	});

	it('says when the DNS fails, nobody takes the connection, and time is up', async () => {
		const failing: AddressResolver = {
			resolve4: async () => await Promise.reject(Object.assign(new Error('refused'), { code: 'ESERVFAIL' })),
			resolve6: async () => [],
		};
		await expect(fetchPublic(acme(80), options(80, { resolver: failing }))).rejects.toMatchObject({
			reason: 'dns_failed',
		});
		const port = await serving(() => undefined);
		const timed = options(port, { signal: AbortSignal.timeout(50) });
		await expect(fetchPublic(acme(port), timed)).rejects.toMatchObject({ reason: 'timed_out' });
		servers[0].close();
		servers.splice(0)[0].closeAllConnections();
		await expect(fetchPublic(acme(port), options(port))).rejects.toMatchObject({ reason: 'no_connection' });
	});

	it('speaks HTTPS to the checked address under the name of the host, and trusts no other certificate', async () => {
		const port = await serving((_request, response) => void response.end('secret'), createTlsServer(selfSigned));
		await expect(fetchPublic(acme(port, '/', 'https'), options(port))).rejects.toMatchObject({ reason: 'tls' });
		const usual = getCACertificates();
		setDefaultCACertificates([...usual, selfSigned.cert]);
		try {
			expect(String((await fetchPublic(acme(port, '/', 'https'), options(port))).bytes)).toBe('secret');
			const other = new URL(`https://other.com:${port}/`);
			await expect(fetchPublic(other, options(port))).rejects.toMatchObject({ reason: 'tls' });
		} finally {
			setDefaultCACertificates(usual);
		}
	});
});
