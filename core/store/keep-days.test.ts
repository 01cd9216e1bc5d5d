import { planKeepDays } from './keep-days';

const keepDays = (value?: string) => planKeepDays({ SALESFORCE_ENRICHMENT_KEEP_DAYS: value });

describe('planKeepDays', () => {
	it.each<[string | undefined, number | undefined]>([
		[undefined, 90],
		['', 90],
		[' 30 ', 30],
		['1', 1],
		['0', undefined],
	])('takes %j for %j', (value, days) => {
		expect(keepDays(value)).toBe(days);
	});

	it.each(['-1', '1.5', 'ninety', '9999999'])('refuses %j and names the variable', (value) => {
		expect(() => keepDays(value)).toThrow(
			expect.objectContaining({ code: 'invalid_parameter', message: expect.stringContaining(value) }),
		);
		expect(() => keepDays(value)).toThrow('SALESFORCE_ENRICHMENT_KEEP_DAYS');
	});
});
