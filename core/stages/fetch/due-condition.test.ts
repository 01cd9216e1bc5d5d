import { shippedFieldNames } from '../../record/fields';
import type { Outcome } from '../../record/outcome';
import { dueAgain, dueCondition, orderBy, presetCondition } from './due-condition';

const now = new Date('2026-11-21T16:00:00.000Z');
const refresh = {
	kind: 'due_for_refresh',
	refreshAfterDays: 7,
	retryAfterDays: 30,
	includeNeverEnriched: false,
	includeUnscored: false,
} as const;
const misses = "'no_match','low_confidence','legal_block'";
const failures =
	"'invalid_input','provider_failed','pending','out_of_credits','over_ceiling','rate_limited','auth','not_entitled','unknown_charged','rejected','failed','written_too_often','conflict','duplicate','locked','no_access'";
const outcome = 'Enrichment_Outcome__c';
const lastActivity = 'Enrichment_Last_Activity__c';

describe('dueCondition', () => {
	it('goes by our stamps, with an age of its own for what found no match and for what failed', () => {
		expect(dueCondition({ ...refresh, retryFailedAfterDays: 0.5 }, now, shippedFieldNames)?.condition).toBe(
			`((${lastActivity} < 2026-11-14T16:00:00.000Z AND (NOT ${outcome} IN (${misses},${failures})))` +
				` OR (${lastActivity} < 2026-10-22T16:00:00.000Z AND ${outcome} IN (${misses}))` +
				` OR (${lastActivity} < 2026-11-21T04:00:00.000Z AND ${outcome} IN (${failures})))`,
		);
	});

	it('makes due what found no match before a source became another', () => {
		const since = new Date('2026-11-20T00:00:00.000Z');
		expect(dueCondition(refresh, now, shippedFieldNames, since)?.condition).toContain(
			`OR (${lastActivity} < 2026-11-20T00:00:00.000Z AND ${outcome} IN (${misses})))`,
		);
	});

	it('never goes by SystemModstamp', () => {
		const all = { ...refresh, includeNeverEnriched: true, includeUnscored: true };
		expect(dueCondition(all, now, shippedFieldNames)?.condition).not.toContain('SystemModstamp');
	});

	it('names the fields it needs, as the org calls them', () => {
		const names = { ...shippedFieldNames, lastActivity: 'Mintigo_Sent__c' };
		expect(dueCondition({ kind: 'never_enriched' }, now, names)).toEqual({
			condition: 'Mintigo_Sent__c = null',
			fields: ['Mintigo_Sent__c'],
		});
		const unscored = dueCondition({ ...refresh, includeUnscored: true }, now, names);
		expect(unscored?.fields).toEqual(['Mintigo_Sent__c', 'Enrichment_Outcome__c', 'Enrichment_Score__c']);
		expect(unscored?.condition).toContain('(Enrichment_Score__c = null AND Mintigo_Sent__c != null)');
	});

	it('asks nothing of a filter or of Ids', () => {
		expect(dueCondition({ kind: 'filter' }, now, shippedFieldNames)).toBeUndefined();
		expect(dueCondition({ kind: 'ids', ids: [] }, now, shippedFieldNames)).toBeUndefined();
	});

	it('refuses an age below zero', () => {
		expect(() => dueCondition({ ...refresh, retryAfterDays: -1 }, now, shippedFieldNames)).toThrow(
			'The retry age is -1 days',
		);
	});
});

describe('dueAgain', () => {
	const on = (each: Outcome) => ({ lastActivity: now, outcome: each });
	it.each([
		['written', 7],
		['no_match', 30],
		['low_confidence', 30],
		['rejected', 2],
		['dropped_by_workflow', 2],
	] as const)('keeps the age of %s, stamped or not', (each, days) => {
		expect(dueAgain(on(each), { ...refresh, retryFailedAfterDays: 2 })).toEqual(
			new Date(now.getTime() + days * 86_400_000),
		);
	});

	it('goes by the usual ages where the selection has none', () => {
		expect(dueAgain(on('rejected'), { kind: 'filter' })).toEqual(new Date('2026-11-28T16:00:00.000Z'));
	});
});

describe('presetCondition', () => {
	it.each([
		['never_sent', 'Enrichment_Last_Activity__c = null'],
		['errored', `${outcome} IN (${failures})`],
		['sent_without_match', "Enrichment_Outcome__c IN ('no_match','low_confidence','legal_block')"],
	] as const)('filters %s', (preset, condition) => {
		expect(presetCondition(preset, shippedFieldNames).condition).toBe(condition);
	});
});

describe('orderBy', () => {
	it.each([
		['first_come', 'SystemModstamp, Id'],
		['newest_created', 'CreatedDate DESC, Id'],
		['scheduled', 'Enrichment_Last_Activity__c ASC NULLS FIRST, CreatedDate DESC, Id'],
	] as const)('closes %s by the Id', (order, sort) => {
		expect(orderBy(order, shippedFieldNames).sort).toBe(sort);
	});
});
