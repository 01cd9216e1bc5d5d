import { RateLimits, type RateWindow } from './rate-limits';

/** A customer of a vendor; what is left out is the vendor's usual. */
export interface AccountOptions {
	readonly vendor: string;
	/** Told in the charges. Default: `vendor-1`, `vendor-2` … */
	readonly name?: string;
	/** The API key; with OAuth the client id; with Basic authentication the user name. */
	readonly key: string;
	/** With OAuth the client secret. */
	readonly secret?: string;
	/** Credits by pool. */
	readonly credits?: Readonly<Record<string, number>>;
	readonly windows?: readonly RateWindow[];
	/** Routes that the plan does not include, e.g. `POST /api/v1/people/match`, or `*`. */
	readonly forbidden?: readonly string[];
}

/** What a vendor holds of one customer. */
export class Account {
	readonly name: string;
	readonly key: string;
	readonly secret: string | undefined;
	readonly limits: RateLimits;
	private readonly start: Readonly<Record<string, number>>;
	private readonly balances = new Map<string, number>();
	private readonly spent = new Map<string, number>();
	private readonly unlockedAt = new Map<string, number>();

	constructor(
		options: AccountOptions & { readonly name: string },
		usual: { readonly pools: Readonly<Record<string, number>>; readonly windows: readonly RateWindow[] },
		readonly forbidden: readonly string[] = options.forbidden ?? [],
	) {
		this.name = options.name;
		this.key = options.key;
		this.secret = options.secret;
		this.start = { ...usual.pools, ...options.credits };
		this.limits = new RateLimits(options.windows ?? usual.windows);
		this.reset();
	}

	reset(): void {
		this.balances.clear();
		for (const [pool, credits] of Object.entries(this.start)) this.balances.set(pool, toThousandths(credits));
		this.spent.clear();
		this.unlockedAt.clear();
		this.limits.clear();
	}

	/** Thousandths of a credit that are left; 0 for a pool that the account has not got. */
	left(pool: string): number {
		return this.balances.get(pool) ?? 0;
	}

	/** Thousandths of a credit that were taken. */
	used(pool: string): number {
		return this.spent.get(pool) ?? 0;
	}

	/** Takes thousandths from a pool, or gives them back when negative; `false`, and nothing taken, where too few are left. */
	take(pool: string, thousandths: number): boolean {
		if (this.left(pool) < thousandths) return false;
		this.balances.set(pool, this.left(pool) - thousandths);
		this.spent.set(pool, this.used(pool) + thousandths);
		return true;
	}

	/** Whether this was paid for already, within so long before. */
	isUnlocked(what: string, now: Date, withinMs = Infinity): boolean {
		const at = this.unlockedAt.get(what);
		return at !== undefined && now.getTime() - at < withinMs;
	}

	unlock(what: string, now: Date): void {
		this.unlockedAt.set(what, now.getTime());
	}
}

/** Credits as thousandths, which add up without rounding errors. */
export function toThousandths(credits: number): number {
	return Math.round(credits * 1_000);
}
