/** One thing that an account paid for. */
export interface Charge {
	readonly vendor: string;
	readonly account: string;
	readonly pool: string;
	/** Thousandths of a credit. */
	readonly thousandths: number;
	/** Number of the call that asked for it, as in the log of requests. */
	readonly call: number;
	/** What was paid for, e.g. `person p-12`. */
	readonly what: string;
	readonly at: string;
}

/** Everything that was charged, whether or not the reply arrived. */
export class Charges {
	readonly all: Charge[] = [];

	add(charge: Charge): void {
		if (charge.thousandths !== 0) this.all.push(charge);
	}

	/** Thousandths of a credit by pool, of one vendor and, where named, one account. */
	total(vendor: string, account?: string): Record<string, number> {
		const sums: Record<string, number> = {};
		for (const charge of this.all) {
			if (charge.vendor !== vendor || (account !== undefined && charge.account !== account)) continue;
			sums[charge.pool] = (sums[charge.pool] ?? 0) + charge.thousandths;
		}
		return sums;
	}

	clear(): void {
		this.all.length = 0;
	}
}
