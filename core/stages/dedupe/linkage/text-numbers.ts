/**
 * Numbers texts in order of first sight. A map of the language would hold everything up for as long as it takes to grow: here
 * growing moves numbers only, a few milliseconds for a million.
 */
export class TextNumbers {
	/** By number. */
	readonly texts: string[] = [];

	private slots = new Int32Array(2_048).fill(-1);

	private hashes = new Int32Array(1_024);

	/** The number of the text; a new one is the number of texts before it. */
	add(text: string): number {
		const hash = hashOf(text);
		const slot = this.slotOf(text, hash);
		if (this.slots[slot] >= 0) return this.slots[slot];
		const id = this.texts.length;
		this.texts.push(text);
		this.slots[slot] = id;
		if (id === this.hashes.length) {
			const larger = new Int32Array(id * 2);
			larger.set(this.hashes);
			this.hashes = larger;
		}
		this.hashes[id] = hash;
		if (this.texts.length * 2 > this.slots.length) this.grow();
		return id;
	}

	/** -1 where nobody has added the text. */
	find(text: string): number {
		return this.slots[this.slotOf(text, hashOf(text))];
	}

	private slotOf(text: string, hash: number): number {
		const mask = this.slots.length - 1;
		let slot = hash & mask;
		for (let id = this.slots[slot]; id >= 0; id = this.slots[slot]) {
			if (this.hashes[id] === hash && this.texts[id] === text) return slot;
			slot = (slot + 1) & mask;
		}
		return slot;
	}

	private grow(): void {
		this.slots = new Int32Array(this.slots.length * 2).fill(-1);
		const mask = this.slots.length - 1;
		for (let id = 0; id < this.texts.length; id += 1) {
			let slot = this.hashes[id] & mask;
			while (this.slots[slot] >= 0) slot = (slot + 1) & mask;
			this.slots[slot] = id;
		}
	}
}

/** A whole number of 32 bits in which all characters have a part. */
function hashOf(text: string): number {
	let hash = text.length;
	for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x5bd1e995);
	hash ^= hash >>> 15;
	hash = Math.imul(hash, 0x2c1b3c6d);
	return hash ^ (hash >>> 13);
}
