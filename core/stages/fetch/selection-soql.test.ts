import { toRecordId } from '../../record/identity';
import type { SelectionPlan } from './plan-selection';
import { byIdSoql, countSoql, selectionSoql, windowConditions } from './selection-soql';

const plan: SelectionPlan = {
	sObject: 'Lead',
	fields: ['Id', 'Email'],
	conditions: ['IsConverted = false', 'Enrichment_Last_Activity__c = null'],
	sort: 'SystemModstamp, Id',
	fieldByPath: new Map(),
};
const until = new Date('2026-11-21T16:00:00Z');
const lastTaken = new Date('2026-11-21T15:00:00Z');
const upper = 'SystemModstamp < 2026-11-21T16:00:00.000Z';

describe('windowConditions', () => {
	it.each([
		['without a lower edge', { until }, [upper]],
		[
			'from a moment on',
			{ from: new Date('2026-11-21T14:50:00Z'), until },
			['SystemModstamp >= 2026-11-21T14:50:00.000Z', upper],
		],
		[
			'from a watermark without an Id on',
			{ after: { modifiedAt: lastTaken }, until },
			['SystemModstamp >= 2026-11-21T15:00:00.000Z', upper],
		],
		[
			'from behind a key',
			{ after: { modifiedAt: lastTaken, afterId: '00Q5e0000000001' }, until },
			[
				"(SystemModstamp > 2026-11-21T15:00:00.000Z OR (SystemModstamp = 2026-11-21T15:00:00.000Z AND Id > '00Q5e0000000001EAA'))",
				upper,
			],
		],
		['to no end', { from: lastTaken }, ['SystemModstamp >= 2026-11-21T15:00:00.000Z']],
	])('reads %s', (_name, window, conditions) => {
		expect(windowConditions(window)).toEqual(conditions);
	});

	it('reads the changes of the parent', () => {
		expect(windowConditions({ from: lastTaken, until }, 'Account.')).toEqual([
			'Account.SystemModstamp >= 2026-11-21T15:00:00.000Z',
			'Account.SystemModstamp < 2026-11-21T16:00:00.000Z',
		]);
	});
});

describe('selectionSoql', () => {
	it('puts its own conditions before the standing ones, and orders totally', () => {
		expect(selectionSoql(plan, [upper], 11)).toBe(
			`SELECT Id, Email FROM Lead WHERE ${upper} AND IsConverted = false AND Enrichment_Last_Activity__c = null ORDER BY SystemModstamp, Id LIMIT 11`,
		);
	});

	it('names no limit when there is none', () => {
		expect(selectionSoql({ ...plan, conditions: [] }, [], Infinity, ['Id'])).toBe(
			'SELECT Id FROM Lead ORDER BY SystemModstamp, Id',
		);
	});
});

describe('countSoql', () => {
	it('asks for a number', () => {
		expect(countSoql(plan, [])).toBe(
			'SELECT COUNT() FROM Lead WHERE IsConverted = false AND Enrichment_Last_Activity__c = null',
		);
	});
});

describe('byIdSoql', () => {
	it('asks for the records whatever the standing conditions', () => {
		expect(byIdSoql(plan, [toRecordId('00Q5e0000000001')])).toBe(
			"SELECT Id, Email FROM Lead WHERE Id IN ('00Q5e0000000001EAA')",
		);
	});
});
