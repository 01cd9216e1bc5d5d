import { defaultWriteFuse, fuseError } from './fuse';

const now = new Date('2026-11-21T12:00:00Z');
const minutesAgo = (...minutes: number[]) => minutes.map((each) => new Date(now.getTime() - each * 60_000));
const everyMinutes = (step: number, count: number) =>
	minutesAgo(...Array.from({ length: count }, (_, index) => index * step));

describe('fuseError', () => {
	it.each([
		['no write', [], { perHour: 1, perDay: 1 }],
		['one less than the most of an hour', minutesAgo(1, 2), { perHour: 3, perDay: 0 }],
		['many, an hour ago', minutesAgo(60, 61, 62), { perHour: 1, perDay: 0 }],
		[
			'many, a day ago',
			everyMinutes(1, 9).map((at) => new Date(at.getTime() - 24 * 3_600_000)),
			{ perHour: 1, perDay: 1 },
		],
		['any number without limits', everyMinutes(1, 50), { perHour: 0, perDay: 0 }],
		['nine in an hour, by default', everyMinutes(6, 9), defaultWriteFuse],
	])('lets through after %s', (_what, moments, fuse) => {
		expect(fuseError(moments, fuse, now)).toBeUndefined();
	});

	it.each([
		['hour', minutesAgo(1, 2, 59, 60), { perHour: 3, perDay: 0 }, '3 times in the last hour, and 3 is the most'],
		['day', everyMinutes(60, 20), { perHour: 5, perDay: 20 }, '20 times in the last 24 hours, and 20 is the most'],
		['hour, by default', everyMinutes(6, 10), defaultWriteFuse, '10 times in the last hour, and 10 is the most'],
	])('holds back at the most of an %s', (_what, moments, fuse, text) => {
		expect(fuseError(moments, fuse, now)).toMatchObject({
			code: 'WRITTEN_TOO_OFTEN',
			retryable: true,
			message: expect.stringContaining(text),
		});
	});
});
