/** What a call was for; the parts of a report. */
export type CallKind =
	| 'login'
	| 'org'
	| 'describe'
	| 'query'
	| 'retrieve'
	| 'write'
	| 'updated'
	| 'limits'
	| 'bulkJob'
	| 'bulkUpload'
	| 'bulkPoll'
	| 'bulkResults';

/** Calls between two moments; `retries` are those of `used` that repeat an earlier call. */
export interface CallCount {
	readonly used: number;
	readonly retries: number;
}

/** Counts the calls of one client; `retries` are those of `used` that repeat an earlier call. */
export class CallTally {
	private readonly usedByKind = new Map<CallKind, number>();

	private retried = 0;

	private repeatingDepth = 0;

	count(kind: CallKind, isRetry = false): void {
		this.usedByKind.set(kind, (this.usedByKind.get(kind) ?? 0) + 1);
		if (isRetry || this.repeatingDepth > 0) this.retried += 1;
	}

	/** Runs work that makes good what an earlier call left open: every call counted meanwhile is a retry. */
	async repeating<T>(work: () => Promise<T>): Promise<T> {
		this.repeatingDepth += 1;
		try {
			return await work();
		} finally {
			this.repeatingDepth -= 1;
		}
	}

	get used(): number {
		return [...this.usedByKind.values()].reduce((sum, count) => sum + count, 0);
	}

	get retries(): number {
		return this.retried;
	}

	/** What has been counted since an earlier state of this tally. */
	since(earlier: CallCount): CallCount {
		return { used: this.used - earlier.used, retries: this.retries - earlier.retries };
	}

	/** The state of this moment, for `since`. */
	now(): CallCount {
		return { used: this.used, retries: this.retries };
	}

	get byKind(): Readonly<Partial<Record<CallKind, number>>> {
		return Object.fromEntries(this.usedByKind);
	}
}
