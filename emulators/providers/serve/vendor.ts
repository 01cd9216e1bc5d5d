import type { IncomingHttpHeaders } from 'node:http';
import type { HttpReply } from '../../http/reply';
import type { Account } from '../money/account';
import type { RateWindow, WindowMeter } from '../money/rate-limits';
import type { Coverage } from '../world/coverage';
import type { Call } from './call';
import type { Refusal } from './refusal';

/** One endpoint of a vendor. */
export interface Route {
	readonly method: 'GET' | 'POST';
	/** Below the vendor's prefix; `:name` takes one segment. */
	readonly path: string;
	/** The page of the vendor's documentation that it is made from. */
	readonly document: string;
	/** For the table of what is covered. */
	readonly note?: string;
	/** Needs no key and counts in no window, e.g. a token endpoint. */
	readonly isOpen?: boolean;
	handle(call: Call): HttpReply;
}

/** What a request says of who sent it. */
export interface RequestHead {
	readonly method: string;
	/** Below the vendor's prefix, without the query. */
	readonly path: string;
	readonly query: URLSearchParams;
	readonly headers: IncomingHttpHeaders;
	readonly now: Date;
}

/** One provider of data: its routes, its words, its prices. */
export interface Vendor {
	/** Path prefix, and name in charges and faults. */
	readonly id: string;
	readonly label: string;
	/** Credits of an account that the options say nothing of, by pool, the usual one first; none: free. */
	readonly pools: Readonly<Record<string, number>>;
	/** The billing rule as documented, in words. */
	readonly billing: string;
	readonly windows: readonly RateWindow[];
	readonly coverage: Coverage;
	readonly routes: readonly Route[];
	/** Its own id of somebody or something. */
	idOf(kind: 'person' | 'company', id: string): string;
	/** The account that the request belongs to; `undefined`: refused as unauthorized. */
	identify(request: RequestHead, accounts: readonly Account[]): Account | undefined;
	refuse(refusal: Refusal, request: RequestHead, account: Account | undefined): HttpReply;
	/** Beside every reply to a known account. */
	headers?(account: Account, meters: readonly WindowMeter[], paid: number, status: number): Record<string, string>;
}
