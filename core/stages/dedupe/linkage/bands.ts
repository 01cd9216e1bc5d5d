/** What becomes of a pair by its match probability: one policy for every object and org, nothing to tune. */
export const bands = {
	/** From here on two records are joined without anybody looking. */
	automatic: 0.95,
	/** Clusters are made from here on. */
	join: 0.5,
	/** Below it a pair is not worth a person's look. */
	floor: 0.1,
} as const;

export type Band = 'automatic' | 'review' | 'apart';

/** Where a pair of this match probability belongs. */
export function bandOf(probability: number): Band {
	if (probability >= bands.automatic) return 'automatic';
	return probability >= bands.floor ? 'review' : 'apart';
}
