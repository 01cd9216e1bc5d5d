/** Two independent numbers of 32 bits: where something stands, and how it is known there. */
export interface Hash {
	readonly place: number;
	readonly mark: number;
}

/** The same text has the same hash in every process; two texts share one about once in 2^64 pairs. */
export function hashText(text: string): Hash {
	let [place, mark] = [0x811c9dc5, 0x9747b28c];
	for (let at = 0; at < text.length; at += 1) {
		const code = text.charCodeAt(at);
		place = Math.imul(place ^ code, 0x01000193);
		mark = Math.imul(mark ^ code, 0x5bd1e995);
		mark ^= mark >>> 15;
	}
	return { place: spread(place), mark: spread(mark ^ text.length) };
}

/** The place of two parts in this order. */
export function joinPlaces(one: number, other: number): number {
	return spread(Math.imul(one, 0x9e3779b1) ^ other);
}

/** The mark of two parts in this order. */
export function joinMarks(one: number, other: number): number {
	return spread(Math.imul(one, 0xc2b2ae35) ^ other);
}

/** Of two parts in this order. */
export function joinHashes(one: Hash, other: Hash): Hash {
	return { place: joinPlaces(one.place, other.place), mark: joinMarks(one.mark, other.mark) };
}

function spread(value: number): number {
	let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
	return (mixed ^ (mixed >>> 16)) >>> 0;
}
