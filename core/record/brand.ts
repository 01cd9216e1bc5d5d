import { parse } from 'tldts';

/** What a company calls itself in its domain: `acme` of `acme.com`, `acme.co.uk` and `acme.github.io`; `undefined` where there is no such part. */
export function brandOf(domain: string | undefined): string | undefined {
	if (domain === undefined) return undefined;
	return parse(domain, { allowPrivateDomains: true }).domainWithoutSuffix || undefined;
}
