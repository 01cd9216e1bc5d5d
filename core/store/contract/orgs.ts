/** Where each org was first seen, and the key that seals items. */
export interface OrgStore {
	/** Remembers the host that an org is first seen on; gives the one that it is bound to. */
	bindOrg(orgId: string, host: string, now: Date): Promise<string>;
	/** Binds an org to another host, because an operator says that it has moved; false for an org that was never seen. */
	moveOrg(orgId: string, host: string): Promise<boolean>;
	/** The key that the pack seals its items with, 32 random bytes in base64url; made at the first use. */
	sealKey(): Promise<string>;
}
