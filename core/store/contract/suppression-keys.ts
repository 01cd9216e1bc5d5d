/** What the hashes of erased persons are made with. */
export interface SuppressionKeyStore {
	/** The org's key, 32 random bytes in base64url; made at the first use, and part of every backup like the hashes: without it they say nothing. */
	suppressionKey(orgId: string): Promise<string>;
}
