/** Why nothing was fetched. */
export type PublicFetchReason =
	/** The host leads to an address that no public service has. */
	| 'not_public'
	/** The host does not exist, or has no address. */
	| 'no_address'
	/** No DNS server gave an answer. */
	| 'dns_failed'
	/** Nobody took the connection, or not in time. */
	| 'no_connection'
	/** The certificate or the encryption. */
	| 'tls'
	/** A reply that broke off, or is no HTTP. */
	| 'broken_reply'
	| 'timed_out'
	/** To another scheme or port, with a user in the address, in a circle, or too often. */
	| 'redirect';

/** A URL of strangers could not be fetched; the message names the host, and no part of the URL that may be secret. */
export class PublicFetchFailure extends Error {
	constructor(
		readonly reason: PublicFetchReason,
		readonly host: string,
		message: string,
		cause?: unknown,
	) {
		super(message, { cause });
		this.name = 'PublicFetchFailure';
	}
}
