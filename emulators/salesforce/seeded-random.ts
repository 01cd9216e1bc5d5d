/** Numbers in [0, 1) that are the same in every run with the same seed. */
export type Random = () => number;

/** A small generator (mulberry32): statistical quality is not needed here, repeatability is. */
export function seededRandom(seed: number): Random {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** `length` characters that may stand in an access token. */
export function randomToken(random: Random, length: number): string {
	const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._';
	return Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
}
