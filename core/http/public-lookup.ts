import type { LookupAddress } from 'node:dns';
import { isIP } from 'node:net';
import { isPublicAddress } from './public-address';
import { PublicFetchFailure } from './public-fetch-failure';

/** What finds the addresses of a host; `Resolver` of `node:dns/promises` is one. It must not read the machine's own hosts file. */
export interface AddressResolver {
	resolve4(host: string): Promise<string[]>;
	resolve6(host: string): Promise<string[]>;
}

export interface PublicTargets {
	readonly resolver: AddressResolver;
	/** Addresses that may be reached although they are not public, as `127.0.0.1:8080`; for tests and emulators. */
	readonly allowed?: ReadonlySet<string>;
}

/** More are not looked at. */
const maxAddresses = 16;

/** What the DNS says when it knows that there is none. */
const noAddressCodes = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME', 'EBADQUERY']);

/**
 * The addresses that a connection to the host may go to, IPv4 first. Throws `PublicFetchFailure` when one of them is not
 * public: a host that mixes both wants to be reached where it should not.
 */
export async function publicAddressesOf(
	host: string,
	port: number,
	{ resolver, allowed }: PublicTargets,
): Promise<LookupAddress[]> {
	const addresses = isIP(host) > 0 ? [host] : await resolved(host, resolver);
	for (const address of addresses) {
		if (!isPublicAddress(address) && !allowed?.has(`${address}:${port}`)) {
			throw new PublicFetchFailure('not_public', host, `${host} leads to an address that is not public`);
		}
	}
	return addresses.map((address) => ({ address, family: isIP(address) }));
}

async function resolved(host: string, resolver: AddressResolver): Promise<string[]> {
	const found = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
	const addresses = found.flatMap((each) => (each.status === 'fulfilled' ? each.value : []));
	if (addresses.length > 0) return addresses.slice(0, maxAddresses);
	const failed = found.flatMap((each) => (each.status === 'rejected' ? [each.reason as { code?: unknown }] : []));
	const failure = failed.find(({ code }) => !noAddressCodes.has(String(code)));
	if (failure) throw new PublicFetchFailure('dns_failed', host, `the DNS gives no answer about ${host}`, failure);
	throw new PublicFetchFailure('no_address', host, `${host} does not exist, or has no address`);
}
