import type { Proposal } from '../../record/record-item';
import { aField, aLeadDescription } from './field-description.builders';
import { planChanges } from './plan-changes';

const id = '00Q5e0000000001EAA';
const revenue = aField('AnnualRevenue', { type: 'currency', length: 0, precision: 18, scale: 2 });
const several = aLeadDescription(revenue, aField('Title'), aField('CurrencyIsoCode', { type: 'picklist' }));
const currencies = {
	corporate: 'USD',
	rateByCode: new Map([
		['USD', 1],
		['EUR', 0.8],
		['JPY', 150],
	]),
};

function plan(amount: unknown, traits: Partial<Proposal>, current: Record<string, unknown>, changes: object = {}) {
	const proposal = {
		value: amount,
		provider: 'reference',
		confidence: 0.9,
		observedAt: '2026-11-01',
		policy: 'always',
		...traits,
	} as const;
	const proposals = { Title: { ...proposal, value: 'CTO' }, AnnualRevenue: proposal };
	const {
		changes: [, change],
		leftOut,
	} = planChanges({ id, item: { _enrichment: { proposals } } }, current, {
		description: several,
		currencies,
		...changes,
	});
	return change?.after ?? leftOut[0]?.message ?? 'unchanged';
}

describe('an amount in an org with several currencies', () => {
	it.each([
		['as it is', 1_000, 'USD', 'USD', 1_000],
		['as it is, whatever the case', 1_000, 'usd', 'USD', 1_000],
		['from the corporate currency', 1_000, 'USD', 'EUR', 800],
		['into the corporate currency', 800, 'EUR', 'USD', 1_000],
		['between two others', '800', 'EUR', 'JPY', 150_000],
		['rounded as the field is', 1, 'EUR', 'USD', 1.25],
		['in that of the record, when a person mapped it', 1_000, 'record', 'JPY', 1_000],
	])('is written %s', (_how, amount, currency, record, expected) => {
		expect(plan(amount, { currency }, { CurrencyIsoCode: record })).toBe(expected);
	});

	it.each([
		['nobody said its currency', undefined, 'USD', 'nobody says in which currency 1000 is'],
		['the org has no rate for it', 'CHF', 'USD', 'no rate to convert CHF into USD'],
		['that of the record is not known', 'USD', undefined, 'which currency the record will have is not known'],
	])('is left out when %s', (_why, currency, record, message) => {
		expect(plan(1_000, { currency }, { CurrencyIsoCode: record })).toContain(message);
	});

	it('is no change when the record holds as much', () => {
		expect(plan(1_000, { currency: 'USD' }, { CurrencyIsoCode: 'EUR', AnnualRevenue: 800 })).toBe('unchanged');
	});

	it('is left out where the rates may not be read, unless nothing has to be converted', () => {
		expect(plan(1_000, { currency: 'USD' }, { CurrencyIsoCode: 'EUR' }, { currencies: undefined })).toContain(
			'no rate to convert USD into EUR',
		);
		expect(plan(1_000, { currency: 'EUR' }, { CurrencyIsoCode: 'EUR' }, { currencies: undefined })).toBe(1_000);
	});

	it('is taken as it is where the org has one currency', () => {
		expect(plan(1_000, { currency: 'EUR' }, {}, { description: aLeadDescription(revenue, aField('Title')) })).toBe(
			1_000,
		);
	});
});
