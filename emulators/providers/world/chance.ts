import { createHash } from 'node:crypto';

/** A number in [0, 1) that the seed and the keys alone decide, whatever was asked before: who is known to whom never depends on order. */
export function chance(seed: number, ...keys: ReadonlyArray<string | number>): number {
	let hash = (seed ^ 0x9e3779b9) >>> 0;
	for (const key of keys) {
		const text = typeof key === 'string' ? key : String(key);
		for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
		// Ends the key, so that no two lists of keys read the same.
		hash = Math.imul(hash ^ 0x1f, 0x01000193);
	}
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0;
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) >>> 0;
	return ((hash ^ (hash >>> 16)) >>> 0) / 4_294_967_296;
}

/** One of the choices; `keys` decide which. */
export function pick<T>(choices: readonly T[], seed: number, ...keys: ReadonlyArray<string | number>): T {
	return choices[Math.floor(chance(seed, ...keys) * choices.length)];
}

/** A whole number from `least` to `most`, both included. */
export function between(least: number, most: number, seed: number, ...keys: ReadonlyArray<string | number>): number {
	return least + Math.floor(chance(seed, ...keys) * (most - least + 1));
}

/** Hexadecimal digits (at most 64) that the keys alone decide. */
export function hexOf(length: number, ...keys: ReadonlyArray<string | number>): string {
	return createHash('sha256').update(keys.join('\u0000')).digest('hex').slice(0, length);
}

/** An identifier in UUID form that the keys alone decide. */
export function uuidOf(...keys: ReadonlyArray<string | number>): string {
	const hex = hexOf(32, ...keys);
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
}
