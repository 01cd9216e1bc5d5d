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

/** One of them. */
export function pick<T>(from: readonly T[], random: Random): T {
	return from[Math.floor(random() * from.length)];
}

/** `count` different ones. */
export function sample<T>(from: readonly T[], count: number, random: Random): T[] {
	const left = [...from];
	return Array.from(
		{ length: Math.min(count, left.length) },
		() => left.splice(Math.floor(random() * left.length), 1)[0],
	);
}
