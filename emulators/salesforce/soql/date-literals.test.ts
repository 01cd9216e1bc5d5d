import { rangeOfDateLiteral } from './date-literals';

describe('rangeOfDateLiteral', () => {
	it.each([
		['TODAY', '2026-11-21', '2026-11-22'],
		['yesterday', '2026-11-20', '2026-11-21'],
		['LAST_N_DAYS:30', '2026-10-22', '2026-11-22'],
		['NEXT_N_DAYS:2', '2026-11-22', '2026-11-24'],
		['N_DAYS_AGO:1', '2026-11-20', '2026-11-21'],
		['THIS_WEEK', '2026-11-15', '2026-11-22'],
		['LAST_N_WEEKS:2', '2026-11-01', '2026-11-15'],
		['LAST_MONTH', '2026-10-01', '2026-11-01'],
		['THIS_QUARTER', '2026-10-01', '2027-01-01'],
		['NEXT_YEAR', '2027-01-01', '2028-01-01'],
		['LAST_90_DAYS', '2026-08-23', '2026-11-22'],
		['N_MONTHS_AGO:12', '2025-11-01', '2025-12-01'],
	])('%s is [%s, %s)', (literal, from, until) => {
		expect(rangeOfDateLiteral(literal, '2026-11-21')).toEqual({ from, until });
	});

	it.each([
		['THIS_FISCAL_YEAR', '2026-04-01', '2027-04-01'],
		['LAST_FISCAL_QUARTER', '2026-07-01', '2026-10-01'],
		['NEXT_N_FISCAL_QUARTERS:2', '2027-01-01', '2027-07-01'],
		['N_FISCAL_YEARS_AGO:2', '2024-04-01', '2025-04-01'],
		['LAST_N_YEARS:1', '2025-01-01', '2026-01-01'],
	])('%s is [%s, %s) when the fiscal year starts in April', (literal, from, until) => {
		expect(rangeOfDateLiteral(literal, '2026-11-21', 4)).toEqual({ from, until });
	});

	it.each(['LAST_N_YEARS:9000', 'NEXT_N_DAYS:99999999', 'LAST_N_MONTHS:999999999999'])(
		'%s stays within years of four digits',
		(literal) => {
			const range = rangeOfDateLiteral(literal, '2026-11-21');
			expect([range?.from, range?.until]).toEqual([
				expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
				expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
			]);
		},
	);

	it.each(['SOMEDAY', 'LAST_N_FISCAL_WEEKS:1', 'THIS_FISCAL_MONTH', 'LAST_N_HOURS:3'])(
		'does not know %s',
		(literal) => {
			expect(rangeOfDateLiteral(literal, '2026-11-21')).toBeUndefined();
		},
	);
});
