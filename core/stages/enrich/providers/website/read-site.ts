import { normalizeDomain } from '../../../../record/normal-forms';
import type { PublicReply } from '../../../../http/fetch-public';
import type { DomainRecords } from './domain-records';
import { emptySite } from './empty-site';
import { decodedPage } from './page-charset';
import { readValues } from './page-values';
import { readPage } from './read-page';
import type { SiteValues } from './site-values';
import { findTechnologies } from './technologies/find-technologies';

/** What a home page came to. */
export type SiteReading =
	| {
			readonly kind: 'company';
			/** Where the page was found in the end. */
			readonly domain: string;
			readonly website: string;
			readonly values: SiteValues;
			/** Category by name. */
			readonly technologies: ReadonlyMap<string, string>;
	  }
	/** `isPassing`: a later look may find more. */
	| { readonly kind: 'nothing'; readonly message: string; readonly isPassing: boolean };

/** Reads the page that a visit has brought, and what the DNS says of the domain that was asked for. */
export function readSite(asked: string, reply: PublicReply, records: DomainRecords): SiteReading {
	const { url, statusCode, headers } = reply;
	const nothing = (message: string, isPassing = false): SiteReading => ({ kind: 'nothing', message, isPassing });
	if (statusCode !== 200)
		return nothing(`The site of ${asked} answers with status ${statusCode}.`, statusCode >= 500 || statusCode === 429);
	const type = headers['content-type']?.split(';')[0].trim().toLowerCase() ?? '';
	if (type !== '' && !/^(text\/html|application\/xhtml\+xml|text\/plain)$/.test(type)) {
		return nothing(`The site of ${asked} begins with a file that is no page.`);
	}
	const page = readPage(decodedPage(reply.bytes, headers['content-type']), url);
	const empty = emptySite(page);
	if (empty !== undefined) return nothing(`The site of ${asked} ${empty}.`);
	const domain = normalizeDomain(url.hostname) ?? asked;
	const isOwnHost = (host: string) => normalizeDomain(host) === domain;
	const values = readValues(page, headers, domain);
	const technologies = findTechnologies({ page, headers, records, isOwnHost });
	return { kind: 'company', domain, website: `${url.protocol}//${url.hostname}`, values, technologies };
}
