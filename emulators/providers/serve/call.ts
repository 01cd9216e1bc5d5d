import type { HttpReply } from '../../http/reply';
import type { Jobs } from '../jobs/jobs';
import { toThousandths, type Account } from '../money/account';
import type { Charges } from '../money/charges';
import type { Market } from '../world/market';
import { Refusal } from './refusal';
import type { RequestHead, Vendor } from './vendor';

/** One thing to pay for. */
export interface Price {
	readonly pool: string;
	readonly credits: number;
	/** What is bought, e.g. `person p-12`. */
	readonly what: string;
}

/** What all calls of one vendor share. */
export interface VendorDesk {
	readonly vendor: Vendor;
	readonly accounts: readonly Account[];
	readonly market: Market;
	readonly jobs: Jobs;
	readonly charges: Charges;
	/** Where the vendor is reached, e.g. `http://127.0.0.1:8900/apollo`. */
	readonly url: () => string;
}

/** One request of a known account, as a route sees it. */
export class Call implements RequestHead {
	/** Thousandths of a credit that this call has cost. */
	paid = 0;
	readonly method: string;
	readonly path: string;
	readonly query: URLSearchParams;
	readonly headers: RequestHead['headers'];
	readonly now: Date;

	constructor(
		head: RequestHead,
		readonly desk: VendorDesk,
		readonly account: Account,
		/** Counts all calls of all vendors. */
		readonly number: number,
		readonly params: Readonly<Record<string, string>>,
		readonly body: unknown,
	) {
		({ method: this.method, path: this.path, query: this.query, headers: this.headers, now: this.now } = head);
	}

	get market(): Market {
		return this.desk.market;
	}

	/** The body as an object; `invalid` otherwise. */
	get json(): Record<string, unknown> {
		if (typeof this.body === 'object' && this.body !== null && !Array.isArray(this.body))
			return this.body as Record<string, unknown>;
		throw new Refusal('invalid', 'The request body must be a JSON object');
	}

	/** A field of the query, else of the body, as text; `undefined` where it is absent or blank. */
	text(name: string): string | undefined {
		const value = this.query.get(name) ?? (this.body as Record<string, unknown> | undefined)?.[name];
		return asText(value);
	}

	/** Takes all the prices or, where a pool has too little, none of them: then the call is refused. */
	pay(prices: readonly Price[]): void {
		const sums = new Map<string, number>();
		for (const { pool, credits } of prices) sums.set(pool, (sums.get(pool) ?? 0) + toThousandths(credits));
		for (const [pool, sum] of sums) if (this.account.left(pool) < sum) throw new Refusal('out-of-credits', pool);
		for (const price of prices) this.charge(price);
	}

	/** Takes one price where there is enough; `false`, and nothing taken, otherwise. */
	charge({ pool, credits, what }: Price): boolean {
		const thousandths = toThousandths(credits);
		if (!this.account.take(pool, thousandths)) return false;
		this.paid += thousandths;
		this.record(pool, thousandths, what);
		return true;
	}

	/** Books what was taken before, e.g. from what a job held. */
	record(pool: string, thousandths: number, what: string): void {
		const { vendor, charges } = this.desk;
		charges.add({
			vendor: vendor.id,
			account: this.account.name,
			pool,
			thousandths,
			call: this.number,
			what,
			at: this.now.toISOString(),
		});
	}

	/** The prices of what is not paid for yet within so long; marks them as paid for. */
	unlock(prices: readonly Price[], withinMs = Infinity): Price[] {
		const open = prices.filter(({ what }) => !this.account.isUnlocked(what, this.now, withinMs));
		const fresh = [...new Map(open.map((price) => [price.what, price])).values()];
		return fresh;
	}

	/** Pays for what is new within so long, and remembers it. */
	payOnce(prices: readonly Price[], withinMs = Infinity): Price[] {
		const fresh = this.unlock(prices, withinMs);
		this.pay(fresh);
		for (const { what } of fresh) this.account.unlock(what, this.now);
		return fresh;
	}
}

/** Text of a value, trimmed; numbers too; `undefined` where it is blank or something else. */
export function asText(value: unknown): string | undefined {
	if (typeof value === 'number') return String(value);
	const text = typeof value === 'string' ? value.trim() : '';
	return text === '' ? undefined : text;
}

/** The objects of an array within bounds; `invalid` with this message otherwise. */
export function listOf(value: unknown, most: number, message: string): Array<Record<string, unknown>> {
	const isList = Array.isArray(value) && value.length > 0 && value.length <= most;
	if (!isList || value.some((each) => typeof each !== 'object' || each === null)) throw new Refusal('invalid', message);
	return value as Array<Record<string, unknown>>;
}

/** A reply in JSON. */
export function ok(body: unknown, status = 200): HttpReply {
	return { status, body };
}
