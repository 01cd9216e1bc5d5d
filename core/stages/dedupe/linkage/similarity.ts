import type { Dictionary } from './dictionary';

/** Positions of each byte in the pattern, as bits; only those that a comparison has set are ever read, and cleared again. */
const lowBits = new Int32Array(256);

/** How many bits are set. */
function bitCount(bits: number): number {
	let count = bits - ((bits >>> 1) & 0x55555555);
	count = (count & 0x33333333) + ((count >>> 2) & 0x33333333);
	return Math.imul((count + (count >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** So many characters are matched. */
const mostMatched = 32;
const positions = new Uint8Array(64);
const otherPositions = new Uint8Array(64);

/**
 * Jaro–Winkler similarity of two values, 0–1: matching characters within half the longer length, transpositions, and up to
 * four common letters in front (Winkler 1990). Values of up to 32 bytes are matched bit-parallel; what is longer counts by
 * its first 32. 0 where it is sure to be below `least`, which costs a tenth of finding out how great it is.
 */
export function jaroWinkler(dictionary: Dictionary, one: number, other: number, least = 0): number {
	if (one === other) return 1;
	const bytes = dictionary.buffer;
	const [startA, startB] = [dictionary.start(one), dictionary.start(other)];
	const lengthA = Math.min(dictionary.length(one), mostMatched);
	const lengthB = Math.min(dictionary.length(other), mostMatched);
	let prefix = 0;
	const most = Math.min(4, lengthA, lengthB);
	while (prefix < most && bytes[startA + prefix] === bytes[startB + prefix]) prefix += 1;
	if (!mayReach(dictionary, one, other, prefix, least)) return 0;
	const jaro = jaroOf(bytes, startA, lengthA, startB, lengthB);
	return jaro < 0.7 ? jaro : jaro + prefix * 0.1 * (1 - jaro);
}

/** Whether two values can be so similar, by their lengths and by which characters they have: most different names cannot. */
function mayReach(dictionary: Dictionary, one: number, other: number, prefix: number, least: number): boolean {
	const { masks } = dictionary;
	const [lengthA, lengthB] = [dictionary.length(one), dictionary.length(other)];
	const matches = Math.min(
		mostMatched,
		lengthA - bitCount(masks[one] & ~masks[other]),
		lengthB - bitCount(masks[other] & ~masks[one]),
	);
	if (matches <= 0) return false;
	const jaro = (matches / Math.min(lengthA, mostMatched) + matches / Math.min(lengthB, mostMatched) + 1) / 3;
	return Math.min(1, jaro < 0.7 ? jaro : jaro + prefix * 0.1 * (1 - jaro)) >= least;
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
	const far = most + 1;
	const { masks, buffer } = dictionary;
	// Each edit brings in at most one new character, and takes away at most one.
	if (bitCount(masks[one] & ~masks[other]) > most || bitCount(masks[other] & ~masks[one]) > most) return far;
	let [startA, startB] = [dictionary.start(one), dictionary.start(other)];
	let [endA, endB] = [startA + dictionary.length(one), startB + dictionary.length(other)];
	if (Math.abs(endA - startA - endB + startB) > most) return far;
	while (startA < endA && startB < endB && buffer[startA] === buffer[startB]) {
		startA += 1;
		startB += 1;
	}
	while (endA > startA && endB > startB && buffer[endA - 1] === buffer[endB - 1]) {
		endA -= 1;
		endB -= 1;
	}
	const [lengthA, lengthB] = [endA - startA, endB - startB];
	if (lengthA === 0 || lengthB === 0) return Math.min(far, Math.max(lengthA, lengthB));
	if (most === 1) return isOneEdit(buffer, startA, lengthA, startB, lengthB) ? 1 : far;
	return bandedDistance(buffer, startA, lengthA, startB, lengthB, most);
}

/** Of two texts that neither begin nor end alike: one character for another, or two in the other order. */
function isOneEdit(bytes: Uint8Array, startA: number, lengthA: number, startB: number, lengthB: number): boolean {
	if (lengthA === 1 && lengthB === 1) return true;
	return lengthA === 2 && lengthB === 2 && bytes[startA] === bytes[startB + 1] && bytes[startA + 1] === bytes[startB];
}

function bandedDistance(
	bytes: Uint8Array,
	startA: number,
	lengthA: number,
	startB: number,
	lengthB: number,
	most: number,
): number {
	const far = most + 1;
	let [before, last, next] = rows;
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

/** Whether the first bytes of two values are the same ones. */
export function beginAlike(dictionary: Dictionary, one: number, other: number, bytes: number): boolean {
	if (Math.min(dictionary.length(one), dictionary.length(other)) < bytes) return false;
	const { buffer } = dictionary;
	const [startA, startB] = [dictionary.start(one), dictionary.start(other)];
	for (let at = 0; at < bytes; at += 1) if (buffer[startA + at] !== buffer[startB + at]) return false;
	return true;
}

/** Whether the longer value ends with the shorter one. */
export function endAlike(dictionary: Dictionary, short: number, long: number): boolean {
	const { buffer } = dictionary;
	const [from, to] = [dictionary.start(short), dictionary.start(short) + dictionary.length(short)];
	const behind = dictionary.start(long) + dictionary.length(long) - to;
	for (let at = from; at < to; at += 1) if (buffer[at] !== buffer[at + behind]) return false;
	return true;
}
