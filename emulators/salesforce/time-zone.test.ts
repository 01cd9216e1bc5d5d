import { dayInZone, startOfDay } from './time-zone';

describe('days in a time zone', () => {
	it.each([
		['America/Los_Angeles', '2026-11-22T05:00:00Z', '2026-11-21', '2026-11-21T08:00:00.000Z'],
		['Asia/Tokyo', '2026-11-21T16:00:00Z', '2026-11-22', '2026-11-21T15:00:00.000Z'],
		['UTC', '2026-11-21T16:00:00Z', '2026-11-21', '2026-11-21T00:00:00.000Z'],
		['Europe/Berlin', '2026-03-29T12:00:00Z', '2026-03-29', '2026-03-28T23:00:00.000Z'],
		['America/Santiago', '2026-09-06T12:00:00Z', '2026-09-06', '2026-09-06T04:00:00.000Z'],
		['Africa/Cairo', '2026-04-24T12:00:00Z', '2026-04-24', '2026-04-23T22:00:00.000Z'],
		['America/New_York', '2026-11-01T12:00:00Z', '2026-11-01', '2026-11-01T04:00:00.000Z'],
	])('%s at %s is in %s, which starts at %s', (zone, moment, day, start) => {
		expect(dayInZone(new Date(moment), zone)).toBe(day);
		expect(startOfDay(day, zone).toISOString()).toBe(start);
	});
});
