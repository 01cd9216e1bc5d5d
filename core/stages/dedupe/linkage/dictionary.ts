import { TextNumbers } from './text-numbers';

/** Longer values are compared by their beginning; nothing that identifies a person or company is longer. */
const mostBytes = 64;
/** Room for a few: a record that is looked up makes a dictionary for each field. It doubles as it fills. */
const firstValues = 16;

/** What is known of values beyond the records at hand: counts over all records of a kept index. */
export interface KnownCounts {
	/** Distinct values of the field. */
	readonly values: number;
	/** How many distinct values have the word. */
	ofWord(word: string): number;
	/** How many records have what is derived from the value, e.g. the domain of an address; `undefined` where nobody counted. */
	ofDerived(text: string): number | undefined;
	/** How many people have the value, as far as their last names sound. */
	people(text: string): number;
}

/** Values that each stand once, by number in order of first sight; compared as bytes and never as strings. */
export class Dictionary {
	/** How many records have the value. */
	counts = new Uint32Array(firstValues);

	/** By value: which of 32 classes of bytes occur in it; two values without a common bit have no common character. */
	masks = new Int32Array(firstValues);

	/** Set where the records are a part of many. */
	known?: KnownCounts;

	private readonly numbers = new TextNumbers();

	private bytes = new Uint8Array(mostBytes * 2);

	private starts = new Uint32Array(firstValues + 1);

	get texts(): readonly string[] {
		return this.numbers.texts;
	}

	get size(): number {
		return this.numbers.texts.length;
	}

	/** The number of the value, counted once more. */
	add(text: string): number {
		const id = this.intern(text);
		this.counts[id] += 1;
		return id;
	}

	/** The number of the value without counting it. */
	intern(text: string): number {
		const known = this.numbers.texts.length;
		const id = this.numbers.add(text);
		if (id === known) this.append(id, text);
		return id;
	}

	find(text: string): number | undefined {
		const id = this.numbers.find(text);
		return id < 0 ? undefined : id;
	}

	start(id: number): number {
		return this.starts[id];
	}

	length(id: number): number {
		return this.starts[id + 1] - this.starts[id];
	}

	get buffer(): Uint8Array {
		return this.bytes;
	}

	private append(id: number, text: string): void {
		if (id + 1 >= this.starts.length) this.grow();
		const start = this.starts[id];
		if (start + mostBytes > this.bytes.length) this.bytes = copied(this.bytes, new Uint8Array(this.bytes.length * 2));
		const length = Math.min(text.length, mostBytes);
		let mask = 0;
		// Normal forms are plain letters and digits; what is not counts by the lower half of its code.
		for (let at = 0; at < length; at += 1) {
			const byte = text.charCodeAt(at) & 0xff;
			this.bytes[start + at] = byte;
			mask |= 1 << (byte & 31);
		}
		this.starts[id + 1] = start + length;
		this.masks[id] = mask;
	}

	private grow(): void {
		this.starts = copied(this.starts, new Uint32Array(this.starts.length * 2));
		this.counts = copied(this.counts, new Uint32Array(this.starts.length));
		this.masks = copied(this.masks, new Int32Array(this.starts.length));
	}
}

function copied<T extends Uint8Array | Uint32Array | Int32Array>(from: T, into: T): T {
	into.set(from);
	return into;
}
