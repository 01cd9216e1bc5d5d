import type { DnsRecords, Responder } from '../web-site';

/** A site that wants to lead its reader astray, or to harm it. */
export interface HostileSite {
	readonly host: string;
	/** What it does. */
	readonly does: string;
	/** What a reader that is not harmed comes to; `read`: the page is one, with something bad in it. */
	readonly expects: 'refused' | 'read';
	/** Whether only a time limit ends it. */
	readonly isSlow?: boolean;
	/** What it sends; absent where nobody should get that far. */
	readonly responds?: Responder;
	/** Its DNS at the `asked`-th question of a type, from 0; absent: it is served like any site. */
	readonly resolves?: (type: string, asked: number) => DnsRecords | 'silent' | 'broken';
}

/** Where traps stand: the port of the served web, at other addresses, and a port of their own. */
export interface TrapPorts {
	readonly web: number;
	readonly own: number;
}

/** Sends the page, whatever was asked, and no robots.txt. */
export function sends(body: string | Buffer, headers: Readonly<Record<string, string>> = {}): Responder {
	return (request, response) => {
		if (request.url === '/robots.txt') response.writeHead(404).end();
		else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body);
	};
}

/** Sends a redirect, and no robots.txt. */
export function redirects(to: string): Responder {
	return (request, response) => {
		if (request.url === '/robots.txt') response.writeHead(404).end();
		else response.writeHead(302, { location: to }).end();
	};
}
