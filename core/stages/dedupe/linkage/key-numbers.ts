/** Numbers keys of two numbers each in order of first sight, and counts them; open addressing. */
export class KeyNumbers {
	private slots = new Int32Array(4_096).fill(-1);
	private ones = new Int32Array(2_048);
	private others = new Int32Array(2_048);
	private counts = new Int32Array(2_048);
	private used = 0;

	/** How many different keys there are. */
	get size(): number {
		return this.used;
	}

	/** The number of the key, counted once more. */
	add(one: number, other: number): number {
		const mask = this.slots.length - 1;
		let slot = hashOf(one, other) & mask;
		for (let number = this.slots[slot]; number >= 0; number = this.slots[slot]) {
			if (this.ones[number] === one && this.others[number] === other) {
				this.counts[number] += 1;
				return number;
			}
			slot = (slot + 1) & mask;
		}
		const number = this.used;
		this.slots[slot] = number;
		this.ones[number] = one;
		this.others[number] = other;
		this.counts[number] = 1;
		this.used += 1;
		if (this.used === this.ones.length) this.grow();
		return number;
	}

	/** The keys that several records have, numbered anew; -1 for the rest. */
	shared(): { readonly blockOf: Int32Array; readonly starts: Int32Array; readonly count: number } {
		const blockOf = new Int32Array(this.used).fill(-1);
		const starts = new Int32Array(this.used + 1);
		let count = 0;
		for (let number = 0; number < this.used; number += 1) {
			if (this.counts[number] < 2) continue;
			blockOf[number] = count;
			starts[count + 1] = starts[count] + this.counts[number];
			count += 1;
		}
		return { blockOf, starts: starts.slice(0, count + 1), count };
	}

	private grow(): void {
		const size = this.ones.length * 2;
		this.ones = larger(this.ones, size);
		this.others = larger(this.others, size);
		this.counts = larger(this.counts, size);
		this.slots = new Int32Array(size * 2).fill(-1);
		const mask = this.slots.length - 1;
		for (let number = 0; number < this.used; number += 1) {
			let slot = hashOf(this.ones[number], this.others[number]) & mask;
			while (this.slots[slot] >= 0) slot = (slot + 1) & mask;
			this.slots[slot] = number;
		}
	}
}

/** A list of that size which begins with what the list holds. */
export function larger(list: Int32Array, size: number): Int32Array {
	const copy = new Int32Array(size);
	copy.set(list);
	return copy;
}

function hashOf(one: number, other: number): number {
	let mixed = Math.imul(one, 0x9e3779b1) ^ Math.imul(other, 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
	return mixed ^ (mixed >>> 16);
}
