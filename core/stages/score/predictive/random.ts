/** Numbers from 0 to below 1. */
export type Random = () => number;

/** Mulberry32 (Tommy Ettinger, public domain): the same numbers for the same seed on every machine. */
export function randomOf(seed: number): Random {
	let state = seed | 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** The numbers from 0 to below `count` in an order of chance (Fisher and Yates). */
export function shuffled(count: number, random: Random): Int32Array {
	const order = Int32Array.from({ length: count }, (_, index) => index);
	for (let last = count - 1; last > 0; last -= 1) {
		const other = Math.floor(random() * (last + 1));
		[order[last], order[other]] = [order[other], order[last]];
	}
	return order;
}
