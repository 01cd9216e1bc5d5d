import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startDnsServer, type Zone } from './dns-server';
import type { DnsRecords, Responder, SitePage, WebSite } from './web-site';

export interface WebsitesOptions {
	readonly sites: readonly WebSite[];
	/** What answers by hand for a host, asked before its pages; its address records are the zone's. */
	readonly responderOf?: (host: string) => Responder | undefined;
	/** Asked before the sites' own records. */
	readonly zone?: Zone;
}

export interface WebsitesEmulator {
	/** All hosts are served on 127.0.0.1 at this port, over HTTP, told apart by the header `Host`. */
	readonly port: number;
	/** Nothing listens there. */
	readonly closedPort: number;
	/** `127.0.0.1:port` of the DNS server. */
	readonly dns: string;
	/** What was asked, as `host/path`, in order. */
	readonly requests: readonly string[];
	close(): Promise<void>;
}

/** Serves web sites of many hosts, and the DNS that leads to them, on 127.0.0.1. */
export async function startWebsites({ sites, responderOf, zone }: WebsitesOptions): Promise<WebsitesEmulator> {
	const pages = pagesByHost(sites);
	const requests: string[] = [];
	const server = createServer((request, response) => {
		const host = (request.headers.host ?? '').replace(/:\d+$/, '').toLowerCase();
		requests.push(`${host}${request.url}`);
		const byHand = responderOf?.(host);
		if (byHand) byHand(request, response);
		else sendPage(response, pageOf(pages, host, request));
	});
	const port = await listen(server);
	const closedPort = await aClosedPort();
	const records = recordsByHost(sites);
	const dns = await startDnsServer((host, type) => zone?.(host, type) ?? records.get(host));
	return {
		port,
		closedPort,
		dns: dns.address,
		requests,
		async close() {
			await dns.close();
			await new Promise<void>((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			});
		},
	};
}

interface HostPages {
	readonly page: SitePage;
	readonly robots?: string;
}

function pagesByHost(sites: readonly WebSite[]): Map<string, HostPages> {
	const pages = new Map<string, HostPages>();
	for (const { host, page, robots, further = {} } of sites) {
		pages.set(host, { page, robots });
		for (const [name, furtherPage] of Object.entries(further)) pages.set(name, { page: furtherPage });
	}
	return pages;
}

function recordsByHost(sites: readonly WebSite[]): Map<string, DnsRecords> {
	const here = { a: ['127.0.0.1'] };
	const records = new Map<string, DnsRecords>();
	for (const { host, dns, further = {} } of sites) {
		records.set(host, { ...here, ...dns });
		for (const name of Object.keys(further)) records.set(name, here);
	}
	return records;
}

function pageOf(pages: ReadonlyMap<string, HostPages>, host: string, request: IncomingMessage): SitePage {
	const found = pages.get(host);
	if (!found) return { status: 421, body: 'no such host' };
	if (request.url !== '/robots.txt') return found.page;
	return found.robots === undefined
		? { status: 404, body: '' }
		: { headers: { 'content-type': 'text/plain' }, body: found.robots };
}

function sendPage(response: ServerResponse, { status = 200, headers = {}, body = '' }: SitePage): void {
	for (const [name, value] of Object.entries(headers)) response.setHeader(name, value as string | string[]);
	// Locations within the emulator are written without its port, which nobody knows beforehand.
	const location = response.getHeader('location');
	if (typeof location === 'string')
		response.setHeader('location', location.replace(':PORT', `:${response.socket?.localPort}`));
	response.writeHead(status).end(body);
}

async function listen(server: Server): Promise<number> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	return (server.address() as AddressInfo).port;
}

async function aClosedPort(): Promise<number> {
	const server = createServer();
	const port = await listen(server);
	await new Promise((resolve) => server.close(resolve));
	return port;
}
