import { RateLimits, type RateWindow } from './rate-limits';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 10, 28, 12, 0, 0) + seconds * 1_000);
const minute: RateWindow = { name: 'minute', requests: 2, perMs: 60_000, kind: 'calendar' };
const refusals = (limits: RateLimits, times: readonly number[], route = 'r'): number[] =>
	times.filter((seconds) => limits.take(route, at(seconds)) !== undefined);

describe('RateLimits', () => {
	it('begins calendar windows with the clock', () => {
		expect(refusals(new RateLimits([minute]), [58, 59, 59.5, 60, 61, 62])).toEqual([59.5, 62]);
	});

	it('lets sliding windows move with each request', () => {
		const sliding = new RateLimits([{ ...minute, kind: 'sliding' }]);
		expect(refusals(sliding, [0, 30, 59, 60, 61, 90])).toEqual([59, 61]);
	});

	it('counts each route for itself, or only some', () => {
		const perRoute = new RateLimits([{ ...minute, isPerRoute: true }]);
		expect([refusals(perRoute, [0, 0, 0], 'a'), refusals(perRoute, [0, 0], 'b')]).toEqual([[0], []]);
		const some = new RateLimits([{ ...minute, routes: ['a'] }]);
		expect(refusals(some, [0, 0, 0, 0], 'b')).toEqual([]);
	});

	it('counts no refused request, in none of its windows', () => {
		const limits = new RateLimits([{ ...minute, name: 'day', requests: 3, perMs: 86_400_000 }, minute]);
		expect(refusals(limits, [0, 0, 0, 0, 60, 61])).toEqual([0, 0, 61]);
	});

	it('says how much is left, and until when', () => {
		const limits = new RateLimits([minute]);
		limits.take('r', at(10));
		expect(limits.meters('r', at(20))).toMatchObject([{ used: 1, left: 1, resetsAt: at(60) }]);
	});
});
