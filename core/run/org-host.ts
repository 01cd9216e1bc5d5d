import { EnrichmentError } from '../errors';
import type { Store } from '../store/store';

/** The org that a client is connected to, as far as it matters here. */
export interface HostedOrg {
	/** 18 characters. */
	readonly orgId: string;
	readonly name: string;
	readonly instanceUrl: string;
}

/**
 * Throws `org_mismatch` when the store has seen the org on another host; the first host is remembered. An org id is no
 * secret, so whoever answers with it elsewhere gets nothing of what the store keeps of the org.
 */
export async function assertHostOf(
	store: Pick<Store, 'bindOrg' | 'location'>,
	org: HostedOrg,
	now: Date,
): Promise<void> {
	const { host } = new URL(org.instanceUrl);
	const bound = await store.bindOrg(org.orgId, host, now);
	if (bound === host) return;
	throw new EnrichmentError(
		'org_mismatch',
		`Org ${org.orgId} answers from ${host}, and the store ${store.location} knows it on ${bound}.`,
		{
			remedy: `If the org has moved (a new My Domain, an org migration), the operator confirms it: salesforce-enrichment-store move ${org.orgId} ${host}. Otherwise check the credential.`,
			details: { orgId: org.orgId, host, bound },
		},
	);
}
