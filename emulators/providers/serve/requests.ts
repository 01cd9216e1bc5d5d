/** One request as it came and as it was answered. */
export interface LoggedRequest {
	/** Counts all calls of all vendors, from 1. */
	readonly call: number;
	readonly vendor: string;
	readonly method: string;
	/** Below the vendor's prefix, without the query: that may hold a key. */
	readonly path: string;
	readonly account?: string;
	/** 0: never answered. */
	readonly status: number;
	readonly fault?: string;
	readonly body?: unknown;
	readonly at: string;
}

/** Bodies take memory, and a benchmark must not measure ours. */
const kept = 2_000;

/** The last 2,000 requests, and how many there were of each vendor. */
export class Requests {
	readonly all: LoggedRequest[] = [];
	private readonly counts = new Map<string, number>();
	private calls = 0;

	/** Number of the next call. */
	next(): number {
		return ++this.calls;
	}

	add(request: LoggedRequest): void {
		this.all.push(request);
		if (this.all.length > kept * 1.1) this.all.splice(0, this.all.length - kept);
		this.counts.set(request.vendor, this.count(request.vendor) + 1);
	}

	/** How many requests the vendor has had. */
	count(vendor: string): number {
		return this.counts.get(vendor) ?? 0;
	}

	clear(): void {
		this.all.length = 0;
		this.counts.clear();
		this.calls = 0;
	}
}
