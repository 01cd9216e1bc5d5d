import { EnrichmentError } from '../errors';

/** The variable of n8n's environment by which an operator allows further hosts: `host` or `host:port`, separated by commas. */
export const hostsVariable = 'SALESFORCE_ENRICHMENT_HOSTS';

/** Hosts that let people of any org in. */
const loginHosts: ReadonlySet<string> = new Set(['login.salesforce.com', 'test.salesforce.com']);

/**
 * What an org's own host ends with; sandboxes, scratch, Developer Edition, Trailhead and demo orgs have a label more in
 * front. Public cloud and Government Cloud, Government Cloud in the .mil domain, Salesforce on Alibaba Cloud.
 * https://help.salesforce.com/s/articleView?id=sf.domain_name_app_url_changes.htm
 */
const orgSuffixes = ['.my.salesforce.com', '.my.salesforce.mil', '.my.sfcrmproducts.cn'];

/** Instances, which orgs without My Domain in their API addresses are reached at: na139, eu45, cs12, usa2s, um6. */
const instanceHost = /^[a-z]{2,4}\d{1,4}s?\.salesforce\.com$/;

const hostName = /^(?!-)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/;

/** Whether secrets and tokens may be sent to this address: Salesforce's own over https, or what the operator named, over http too. */
export function isAllowedAddress(url: URL, named = process.env[hostsVariable]): boolean {
	if (url.username !== '' || url.password !== '') return false;
	if (namedHosts(named).some((host) => host === url.host.toLowerCase() || host === url.hostname.toLowerCase()))
		return true;
	return url.protocol === 'https:' && url.port === '' && isSalesforceHost(url.hostname.toLowerCase());
}

/** Throws `auth_failed` for an address outside; `what` begins the message, e.g. `The credential's My Domain URL`. */
export function assertAllowedAddress(url: URL, what: string): void {
	if (isAllowedAddress(url)) return;
	const isUnencrypted = url.protocol !== 'https:' && isSalesforceHost(url.hostname.toLowerCase());
	throw new EnrichmentError(
		'auth_failed',
		isUnencrypted
			? `${what} leads to ${url.host}, which is not encrypted.`
			: `${what} leads to ${url.host}, which is not a host of Salesforce's.`,
		{
			remedy: isUnencrypted
				? 'Use https:// in front of it.'
				: `Use the My Domain URL from Setup > My Domain, https://….my.salesforce.com; any other host has to be named in ${hostsVariable} in n8n's environment.`,
			details: { host: url.host },
		},
	);
}

function isSalesforceHost(host: string): boolean {
	if (!hostName.test(host)) return false;
	return (
		loginHosts.has(host) ||
		instanceHost.test(host) ||
		orgSuffixes.some((suffix) => host.endsWith(suffix) && host.length > suffix.length)
	);
}

function namedHosts(named: string | undefined): string[] {
	return (named ?? '')
		.split(',')
		.map((host) => host.trim().toLowerCase())
		.filter(Boolean);
}
