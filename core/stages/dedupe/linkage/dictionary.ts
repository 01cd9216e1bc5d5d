/** Longer values are compared by their beginning; nothing that identifies a person or company is longer. */
const mostBytes = 64;

/** What is known of values beyond the records at hand: counts over all records of a kept index. */
export interface KnownCounts {
	/** Distinct values of the field. */
	readonly values: number;
	/** How many distinct values have the word. */
	ofWord(word: string): number;
	/** How many records have what is derived from the value, e.g. the domain of an address; `undefined` where nobody counted. */
	ofDerived(text: string): number | undefined;
}

/** Values that each stand once, by number in order of first sight; compared as bytes and never as strings. */
export class Dictionary {
	readonly texts: string[] = [];

	/** How many records have the value. */
	counts = new Uint32Array(1_024);

	/** Set where the records are a part of many. */
	known?: KnownCounts;

	private readonly idByText = new Map<string, number>();

	private bytes = new Uint8Array(16_384);

	private starts = new Uint32Array(1_025);

	/** The number of the value, counted once more. */
	add(text: string): number {
		let id = this.idByText.get(text);
		if (id === undefined) {
			id = this.texts.length;
			this.idByText.set(text, id);
			this.texts.push(text);
			this.append(id, text);
		}
		this.counts[id] += 1;
		return id;
	}

	get size(): number {
		return this.texts.length;
	}

	find(text: string): number | undefined {
		return this.idByText.get(text);
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
		if (start + mostBytes > this.bytes.length) {
			const larger = new Uint8Array(this.bytes.length * 2);
			larger.set(this.bytes);
			this.bytes = larger;
		}
		const length = Math.min(text.length, mostBytes);
		// Normal forms are plain letters and digits; what is not counts by the lower half of its code.
		for (let at = 0; at < length; at += 1) this.bytes[start + at] = text.charCodeAt(at) & 0xff;
		this.starts[id + 1] = start + length;
	}

	private grow(): void {
		const starts = new Uint32Array(this.starts.length * 2);
		starts.set(this.starts);
		this.starts = starts;
		const counts = new Uint32Array(this.counts.length * 2);
		counts.set(this.counts);
		this.counts = counts;
	}
}
