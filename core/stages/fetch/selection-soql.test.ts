import type { Selection } from './plan-selection';
import { byIdSoql, windowSoql } from './selection-soql';

const selection: Selection = {
	sObject: 'Lead',
	fields: ['Id', 'Email'],
	conditions: ['IsConverted = false', 'Enrichment_Last_Activity__c = null'],
};
const until = new Date('2026-11-21T16:00:00Z');
const standing = 'IsConverted = false AND Enrichment_Last_Activity__c = null ORDER BY SystemModstamp, Id LIMIT 11';
const lastTaken = new Date('2026-11-21T15:00:00Z');

describe('windowSoql', () => {
	it.each([
		['without a lower edge', {}, ''],
		['from a moment on', { from: new Date('2026-11-21T14:50:00Z') }, 'SystemModstamp >= 2026-11-21T14:50:00.000Z AND '],
		['from a watermark without an Id on', { after: { modifiedAt: lastTaken } }, 'SystemModstamp >= 2026-11-21T15:00:00.000Z AND '],
		[
			'from behind a key',
			{ after: { modifiedAt: lastTaken, afterId: '00Q5e0000000001' } },
			"(SystemModstamp > 2026-11-21T15:00:00.000Z OR (SystemModstamp = 2026-11-21T15:00:00.000Z AND Id > '00Q5e0000000001EAA')) AND ",
		],
	])('reads %s', (_name, edge, condition) => {
		expect(windowSoql(selection, { ...edge, until }, 11)).toBe(
			`SELECT Id, Email FROM Lead WHERE ${condition}SystemModstamp < 2026-11-21T16:00:00.000Z AND ${standing}`,
		);
	});
});

describe('byIdSoql', () => {
	it('asks for the records whatever the standing conditions', () => {
		expect(byIdSoql(selection, ['00Q5e0000000001'])).toBe("SELECT Id, Email FROM Lead WHERE Id IN ('00Q5e0000000001EAA')");
	});
});
