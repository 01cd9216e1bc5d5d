import type { EncodedFeature } from '../data/encoded';

/** How a feature's values fall into bins; the bin after the last one named is for values that say nothing. */
export type Binning =
	/** Bin i holds what is at least `edges[i - 1]` and below `edges[i]`. */
	| { readonly type: 'number'; readonly edges: readonly number[] }
	/** Bin i holds the texts of `groups[i]`; the next is for texts that are rare or new. */
	| { readonly type: 'category'; readonly groups: ReadonlyArray<readonly string[]> };

/** How many bins there are, those for rare and for missing values included. */
export function binCount(binning: Binning): number {
	return binning.type === 'number' ? binning.edges.length + 2 : binning.groups.length + 2;
}

/** The bin of values that say nothing. */
export function missingBin(binning: Binning): number {
	return binCount(binning) - 1;
}

/** Finds the bin of a number; `NaN` says nothing. */
export function numberBinner({ edges }: Extract<Binning, { type: 'number' }>): (value: number) => number {
	const sorted = Float64Array.from(edges);
	const missing = edges.length + 1;
	return (value) => {
		if (value !== value) return missing;
		let [low, high] = [0, sorted.length];
		while (low < high) {
			const middle = (low + high) >> 1;
			if (value >= sorted[middle]) low = middle + 1;
			else high = middle;
		}
		return low;
	};
}

/** Finds the bin of a text; '' says nothing. */
export function categoryBinner({ groups }: Extract<Binning, { type: 'category' }>): (level: string) => number {
	const binByLevel = new Map(groups.flatMap((group, bin) => group.map((level) => [level, bin] as const)));
	const rare = groups.length;
	return (level) => (level === '' ? rare + 1 : (binByLevel.get(level) ?? rare));
}

/** The bin of each record. */
export function binsOf(encoded: EncodedFeature, binning: Binning): Uint8Array {
	if (encoded.type === 'number' && binning.type === 'number')
		return Uint8Array.from(encoded.values, numberBinner(binning));
	if (encoded.type === 'category' && binning.type === 'category') {
		const bins = encoded.levels.map(categoryBinner(binning));
		const missing = missingBin(binning);
		return Uint8Array.from(encoded.codes, (code) => (code < 0 ? missing : bins[code]));
	}
	throw new TypeError(`${encoded.feature.field} is read as ${encoded.type} and binned as ${binning.type}`);
}
