import type { WindowMeter } from '../money/rate-limits';

/** Why a call is refused; each vendor has its own words and status for it. */
export type RefusalKind =
	| 'unauthorized'
	| 'not-entitled'
	| 'out-of-credits'
	| 'throttled'
	| 'legal-block'
	| 'invalid'
	| 'no-match'
	| 'not-found'
	| 'failed'
	| 'unavailable';

/** A whole call refused; nothing is charged. */
export class Refusal extends Error {
	constructor(
		readonly kind: RefusalKind,
		/** In the vendor's words where it has some for this case. */
		readonly detail?: string,
		/** Of `throttled`: the window that is full. */
		readonly window?: WindowMeter,
	) {
		super(`${kind}${detail ? `: ${detail}` : ''}`);
	}
}
