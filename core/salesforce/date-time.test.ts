import { parseDateTime } from './date-time';

describe('parseDateTime', () => {
	it.each([
		['2026-11-21T16:29:17.000+0000', '2026-11-21T16:29:17.000Z'],
		['2026-11-21T16:29:17Z', '2026-11-21T16:29:17.000Z'],
		['2026-11-21T18:29:17.250+02:00', '2026-11-21T16:29:17.250Z'],
	])('reads %s', (text, instant) => {
		expect(parseDateTime(text).toISOString()).toBe(instant);
	});

	it.each([undefined, null, '', 'soon'])('refuses %j', (text) => {
		expect(() => parseDateTime(text)).toThrow(expect.objectContaining({ code: 'salesforce_refused' }));
	});
});
