const slotLength = 4;

/** Numbers keys of two numbers each in order of first sight, and counts them; open addressing, a key and its number side by side. */
export class KeyNumbers {
	/** By number: how often the key has been added. */
	counts: Int32Array;

	/** One, other, number + 1 (0 where nothing is), and what makes it a power of two. */
	private slots: Int32Array;

	private mask: number;

	private used = 0;

	/** Grows as it must; `expected` keys need no growing. */
	constructor(expected = 1_024) {
		const slots = 2 ** Math.ceil(Math.log2(Math.max(1_024, expected) * 2));
		this.counts = new Int32Array(slots / 2);
		this.slots = new Int32Array(slots * slotLength);
		this.mask = slots - 1;
	}

	/** How many different keys there are. */
	get size(): number {
		return this.used;
	}

	/** Forgets all keys; the room for them stays. */
	clear(): void {
		this.slots.fill(0);
		this.used = 0;
	}

	/** The number of the key, counted once more. */
	add(one: number, other: number): number {
		const { slots, mask } = this;
		const wrap = slots.length - 1;
		let at = (hashOf(one, other) & mask) * slotLength;
		while (slots[at + 2] !== 0) {
			if (slots[at] === one && slots[at + 1] === other) {
				const known = slots[at + 2] - 1;
				this.counts[known] += 1;
				return known;
			}
			at = (at + slotLength) & wrap;
		}
		const number = this.used;
		slots[at] = one;
		slots[at + 1] = other;
		slots[at + 2] = number + 1;
		this.counts[number] = 1;
		this.used += 1;
		if (this.used === this.counts.length) this.grow();
		return number;
	}

	private grow(): void {
		const old = this.slots;
		this.counts = larger(this.counts, this.counts.length * 2);
		this.slots = new Int32Array(old.length * 2);
		this.mask = this.mask * 2 + 1;
		const wrap = this.slots.length - 1;
		for (let from = 0; from < old.length; from += slotLength) {
			if (old[from + 2] === 0) continue;
			let at = (hashOf(old[from], old[from + 1]) & this.mask) * slotLength;
			while (this.slots[at + 2] !== 0) at = (at + slotLength) & wrap;
			this.slots[at] = old[from];
			this.slots[at + 1] = old[from + 1];
			this.slots[at + 2] = old[from + 2];
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
