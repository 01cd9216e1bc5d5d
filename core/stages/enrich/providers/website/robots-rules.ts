import { fetchPublic, type PublicFetchOptions } from '../../../../http/fetch-public';
import { PublicFetchFailure } from '../../../../http/public-fetch-failure';
import { robotsTxt } from './robots-txt';

/** Whether a URL may be read. */
export type RobotsRules = (url: URL) => 'allowed' | 'disallowed' | 'unknown';

/** More of a robots.txt need not be read (RFC 9309, 2.5). */
export const maxRobotsBytes = 500 * 1024;

/** As a robots.txt names us: letters and hyphens only (RFC 9309, 2.2.1). */
export const robotName = 'salesforce-enrichment';

/**
 * What the robots.txt of the URL's origin says to us, as RFC 9309 has it: none allows everything, and one that cannot be read
 * because the server is in trouble allows nothing for now. Throws `PublicFetchFailure` when the server cannot be reached at all.
 */
export async function fetchRobotsRules(origin: URL, options: PublicFetchOptions): Promise<RobotsRules> {
	const url = new URL('/robots.txt', origin);
	try {
		const { statusCode, bytes } = await fetchPublic(url, {
			...options,
			maxBytes: maxRobotsBytes,
			beforeHop: undefined,
		});
		if (statusCode >= 500 || statusCode === 429) return () => 'unknown';
		if (statusCode !== 200) return () => 'allowed';
		const allows = robotsTxt(new TextDecoder().decode(bytes), robotName);
		return (page) => (allows(page.pathname + page.search) ? 'allowed' : 'disallowed');
	} catch (cause) {
		if (cause instanceof PublicFetchFailure && cause.reason === 'redirect') return () => 'allowed';
		throw cause;
	}
}
