import { companyDomainOf } from '../../../../record/normal-forms';
import { fetchPublic, type PublicFetchOptions, type PublicReply } from '../../../../http/fetch-public';
import { PublicFetchFailure, type PublicFetchReason } from '../../../../http/public-fetch-failure';
import { fetchRobotsRules, type RobotsRules } from './robots-rules';

/** How sites are reached; only tests set more than the resolver. */
export type SiteNetwork = Pick<PublicFetchOptions, 'resolver' | 'allowed' | 'ports'>;

export interface VisitLimits {
	/** For everything that is asked of one site. */
	readonly timeoutMs: number;
	/** Of everything that one site sends, unpacked. */
	readonly maxBytes: number;
}

export const visitLimits: VisitLimits = { timeoutMs: 10_000, maxBytes: 1024 * 1024 };

/** What became of reading a home page. */
export type SiteVisit = { readonly kind: 'page'; readonly reply: PublicReply } | VisitRefusal;

export interface VisitRefusal {
	readonly kind: 'nothing';
	readonly why: PublicFetchReason | 'robots' | 'robots_unknown' | 'shared_host';
	/** For the person who runs the workflow. */
	readonly message: string;
	/** The same site may still be reached in another way. */
	readonly isPassing: boolean;
}

/** Ends a visit before a URL is fetched. */
class NotToBeRead extends Error {
	constructor(
		readonly why: VisitRefusal['why'],
		message: string,
	) {
		super(message);
	}
}

const passing = new Set<PublicFetchReason>(['no_address', 'no_connection', 'tls', 'broken_reply']);

/**
 * Reads the home page of a domain, politely: its robots.txt first, then one page, by HTTPS or else HTTP, with `www.` only where
 * the bare domain leads nowhere. Never throws for what the site does; `signal` ends it with what it was aborted with.
 */
export async function visitSite(
	domain: string,
	userAgent: string,
	network: SiteNetwork,
	limits: VisitLimits,
	signal?: AbortSignal,
): Promise<SiteVisit> {
	const timeout = AbortSignal.timeout(limits.timeoutMs);
	const options: PublicFetchOptions = {
		...network,
		headers: { 'user-agent': userAgent, accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.1' },
		maxBytes: limits.maxBytes,
		budget: { bytesLeft: limits.maxBytes },
		signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
	};
	const robots = robotsGate(options);
	const refusals: VisitRefusal[] = [];
	for (const url of doorsOf(domain, network)) {
		const visit = await knock(url, { ...options, beforeHop: robots });
		signal?.throwIfAborted();
		if (visit.kind === 'page' || !visit.isPassing) return visit;
		refusals.push(visit);
	}
	// That somebody answered, though badly, tells more than that nobody did elsewhere.
	return refusals.find(({ why }) => why === 'broken_reply') ?? refusals.find(({ why }) => why === 'tls') ?? refusals[0];
}

/** The addresses to try, in order. */
function doorsOf(domain: string, { ports }: SiteNetwork): URL[] {
	return [domain, `www.${domain}`].flatMap((host) => [
		new URL(`https://${host}:${ports?.https ?? 443}/`),
		new URL(`http://${host}:${ports?.http ?? 80}/`),
	]);
}

async function knock(url: URL, options: PublicFetchOptions): Promise<SiteVisit> {
	try {
		return { kind: 'page', reply: await fetchPublic(url, options) };
	} catch (cause) {
		if (cause instanceof PublicFetchFailure) {
			// Where a redirect led to cannot be reached by another door.
			const isPassing = passing.has(cause.reason) && cause.host === url.hostname;
			return {
				kind: 'nothing',
				why: cause.reason,
				message: `Its site could not be read: ${cause.message}.`,
				isPassing,
			};
		}
		if (cause instanceof NotToBeRead) {
			return { kind: 'nothing', why: cause.why, message: cause.message, isPassing: false };
		}
		throw cause;
	}
}

/** Lets a URL pass that is a company's own and whose robots.txt allows it; each robots.txt is read once in a visit. */
function robotsGate(options: PublicFetchOptions): (url: URL) => Promise<void> {
	const rulesByOrigin = new Map<string, RobotsRules>();
	return async (url) => {
		if (companyDomainOf(url.hostname) === undefined) {
			throw new NotToBeRead('shared_host', `Its address leads to ${url.hostname}, which is no site of its own.`);
		}
		const rules = rulesByOrigin.get(url.origin) ?? (await fetchRobotsRules(url, options));
		rulesByOrigin.set(url.origin, rules);
		const word = rules(url);
		if (word === 'disallowed')
			throw new NotToBeRead('robots', `The robots.txt of ${url.hostname} asks not to be read.`);
		if (word === 'unknown') {
			throw new NotToBeRead(
				'robots_unknown',
				`The robots.txt of ${url.hostname} cannot be read now, so nothing else is.`,
			);
		}
	};
}
