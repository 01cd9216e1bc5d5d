/** Who must not be asked about again, as keyed hashes: nobody is named. */
export interface SuppressionStore {
	/** The key that the org's hashes are made with, 32 random bytes in base64url; made at the first use, and part of every backup like the hashes. */
	suppressionKey(orgId: string): Promise<string>;
	/** Remembers hashes, for good; the same one twice is one, with its first time. */
	addSuppressions(orgId: string, hashes: readonly string[], at: Date): Promise<void>;
	/** Those of these hashes that are remembered. */
	findSuppressions(orgId: string, hashes: readonly string[]): Promise<ReadonlySet<string>>;
}
