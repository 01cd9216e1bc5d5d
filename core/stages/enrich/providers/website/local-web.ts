import { Resolver } from 'node:dns/promises';
import { EnrichmentError } from '../../../../errors';
import type { SiteNetwork } from './visit-site';

/** The variable of n8n's environment by which an operator shows Website a web on the same machine: `http=8080, https=8443, dns=5353`. */
export const webVariable = 'SALESFORCE_ENRICHMENT_WEB';

const part = /^(http|https|dns)\s*=\s*(\d{1,5})$/;

/**
 * How Website reaches sites instead of by the DNS and the ports of the web; `undefined` as a rule. It leads to ports of 127.0.0.1
 * and nowhere else, for emulated sites. Throws `invalid_parameter` for a value that leaves one of the three ports open.
 */
export function localWeb(
	named = process.env[webVariable],
): (SiteNetwork & { readonly resolver: Resolver }) | undefined {
	if ((named ?? '').trim() === '') return undefined;
	const found = (named ?? '').split(',').map((each) => part.exec(each.trim()));
	const ports = new Map(found.map((each) => [each?.[1], Number(each?.[2])]));
	const [http, https, dns] = ['http', 'https', 'dns'].map((name) => ports.get(name));
	if (found.includes(null) || !isPort(http) || !isPort(https) || !isPort(dns)) throw noPorts();
	const resolver = new Resolver({ timeout: 2_000, tries: 2 });
	resolver.setServers([`127.0.0.1:${dns}`]);
	return { resolver, ports: { http, https }, allowed: new Set([`127.0.0.1:${http}`, `127.0.0.1:${https}`]) };
}

function isPort(port: number | undefined): port is number {
	return port !== undefined && port > 0 && port < 65_536;
}

function noPorts(): EnrichmentError {
	return new EnrichmentError('invalid_parameter', `${webVariable} names no web on this machine.`, {
		remedy:
			'Write three ports of 127.0.0.1, e.g. http=8080, https=8443, dns=5353, or leave it out to read the real web.',
	});
}
