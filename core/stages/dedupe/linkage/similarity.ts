import type { Dictionary } from './dictionary';

/** Positions of each byte in the pattern, as bits; only those that a comparison has set are ever read, and cleared again. */
const lowBits = new Int32Array(256);

const positions = new Uint8Array(64);
const otherPositions = new Uint8Array(64);

/**
 * Jaro–Winkler similarity of two values, 0–1: matching characters within half the longer length, transpositions, and up to
 * four common letters in front (Winkler 1990). Values of up to 32 bytes are matched bit-parallel; what is longer counts by
 * its first 32.
 */
export function jaroWinkler(dictionary: Dictionary, one: number, other: number): number {
	if (one === other) return 1;
	const bytes = dictionary.buffer;
	const [startA, startB] = [dictionary.start(one), dictionary.start(other)];
	const lengthA = Math.min(dictionary.length(one), 32);
	const lengthB = Math.min(dictionary.length(other), 32);
	if (lengthA === 0 || lengthB === 0) return 0;
	const jaro = jaroOf(bytes, startA, lengthA, startB, lengthB);
	if (jaro < 0.7) return jaro;
	let prefix = 0;
	const most = Math.min(4, lengthA, lengthB);
	while (prefix < most && bytes[startA + prefix] === bytes[startB + prefix]) prefix += 1;
	return jaro + prefix * 0.1 * (1 - jaro);
}

function jaroOf(bytes: Uint8Array, startA: number, lengthA: number, startB: number, lengthB: number): number {
	const window = Math.max(0, (Math.max(lengthA, lengthB) >> 1) - 1);
	for (let at = 0; at < lengthA; at += 1) lowBits[bytes[startA + at]] |= 1 << at;
	let takenA = 0;
	let matches = 0;
	for (let at = 0; at < lengthB; at += 1) {
		const free = lowBits[bytes[startB + at]] & ~takenA & between(at - window, at + window);
		if (free === 0) continue;
		const bit = free & -free;
		takenA |= bit;
		otherPositions[matches] = at;
		matches += 1;
	}
	for (let at = 0; at < lengthA; at += 1) lowBits[bytes[startA + at]] = 0;
	if (matches === 0) return 0;
	let count = 0;
	for (let rest = takenA; rest !== 0; rest &= rest - 1) {
		positions[count] = 31 - Math.clz32(rest & -rest);
		count += 1;
	}
	let transposed = 0;
	for (let at = 0; at < matches; at += 1) {
		if (bytes[startA + positions[at]] !== bytes[startB + otherPositions[at]]) transposed += 1;
	}
	return (matches / lengthA + matches / lengthB + (matches - transposed / 2) / matches) / 3;
}

/** Bits of the positions from `first` to `last`, both included. */
function between(first: number, last: number): number {
	const upper = last >= 31 ? -1 : (1 << (last + 1)) - 1;
	return first <= 0 ? upper : upper & ~((1 << first) - 1);
}

const rows = [new Uint8Array(66), new Uint8Array(66), new Uint8Array(66)];

/** Optimal string alignment distance: insertions, deletions, substitutions, and swaps of neighbours; `most + 1` when it is more than `most`. */
export function editDistance(dictionary: Dictionary, one: number, other: number, most: number): number {
	if (one === other) return 0;
	const bytes = dictionary.buffer;
	const [startA, startB] = [dictionary.start(one), dictionary.start(other)];
	const [lengthA, lengthB] = [dictionary.length(one), dictionary.length(other)];
	if (Math.abs(lengthA - lengthB) > most) return most + 1;
	let [before, last, next] = rows;
	const far = most + 1;
	for (let at = 0; at <= Math.min(lengthB, far); at += 1) last[at] = at;
	for (let row = 1; row <= lengthA; row += 1) {
		// Beyond this band every distance is more than `most`.
		const [from, to] = [Math.max(1, row - most), Math.min(lengthB, row + most)];
		next[from - 1] = from === 1 ? Math.min(row, far) : far;
		let least = far;
		const a = bytes[startA + row - 1];
		for (let at = from; at <= to; at += 1) {
			const b = bytes[startB + at - 1];
			let cost = last[at - 1] + (a === b ? 0 : 1);
			if (at < row + most && last[at] + 1 < cost) cost = last[at] + 1;
			if (next[at - 1] + 1 < cost) cost = next[at - 1] + 1;
			if (row > 1 && at > 1 && a === bytes[startB + at - 2] && bytes[startA + row - 2] === b)
				cost = Math.min(cost, before[at - 2] + 1);
			next[at] = cost;
			if (cost < least) least = cost;
		}
		if (least > most) return far;
		[before, last, next] = [last, next, before];
	}
	return Math.min(last[lengthB], far);
}
