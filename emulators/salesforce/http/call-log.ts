/** One request as it was served; never holds tokens, secrets or record values. */
export interface LoggedCall {
	/** ISO 8601, by the org's clock. */
	readonly at: string;
	readonly method: string;
	/** At most 300 characters. */
	readonly path: string;
	readonly kind: string;
	/** What the caller called itself in `Sforce-Call-Options: client=…`. */
	readonly client: string | undefined;
	readonly status: number;
	/** Records that the request read or wrote. */
	readonly records: number;
	/** What the request cost of the daily allowance: 1 or 0. */
	readonly apiCalls: number;
}

/** Counts what an org was asked; `total` is what the daily API allowance sees. */
export class CallLog {
	/** API calls served since start or reset, those of `dailyApiRequestsUsed` not included. */
	total = 0;
	readonly byKind: Record<string, number> = {};
	readonly log: LoggedCall[] = [];

	constructor(private readonly usedBefore: number) {}

	/** Calls used of the daily allowance, as `Sforce-Limit-Info` says. */
	get used(): number {
		return this.usedBefore + this.total;
	}

	/** How often requests of one kind were served. */
	count(kind: string): number {
		return this.byKind[kind] ?? 0;
	}

	record(call: LoggedCall): void {
		this.byKind[call.kind] = this.count(call.kind) + 1;
		this.log.push(call);
	}

	clear(): void {
		this.total = 0;
		for (const kind of Object.keys(this.byKind)) delete this.byKind[kind];
		this.log.length = 0;
	}
}
