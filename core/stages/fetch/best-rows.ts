/** Negative when the first comes before the second; total, so that the same rows are kept in whatever order they come. */
export type Compare<T> = (first: T, second: T) => number;

/** Keeps the first `most` of any number of values in an order: a heap with the last of those kept at its top. */
export class BestRows<T> {
	private readonly heap: T[] = [];

	constructor(
		private readonly most: number,
		private readonly compare: Compare<T>,
	) {}

	/** Lets go of what is beyond; costs the logarithm of `most` at worst, and one comparison when the value is none of the best. */
	add(value: T): void {
		const { heap, most, compare } = this;
		if (heap.length < most) {
			heap.push(value);
			this.rise(heap.length - 1);
		} else if (most > 0 && compare(value, heap[0]) < 0) {
			heap[0] = value;
			this.sink();
		}
	}

	/** Those kept, in order; the heap is used up. */
	sorted(): T[] {
		return this.heap.sort(this.compare);
	}

	private rise(from: number): void {
		const { heap, compare } = this;
		for (let at = from; at > 0; ) {
			const parent = (at - 1) >> 1;
			if (compare(heap[parent], heap[at]) >= 0) return;
			[heap[parent], heap[at]] = [heap[at], heap[parent]];
			at = parent;
		}
	}

	private sink(): void {
		const { heap, compare } = this;
		for (let at = 0; ; ) {
			const children = [2 * at + 1, 2 * at + 2].filter((child) => child < heap.length);
			const last = children.reduce((worst, child) => (compare(heap[child], heap[worst]) > 0 ? child : worst), at);
			if (last === at) return;
			[heap[last], heap[at]] = [heap[at], heap[last]];
			at = last;
		}
	}
}
