/** What a call was for; the parts of a report. */
export type CallKind = 'login' | 'org' | 'describe' | 'query' | 'retrieve' | 'write' | 'updated' | 'limits';

/** Counts the calls of one client; `retries` are those of `used` that repeat an earlier call. */
export class CallTally {
	private readonly usedByKind = new Map<CallKind, number>();

	private retried = 0;

	count(kind: CallKind, isRetry = false): void {
		this.usedByKind.set(kind, (this.usedByKind.get(kind) ?? 0) + 1);
		if (isRetry) this.retried += 1;
	}

	get used(): number {
		return [...this.usedByKind.values()].reduce((sum, count) => sum + count, 0);
	}

	get retries(): number {
		return this.retried;
	}

	get byKind(): Readonly<Partial<Record<CallKind, number>>> {
		return Object.fromEntries(this.usedByKind);
	}
}
