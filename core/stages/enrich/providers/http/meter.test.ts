import type { HttpDefinition } from './definition';
import { apolloPeople } from './definitions/apollo-people';
import { hunterCompanies } from './definitions/hunter-companies';
import { peopleDataLabsPerson } from './definitions/people-data-labs-person';
import { meterIn, retryAtIn, timeOf, windowEnd } from './meter';

const now = new Date('2026-01-01T00:00:10Z');

function replyWith(headers: Record<string, string>, json: unknown = {}) {
	return { statusCode: 429, headers, json };
}

describe('timeOf', () => {
	it.each<[unknown, Parameters<typeof timeOf>[1], string | undefined]>([
		['30', 'seconds', '2026-01-01T00:00:40.000Z'],
		[0.5, 'seconds', '2026-01-01T00:00:10.500Z'],
		['1500', 'milliseconds', '2026-01-01T00:00:11.500Z'],
		['1767225690', 'epoch_seconds', '2026-01-01T00:01:30.000Z'],
		['1767225690000', 'epoch_milliseconds', '2026-01-01T00:01:30.000Z'],
		['Thu, 01 Jan 2026 00:02:00 GMT', 'seconds_or_date', '2026-01-01T00:02:00.000Z'],
		['120', 'seconds_or_date', '2026-01-01T00:02:10.000Z'],
		['2026-01-01 00:03:00', 'date', '2026-01-01T00:03:00.000Z'],
		['2026-01-01T01:03:00+01:00', 'date', '2026-01-01T00:03:00.000Z'],
		['1767225690', 'date', undefined],
		['2026-01-01T00:03:00Z', 'seconds', undefined],
		['soon', 'seconds_or_date', undefined],
		['', 'seconds', undefined],
		[undefined, 'seconds', undefined],
		['9e99', 'seconds', undefined],
	])('%p as %s', (value, form, expected) => {
		expect(timeOf(value, form, now)?.toISOString()).toBe(expected);
	});
});

describe('retryAtIn', () => {
	it('takes the first that can be read, and never a time that has passed', () => {
		expect(retryAtIn(replyWith({ 'x-ratelimit-reset': '1767225690' }), peopleDataLabsPerson, now)).toEqual(
			new Date('2026-01-01T00:01:30Z'),
		);
		expect(retryAtIn(replyWith({ 'x-ratelimit-reset': '2025-12-31 23:00:00' }), peopleDataLabsPerson, now)).toEqual(
			now,
		);
		expect(retryAtIn(replyWith({}), peopleDataLabsPerson, now)).toBeUndefined();
	});
});

describe('windowEnd', () => {
	const withWindow = (kind: 'calendar' | 'sliding'): HttpDefinition => ({
		...hunterCompanies,
		rate: {
			scope: 'key',
			windows: [
				{ requests: 9, perMs: 86_400_000 },
				{ requests: 1, perMs: 60_000, kind },
			],
		},
	});

	it('is the end of the minute, or a minute from now', () => {
		expect(windowEnd(withWindow('calendar'), now)).toEqual(new Date('2026-01-01T00:01:00Z'));
		expect(windowEnd(withWindow('sliding'), now)).toEqual(new Date('2026-01-01T00:01:10Z'));
		expect(windowEnd({ ...hunterCompanies, rate: undefined }, now)).toBeUndefined();
	});
});

describe('meterIn', () => {
	it('tells of the window with the least left, and of nothing that is unknown', () => {
		const headers = { 'x-minute-requests-left': '40', 'x-hourly-requests-left': '3', 'x-24-hour-requests-left': '-1' };
		expect(meterIn(replyWith(headers), apolloPeople, now)).toEqual({
			requestsLeft: 3,
			resetsAt: new Date('2026-01-01T01:00:10Z'),
		});
		expect(meterIn(replyWith({ 'x-minute-requests-left': 'many' }), apolloPeople, now)).toBeUndefined();
	});

	it('reads headers that hold JSON, in whichever quotes', () => {
		for (const text of ['{"minute": 99}', "{'minute': 99}"]) {
			expect(meterIn(replyWith({ 'x-ratelimit-remaining': text }), peopleDataLabsPerson, now)).toMatchObject({
				requestsLeft: 99,
			});
		}
	});
});
