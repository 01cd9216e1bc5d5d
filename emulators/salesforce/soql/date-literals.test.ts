import { dayInZone, rangeOfDateLiteral, startOfDay } from './date-literals';

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

	it('knows no other words', () => {
		expect(rangeOfDateLiteral('SOMEDAY', '2026-11-21')).toBeUndefined();
	});
});

describe('days in a time zone', () => {
	it.each([
		['America/Los_Angeles', '2026-11-22T05:00:00Z', '2026-11-21', '2026-11-21T08:00:00.000Z'],
		['Asia/Tokyo', '2026-11-21T16:00:00Z', '2026-11-22', '2026-11-21T15:00:00.000Z'],
		['UTC', '2026-11-21T16:00:00Z', '2026-11-21', '2026-11-21T00:00:00.000Z'],
		['Europe/Berlin', '2026-03-29T12:00:00Z', '2026-03-29', '2026-03-28T23:00:00.000Z'],
	])('%s at %s is in %s, which starts at %s', (zone, moment, day, start) => {
		expect(dayInZone(new Date(moment), zone)).toBe(day);
		expect(startOfDay(day, zone).toISOString()).toBe(start);
	});
});
