import type { Billing, ProviderFacts } from './provider';

/** Of what costs nothing. */
export const freeBilling: Billing = {
	rule: 'free',
	pools: [],
	worstCase: () => ({}),
	costOf: () => ({}),
};

/** What providers that cost nothing and answer at once have in common. */
export const freeFacts = {
	mode: 'immediate',
	billing: freeBilling,
	freeRepeatMs: Infinity,
	isTriedLive: false,
} as const satisfies Partial<ProviderFacts>;
