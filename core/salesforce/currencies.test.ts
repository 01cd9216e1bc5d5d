import { EnrichmentError } from '../errors';
import type { SalesforceClient } from './client';
import { convertAmount, fetchCurrencies } from './currencies';

function clientWith(answer: () => object[]): SalesforceClient {
	return {
		async *query() {
			const records = answer();
			yield { records, totalSize: records.length };
		},
	} as unknown as SalesforceClient;
}

describe('fetchCurrencies', () => {
	it('reads the rates and which currency is the corporate one', async () => {
		const rows = [
			{ IsoCode: 'USD', ConversionRate: 1, IsCorporate: true },
			{ IsoCode: 'EUR', ConversionRate: 0.8, IsCorporate: false },
		];
		expect(await fetchCurrencies(clientWith(() => rows))).toEqual({
			corporate: 'USD',
			rateByCode: new Map([
				['USD', 1],
				['EUR', 0.8],
			]),
		});
	});

	it('knows nothing where the user may not read them, and passes on what is no matter of rights', async () => {
		const failing = (code: 'invalid_parameter' | 'salesforce_unavailable') =>
			clientWith(() => {
				throw new EnrichmentError(code, 'no', { remedy: 'none' });
			});
		expect((await fetchCurrencies(failing('invalid_parameter'))).rateByCode.size).toBe(0);
		await expect(fetchCurrencies(failing('salesforce_unavailable'))).rejects.toMatchObject({
			code: 'salesforce_unavailable',
		});
	});
});

describe('convertAmount', () => {
	const currencies = {
		corporate: 'USD',
		rateByCode: new Map([
			['USD', 1],
			['EUR', 0.8],
			['JPY', 150],
			['XXX', 0],
		]),
	};

	it.each([
		[100, 'USD', 'EUR', 80],
		[100, 'eur', 'usd', 125],
		[8, 'EUR', 'JPY', 1_500],
		[100, 'CHF', 'CHF', 100],
		[100, 'CHF', 'USD', undefined],
		[100, 'USD', 'CHF', undefined],
		[100, 'XXX', 'USD', undefined],
	])('makes of %p %s in %s %p', (amount, from, to, expected) => {
		expect(convertAmount(amount, from, to, currencies)).toBe(expected);
	});
});
