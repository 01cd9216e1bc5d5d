import { inOrder } from './probabilities';

/** The records down to a tenth of them, best first. */
export interface Decile {
	/** 1 is the best tenth. */
	readonly decile: number;
	readonly records: number;
	readonly wins: number;
	/** Share of the tenth that won, over the share of all. */
	readonly lift: number;
	/** Share of all wins that lie in this tenth or above. */
	readonly capture: number;
}

const parts = 10;

/** Lift and capture by tenths of the records, the highest scores first. Wins among equal scores are spread evenly over them. */
export function decilesOf(scores: Float64Array, outcomes: Int8Array): Decile[] {
	const order = inOrder(scores).reverse();
	const expected = expectedWins(order, scores, outcomes);
	const wins = expected.reduce((sum, win) => sum + win, 0);
	let captured = 0;
	return Array.from({ length: parts }, (_, part) => {
		const [from, until] = [part, part + 1].map((at) => Math.floor((at * order.length) / parts));
		const own = expected.subarray(from, until).reduce((sum, win) => sum + win, 0);
		captured += own;
		const records = until - from;
		return {
			decile: part + 1,
			records,
			wins: own,
			lift: records === 0 || wins === 0 ? 0 : own / records / (wins / order.length),
			capture: wins === 0 ? 0 : captured / wins,
		};
	});
}

/** Of each place in the order: whether it won, or among equals the share of them that did. */
function expectedWins(order: Uint32Array, scores: Float64Array, outcomes: Int8Array): Float64Array {
	const expected = new Float64Array(order.length);
	for (let from = 0; from < order.length; ) {
		let until = from;
		let wins = 0;
		for (; until < order.length && scores[order[until]] === scores[order[from]]; until += 1) {
			wins += outcomes[order[until]];
		}
		expected.fill(wins / (until - from), from, until);
		from = until;
	}
	return expected;
}
