import type { LookupAddress } from 'node:dns';
import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { failureOf } from './failure';
import { PublicFetchFailure } from './public-fetch-failure';
import { type PublicTargets, publicAddressesOf } from './public-lookup';
import { acceptedEncodings, readUnpacked, type UnpackedBody } from './unpacked-body';

/** Where and how a URL of strangers may be fetched. */
export interface PublicFetchOptions extends PublicTargets {
	/** The ports of `http:` and `https:`; 80 and 443, and others in tests only. */
	readonly ports?: { readonly http: number; readonly https: number };
	readonly headers: Readonly<Record<string, string>>;
	/** Of one body, unpacked; what is longer is cut. */
	readonly maxBytes: number;
	/** What all fetches that share it may still read; each takes off what it has read. */
	readonly budget?: { bytesLeft: number };
	/** Ends everything, the DNS look-up included. */
	readonly signal: AbortSignal;
	/** Until somebody takes the connection; 4 s unless set. */
	readonly connectTimeoutMs?: number;
	/** Called before each URL is fetched, redirects included; what it throws ends the fetch. */
	readonly beforeHop?: (url: URL) => Promise<void> | void;
}

export interface PublicReply extends UnpackedBody {
	/** Of the page, after redirects. */
	readonly url: URL;
	readonly statusCode: number;
	/** By name in lower case; several of a name are joined by line ends. */
	readonly headers: Readonly<Record<string, string>>;
}

const maxRedirects = 5;

/** Longer heads break the connection off. */
const maxHeaderBytes = 32 * 1024;

/**
 * Fetches a URL that a stranger chose, by GET, and follows its redirects by hand. Every host is resolved, its addresses
 * checked, and the connection made to just these addresses, so that no second look-up can lead elsewhere. No credential, cookie
 * or referrer is sent. Throws `PublicFetchFailure`, or what `beforeHop` throws.
 */
export async function fetchPublic(start: URL, options: PublicFetchOptions): Promise<PublicReply> {
	const seen = new Set<string>();
	for (let url = start; ; ) {
		refuseDetours(url, seen, options);
		seen.add(url.href);
		await options.beforeHop?.(url);
		const reply = await fetchOnce(url, options);
		const next = redirectOf(reply, url);
		if (next === undefined) return reply;
		url = next;
	}
}

function refuseDetours(url: URL, seen: ReadonlySet<string>, { ports }: PublicFetchOptions): void {
	const refuse = (why: string) => new PublicFetchFailure('redirect', url.hostname, why);
	if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refuse(`it leads to an address that is no web page`);
	if (url.username !== '' || url.password !== '') throw refuse('it leads to an address with a user name in it');
	if (portOf(url) !== (url.protocol === 'http:' ? (ports?.http ?? 80) : (ports?.https ?? 443))) {
		throw refuse('it leads to another port');
	}
	if (seen.has(url.href)) throw refuse('it redirects in a circle');
	if (seen.size > maxRedirects) throw refuse(`it redirects more than ${maxRedirects} times`);
}

async function fetchOnce(url: URL, options: PublicFetchOptions): Promise<PublicReply> {
	const host = url.hostname.replace(/^\[|\]$/g, '');
	try {
		options.signal.throwIfAborted();
		const addresses = await orAborted(publicAddressesOf(host, portOf(url), options), options.signal);
		const reply = await replyTo(url, addresses, options);
		return { url, statusCode: reply.statusCode ?? 0, headers: headersOf(reply), ...(await bodyOf(reply, options)) };
	} catch (cause) {
		throw cause instanceof PublicFetchFailure ? cause : failureFrom(cause, host, options.signal);
	}
}

async function bodyOf(reply: IncomingMessage, { maxBytes, budget }: PublicFetchOptions): Promise<UnpackedBody> {
	const body = await readUnpacked(reply, Math.min(maxBytes, budget?.bytesLeft ?? Infinity));
	if (budget) budget.bytesLeft -= body.bytes.length;
	return body;
}

function replyTo(url: URL, addresses: readonly LookupAddress[], options: PublicFetchOptions): Promise<IncomingMessage> {
	return new Promise((resolve, reject) => {
		const request = (url.protocol === 'http:' ? http : https).get(url, {
			// A connection of its own: a kept one would lead to addresses that were checked at another time.
			agent: false,
			lookup: onlyTo(addresses),
			maxHeaderSize: maxHeaderBytes,
			headers: { 'accept-encoding': acceptedEncodings, ...options.headers },
			signal: options.signal,
		} satisfies RequestOptions);
		giveUpConnecting(request, options.connectTimeoutMs ?? 4_000);
		request.once('response', resolve);
		request.once('error', reject);
	});
}

/** A look-up that knows these addresses and asks nobody. */
function onlyTo(addresses: readonly LookupAddress[]): LookupFunction {
	return (_host, { all }, callback) => {
		if (all) callback(null, [...addresses]);
		else callback(null, addresses[0].address, addresses[0].family);
	};
}

function giveUpConnecting(request: ClientRequest, timeoutMs: number): void {
	request.once('socket', (socket) => {
		const timer = setTimeout(() => request.destroy(new NoConnection()), timeoutMs);
		const done = () => clearTimeout(timer);
		socket.once('connect', done);
		socket.once('close', done);
	});
}

class NoConnection extends Error {}

function failureFrom(cause: unknown, host: string, signal: AbortSignal): PublicFetchFailure {
	const fail = (reason: PublicFetchFailure['reason'], message: string) =>
		new PublicFetchFailure(reason, host, message, cause);
	if (signal.aborted) return fail('timed_out', `${host} did not answer in time`);
	const { isTls, maySent } = failureOf(cause);
	if (isTls) return fail('tls', `the certificate of ${host} cannot be trusted`);
	if (cause instanceof NoConnection || !maySent) return fail('no_connection', `${host} takes no connection`);
	return fail('broken_reply', `the reply of ${host} broke off or cannot be read`);
}

function redirectOf({ statusCode, headers }: PublicReply, from: URL): URL | undefined {
	if (![301, 302, 303, 307, 308].includes(statusCode) || !headers.location) return undefined;
	const [location] = headers.location.split('\n');
	if (!URL.canParse(location, from.href)) {
		throw new PublicFetchFailure('redirect', from.hostname, 'it leads to an address that is none');
	}
	const next = new URL(location, from);
	next.hash = '';
	return next;
}

function headersOf(reply: IncomingMessage): Record<string, string> {
	const headers = Object.entries(reply.headersDistinct).map(([name, values]) => [name, values?.join('\n') ?? '']);
	return Object.fromEntries(headers) as Record<string, string>;
}

function portOf(url: URL): number {
	return url.port === '' ? (url.protocol === 'http:' ? 80 : 443) : Number(url.port);
}

async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
	let stop = (): void => undefined;
	const aborted = new Promise<never>((_, reject) => {
		stop = () => reject(signal.reason as Error);
		if (signal.aborted) stop();
		else signal.addEventListener('abort', stop);
	});
	try {
		return await Promise.race([work, aborted]);
	} finally {
		signal.removeEventListener('abort', stop);
		work.catch(() => undefined);
	}
}
