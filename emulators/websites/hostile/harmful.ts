import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Responder } from '../web-site';
import { type HostileSite, redirects, sends } from './hostile-site';

const head = '<html lang="en"><head><title>Harmless</title><meta name="description" content="A page like any other.">';

/** Sites that would harm a reader by what they send: too much, too slowly, too deep, or markup where text belongs. */
export function harmfulSites(): HostileSite[] {
	return [...endless(), ...malformed(), ...poisoned()];
}

function endless(): HostileSite[] {
	return [
		{
			host: 'endless-body.com',
			does: 'sends a page that never ends',
			expects: 'read',
			responds: forEver(`${head}</head><body>`, 'x'.repeat(65_536)),
		},
		{
			host: 'gzip-bomb.com',
			does: 'sends a page that unpacks to a gigabyte',
			expects: 'read',
			responds: sends(gzipBomb(), { 'content-encoding': 'gzip' }),
		},
		{
			host: 'brotli-bomb.com',
			does: 'sends some bytes that unpack to 64 MB',
			expects: 'read',
			responds: sends(brotliBomb(), { 'content-encoding': 'br' }),
		},
		{
			host: 'slow-head.com',
			does: 'sends its head a byte at a time',
			expects: 'refused',
			isSlow: true,
			responds: drips('HTTP/1.1 200 OK\r\nX-Slow: '),
		},
		{
			host: 'slow-body.com',
			does: 'sends its body a byte at a time',
			expects: 'refused',
			isSlow: true,
			responds: slowBody,
		},
		{
			host: 'silent.com',
			does: 'takes the connection and says nothing',
			expects: 'refused',
			isSlow: true,
			responds: () => undefined,
		},
		{
			host: 'silent-dns.com',
			does: 'has a DNS that does not answer',
			expects: 'refused',
			isSlow: true,
			resolves: () => 'silent',
		},
		{ host: 'circle.com', does: 'redirects in a circle', expects: 'refused', responds: redirects('/') },
		{
			host: 'endless-redirects.com',
			does: 'redirects for ever',
			expects: 'refused',
			responds: (request, response) =>
				redirects(`/${(request.url ?? '').length}${request.url?.slice(1)}`)(request, response),
		},
		{
			host: 'endless-robots.com',
			does: 'has a robots.txt that never ends',
			expects: 'read',
			responds: (request, response) =>
				(request.url === '/robots.txt'
					? forEver('User-agent: *\nAllow: /\n', `${'Disallow: /a*b*c*d*e*f$\n'.repeat(2_000)}`)
					: sends(`${head}</head></html>`))(request, response),
		},
		{
			host: 'silent-robots.com',
			does: 'has a robots.txt that is never sent',
			expects: 'refused',
			isSlow: true,
			responds: (request, response) => void (request.url !== '/robots.txt' && response.end('too early')),
		},
		{
			host: 'robots-astray.com',
			does: 'redirects its robots.txt to loopback',
			expects: 'refused',
			responds: (request, response) =>
				response.writeHead(302, { location: `http://127.0.0.2:${request.socket.localPort}/` }).end(),
		},
	];
}

function malformed(): HostileSite[] {
	return [
		{
			host: 'huge-head.com',
			does: 'sends a head of 500 kB',
			expects: 'refused',
			responds: (_request, response) => response.writeHead(200, { 'x-huge': 'h'.repeat(500_000) }).end('x'),
		},
		{
			host: 'no-http.com',
			does: 'answers with what is no HTTP',
			expects: 'refused',
			responds: raw('SSH-2.0-OpenSSH_9.6\r\n'),
		},
		{
			host: 'two-lengths.com',
			does: 'says two lengths',
			expects: 'refused',
			responds: raw('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 50\r\n\r\nhello'),
		},
		{
			host: 'cut-off.com',
			does: 'breaks off within the page',
			expects: 'refused',
			responds: raw(`HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n${head}`),
		},
		{
			host: 'not-gzip.com',
			does: 'says gzip and sends something else',
			expects: 'refused',
			responds: sends('this is not packed', { 'content-encoding': 'gzip' }),
		},
		{
			host: 'twice-packed.com',
			does: 'says that it is packed a hundred times',
			expects: 'refused',
			responds: sends('x', { 'content-encoding': Array(100).fill('gzip').join(', ') }),
		},
		{
			host: 'invalid-utf8.com',
			does: 'sends bytes that are no text',
			expects: 'read',
			responds: sends(
				Buffer.concat([
					Buffer.from(head),
					Buffer.from([0xff, 0xfe, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0x00]),
					Buffer.from('</head>'),
				]),
			),
		},
		{
			host: 'deep-html.com',
			does: 'nests 100,000 elements',
			expects: 'read',
			responds: sends(`${head}</head><body>${'<div><h1>'.repeat(50_000)}`),
		},
		{
			host: 'wide-html.com',
			does: 'has an element with 50,000 attributes',
			expects: 'read',
			responds: sends(`${head}</head><body ${Array.from({ length: 50_000 }, (_, i) => `data-a${i}=1`).join(' ')}>`),
		},
		{
			host: 'open-comment.com',
			does: 'opens comments and tags by the thousand',
			expects: 'read',
			responds: sends(`${head}</head>${'<!-- <a '.repeat(50_000)}`),
		},
		{
			host: 'oversized-dns.com',
			does: 'has hundreds of records of every kind',
			expects: 'read',
			responds: sends(`${head}</head>`),
			resolves: (type) =>
				type === 'A'
					? { a: ['127.0.0.1'] }
					: {
							mx: Array.from({ length: 200 }, (_, i) => `mx${i}.oversized-dns.com`),
							txt: Array(200).fill(`v=spf1 ${'include:a.example '.repeat(300)}`) as string[],
						},
		},
	];
}

function poisoned(): HostileSite[] {
	const jsonLd = (json: string) => sends(`${head}<script type="application/ld+json">${json}</script></head>`);
	return [
		{
			host: 'script-in-title.com',
			does: 'has a script in its title, name and description',
			expects: 'read',
			responds: sends(
				'<html><head><title><script>alert(1)</script>Acme<img src=x onerror=alert(2)></title><meta property="og:site_name" content="Acme &lt;script&gt;alert(3)&lt;/script&gt;"><meta name="description" content="&amp;lt;script&amp;gt;alert(4)&amp;lt;/script&amp;gt; sells \u202Eslivna\u0000"></head></html>',
			),
		},
		{
			host: 'prototype-keys.com',
			does: 'has the keys of prototypes in its JSON-LD',
			expects: 'read',
			responds: jsonLd(
				'{"@type":"Organization","name":"Proto","__proto__":{"polluted":true,"telephone":"+14155550100"},"constructor":{"prototype":{"polluted":true}},"address":{"__proto__":{"polluted":true},"addressLocality":"Town"}}',
			),
		},
		{
			host: 'deep-json.com',
			does: 'nests its JSON-LD 100,000 times',
			expects: 'read',
			responds: jsonLd(`${'{"@graph":['.repeat(20_000)}${']}'.repeat(20_000)}`),
		},
		{
			host: 'wide-json.com',
			does: 'lists 20,000 organizations',
			expects: 'read',
			responds: jsonLd(`[${Array(20_000).fill('{"@type":"Organization"}').join(',')}]`),
		},
		{
			host: 'urls-within.com',
			does: 'names addresses of loopback for all that a page may load',
			expects: 'read',
			responds: (request, response) =>
				sends(withUrls(`http://127.0.0.2:${request.socket.localPort}/`), {
					refresh: `0; url=http://127.0.0.2:${request.socket.localPort}/`,
					link: `<http://127.0.0.2:${request.socket.localPort}/>; rel=preload`,
				})(request, response),
		},
		{
			host: 'script-url.com',
			does: 'has profiles and phones that are scripts',
			expects: 'read',
			responds: sends(
				`${head}</head><body><a href="javascript:alert(1)">x</a><a href="tel:<script>">y</a><a href="https://www.facebook.com/<script>alert(1)</script>">z</a><a href="mailto:x@script-url.com%0d%0aBcc:y@z.com">m</a></body>`,
			),
		},
		{
			host: 'long-values.com',
			does: 'has texts of 500,000 characters',
			expects: 'read',
			responds: sends(
				`<html lang="${'e'.repeat(50_000)}"><head><title>${'T'.repeat(200_000)}</title><meta name="description" content="${'D '.repeat(200_000)}"><meta property="og:site_name" content="${'N'.repeat(50_000)}"></head></html>`,
			),
		},
	];
}

function withUrls(url: string): string {
	return `${head}<meta http-equiv="refresh" content="0; url=${url}"><base href="${url}"><link rel="stylesheet" href="${url}"><script src="${url}"></script><script type="application/ld+json">{"@context":"${url}","@type":"Organization","name":"Acme","url":"/","logo":"${url}","sameAs":["${url}"]}</script></head><body><img src="${url}"><iframe src="${url}"></iframe></body>`;
}

/** A gzip file may have several members; 64 of 16 MB unpack to one gigabyte. */
function gzipBomb(): Buffer {
	const member = gzipSync(Buffer.alloc(16 * 1024 * 1024, ' '), { level: 9 });
	return Buffer.concat([gzipSync(`${head}</head>`), ...Array<Buffer>(64).fill(member)]);
}

function brotliBomb(): Buffer {
	const page = Buffer.concat([Buffer.from(`${head}</head>`), Buffer.alloc(64 * 1024 * 1024, ' ')]);
	return brotliCompressSync(page, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });
}

function forEver(start: string, piece: string): Responder {
	return (request, response) => {
		if (request.url === '/robots.txt' && !start.startsWith('User-agent')) {
			response.writeHead(404).end();
			return;
		}
		response.writeHead(200, { 'content-type': start.startsWith('<') ? 'text/html' : 'text/plain' });
		response.write(start);
		const more = (): void => {
			while (!response.destroyed && response.write(piece));
		};
		response.on('drain', more);
		more();
	};
}

const dripEveryMs = 20;

function drips(start: string): Responder {
	return ({ socket }) => {
		socket.write(start);
		const timer = setInterval(() => socket.write('x'), dripEveryMs);
		socket.on('close', () => clearInterval(timer));
		socket.on('error', () => clearInterval(timer));
	};
}

const slowBody: Responder = (request, response) => {
	if (request.url === '/robots.txt') {
		response.writeHead(404).end();
		return;
	}
	response.writeHead(200, { 'content-type': 'text/html' });
	const timer = setInterval(() => response.write('x'), dripEveryMs);
	response.on('close', () => clearInterval(timer));
};

function raw(text: string): Responder {
	return ({ socket }) => socket.end(text);
}
