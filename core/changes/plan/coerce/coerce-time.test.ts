import { DateTime } from 'luxon';
import { coerceValue } from './coerce-value';
import { aField } from '../field-description.builders';

const day = aField('Day__c', { type: 'date' });
const moment = aField('At__c', { type: 'datetime' });
const time = aField('From__c', { type: 'time' });
const berlinToday = DateTime.fromISO('2026-03-25T00:00:00.000', { zone: 'Europe/Berlin' });

describe.each(['utc', 'Europe/Berlin', 'America/Los_Angeles', 'Asia/Tokyo'])('a day in %s', (timeZone) => {
	it.each([
		['2026-03-25T00:00:00.000+02:00', '2026-03-25'],
		['2026-03-25T00:00:00.000+01:00', '2026-03-25'],
		['2026-03-25T23:59:59-11:00', '2026-03-25'],
		['2026-03-25T00:30:00+14:00', '2026-03-25'],
		['2026-03-25T10:30:00.000+0000', '2026-03-25'],
		['2026-03-25T00:00:00.000Z', '2026-03-25'],
		['2026-03-25T23:30:00', '2026-03-25'],
		['2026-03-25 00:00:00', '2026-03-25'],
		['2026-03-25', '2026-03-25'],
		[berlinToday, '2026-03-25'],
		[berlinToday.toString(), '2026-03-25'],
		[JSON.parse(JSON.stringify(berlinToday)), '2026-03-25'],
		[new Date('2026-03-25'), '2026-03-25'],
	])('is the one that is written: %s', (value, expected) => {
		expect(coerceValue(day, value, { timeZone })).toEqual({ ok: true, value: expected });
	});
});

describe('a day of a moment that has no zone', () => {
	it.each([
		['midnight of the zone as a JavaScript date', berlinToday.toJSDate(), '2026-03-25'],
		['the same on its way through JSON', berlinToday.toJSDate().toISOString(), '2026-03-25'],
		['the same as milliseconds', berlinToday.toMillis(), '2026-03-25'],
		['a JavaScript date late in the evening', new Date('2026-03-24T23:30:00Z'), '2026-03-25'],
		['a UTC text that is midnight nowhere', '2026-03-24T23:30:00Z', '2026-03-24'],
	])('%s', (_what, value, expected) => {
		expect(coerceValue(day, value, { timeZone: 'Europe/Berlin' })).toEqual({ ok: true, value: expected });
	});
});

describe('a moment without a zone', () => {
	it.each([
		['2026-03-25T09:00:00', 'Europe/Berlin', '2026-03-25T08:00:00.000Z'],
		['2026-07-25 09:00', 'Europe/Berlin', '2026-07-25T07:00:00.000Z'],
		['2026-03-25', 'America/New_York', '2026-03-25T04:00:00.000Z'],
		['2026-03-25T09:00:00', undefined, '2026-03-25T09:00:00.000Z'],
		['2026-03-25T09:00:00+05:30', 'Europe/Berlin', '2026-03-25T03:30:00.000Z'],
		[berlinToday, 'Asia/Tokyo', '2026-03-24T23:00:00.000Z'],
	])('is read in the zone of the workflow: %s in %s', (value, timeZone, expected) => {
		expect(coerceValue(moment, value, { timeZone })).toEqual({ ok: true, value: expected });
	});
});

it('a time of day keeps what is written, and that of a moment is taken in the zone', () => {
	const options = { timeZone: 'Europe/Berlin' };
	expect(coerceValue(time, '09:00', options)).toEqual({ ok: true, value: '09:00:00.000Z' });
	expect(coerceValue(time, new Date('2026-03-25T08:00:00Z'), options)).toEqual({ ok: true, value: '09:00:00.000Z' });
});
