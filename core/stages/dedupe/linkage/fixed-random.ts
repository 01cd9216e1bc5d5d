import type { Random } from './drawn-pairs';

/** The same numbers each time, so that what is learnt of the same records is the same (xorshift32, Marsaglia 2003). */
export function fixedRandom(): Random {
	let state = 0x2545f491;
	return () => {
		state ^= state << 13;
		state ^= state >>> 17;
		state ^= state << 5;
		return (state >>> 0) / 4_294_967_296;
	};
}
