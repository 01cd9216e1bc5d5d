import type { Turns } from './turns';

const digitBits = 11;
const buckets = 1 << digitBits;
const perPart = 8_192;

/** Stable sorting by whole numbers, a digit after the other, in turns: sorting a million at once would hold everything up. */
export class RadixSort {
	/** What is sorted: at first 0 to `size - 1`. */
	order: Int32Array;

	private other: Int32Array;

	private readonly starts = new Int32Array(buckets);

	constructor(
		private readonly size: number,
		private readonly turns: Turns,
	) {
		this.order = new Int32Array(size);
		for (let at = 0; at < size; at += 1) this.order[at] = at;
		this.other = new Int32Array(size);
	}

	/** Sorts by these keys, each 0 to `most`; what is equal stays as it was sorted before. */
	async by(keys: Uint32Array | Int32Array, most: number): Promise<void> {
		for (let shift = 0; shift < 32 && most / 2 ** shift >= 1; shift += digitBits) await this.byDigit(keys, shift);
	}

	private async byDigit(keys: Uint32Array | Int32Array, shift: number): Promise<void> {
		const { order, other, starts, size, turns } = this;
		starts.fill(0);
		await turns.inParts(size, perPart, (from, to) => {
			for (let at = from; at < to; at += 1) starts[(keys[at] >>> shift) & (buckets - 1)] += 1;
		});
		for (let digit = 0, start = 0; digit < buckets; digit += 1) {
			const count = starts[digit];
			starts[digit] = start;
			start += count;
		}
		await turns.inParts(size, perPart, (from, to) => {
			for (let at = from; at < to; at += 1) {
				const item = order[at];
				other[starts[(keys[item] >>> shift) & (buckets - 1)]++] = item;
			}
		});
		this.order = other;
		this.other = order;
	}
}
