/**
 * Numbers texts in order of first sight. A map of the language would hold everything up for as long as it takes to grow: here
 * growing moves numbers only, a few milliseconds for a million.
 */
export class TextNumbers {
	/** By number. */
	readonly texts: string[] = [];

	/** Hash, and number + 1 (0 where nothing is). */
	private slots = new Int32Array(64);

	/** The number of the text; a new one is the number of texts before it. */
	add(text: string): number {
		const hash = hashOf(text);
		const at = this.placeOf(text, hash);
		if (this.slots[at + 1] !== 0) return this.slots[at + 1] - 1;
		this.texts.push(text);
		this.slots[at] = hash;
		this.slots[at + 1] = this.texts.length;
		if (this.texts.length * 4 > this.slots.length) this.grow();
		return this.texts.length - 1;
	}

	/** -1 where nobody has added the text. */
	find(text: string): number {
		return this.slots[this.placeOf(text, hashOf(text)) + 1] - 1;
	}

	private placeOf(text: string, hash: number): number {
		const { slots } = this;
		const wrap = slots.length - 1;
		let at = (hash << 1) & wrap;
		while (slots[at + 1] !== 0) {
			if (slots[at] === hash && this.texts[slots[at + 1] - 1] === text) return at;
			at = (at + 2) & wrap;
		}
		return at;
	}

	private grow(): void {
		const old = this.slots;
		this.slots = new Int32Array(old.length * 2);
		const wrap = this.slots.length - 1;
		for (let from = 0; from < old.length; from += 2) {
			if (old[from + 1] === 0) continue;
			let at = (old[from] << 1) & wrap;
			while (this.slots[at + 1] !== 0) at = (at + 2) & wrap;
			this.slots[at] = old[from];
			this.slots[at + 1] = old[from + 1];
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
