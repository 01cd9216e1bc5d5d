import type { ProviderAnswer } from '../../provider';
import { billingOf, queryCost } from './billing';
import { lushaContacts } from './definitions/lusha-contacts';

const billing = billingOf(lushaContacts.billing);

function matched(values: Record<string, unknown>): ProviderAnswer {
	return { key: 0, outcome: 'matched', confidence: 1, values, matchedOn: 'email', observedAt: '2026-01-01T00:00:00Z' };
}

describe('billingOf', () => {
	it('is at worst what everything that is wanted would cost', () => {
		expect(billing.worstCase(['email'])).toEqual({ credits: 1_040 });
		expect(billing.worstCase(['email', 'phone', 'mobile_phone'])).toEqual({ credits: 6_040 });
	});

	it.each<[string, ProviderAnswer[], string[], number]>([
		['a group of attributes once', [matched({ phone: '1', mobile_phone: '2' })], ['phone', 'mobile_phone'], 6_040],
		['what was found but not wanted not at all', [matched({ phone: '1' })], ['email'], 1_040],
		['what was wanted but not found not at all', [matched({ email: 'a@b.c' })], ['email', 'phone'], 1_040],
		['a miss as a query, and the least of a call', [{ key: 0, outcome: 'no_match' }], ['email'], 1_000],
		['an answer that failed not at all, but for the least', [{ key: 0, outcome: 'provider_failed' }], ['email'], 1_000],
		[
			'the queries beyond the least',
			Array.from({ length: 50 }, (_, key) => ({ key, outcome: 'no_match' as const })),
			[],
			2_000,
		],
	])('charges %s', (_, answers, wanted, credits) => {
		expect(billing.costOf(answers, wanted)).toEqual({ credits });
	});

	it('counts queries without an answer', () => {
		expect(queryCost(lushaContacts.billing, 3)).toEqual({ credits: 120 });
		expect(queryCost(lushaContacts.billing, 0)).toEqual({});
	});
});
