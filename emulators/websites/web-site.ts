import type { IncomingMessage, ServerResponse } from 'node:http';

/** What is known of a site, written down before anybody reads it; by name of the attribute, texts as a person would write them. */
export interface SiteTruth {
	readonly name: string;
	readonly technologies: readonly string[];
	/** What a person with the page before them would fill in. */
	readonly values: Readonly<Record<string, string>>;
	/** What else is true of the company, though its page does not say it; a guess of it is right. */
	readonly unsaid?: Readonly<Record<string, string>>;
}

/** Resource records of one host, each kind as the zone file of a real domain would hold it. */
export interface DnsRecords {
	readonly a?: readonly string[];
	readonly aaaa?: readonly string[];
	readonly mx?: readonly string[];
	readonly txt?: readonly string[];
	readonly cname?: string;
}

export interface SitePage {
	/** 200 unless set. */
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string | readonly string[]>>;
	readonly body?: string | Buffer;
}

/** One emulated web site. */
export interface WebSite {
	readonly host: string;
	/** What is special about it. */
	readonly about: string;
	/** `undefined`: it tells nothing of a company, and a reader should say so. */
	readonly truth: SiteTruth | undefined;
	readonly page: SitePage;
	/** Of `/robots.txt`; 404 where absent. */
	readonly robots?: string;
	/** Beside the address records, which the emulator adds. */
	readonly dns?: DnsRecords;
	/** Pages of further hosts, e.g. what `www.` of it sends. */
	readonly further?: Readonly<Record<string, SitePage>>;
}

/** Answers a request for a host by hand, e.g. with a body that never ends. */
export type Responder = (request: IncomingMessage, response: ServerResponse) => void;
