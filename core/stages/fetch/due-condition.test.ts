import { shippedFieldNames } from '../../record/fields';
import { dueCondition, orderBy, presetCondition } from './due-condition';

const now = new Date('2026-11-21T16:00:00.000Z');
const refresh = { kind: 'due_for_refresh', refreshAfterDays: 7, retryAfterDays: 30, includeNeverEnriched: false, includeUnscored: false } as const;
const unsuccessful = "Enrichment_Outcome__c IN ('no_match','low_confidence','provider_failed','rejected','failed','conflict','invalid_input')";

describe('dueCondition', () => {
	it('goes by our stamps, with an age of its own for what brought nothing', () => {
		expect(dueCondition(refresh, now, shippedFieldNames)?.condition).toBe(
			`((Enrichment_Last_Activity__c < 2026-11-14T16:00:00.000Z AND (NOT ${unsuccessful})) OR (Enrichment_Last_Activity__c < 2026-10-22T16:00:00.000Z AND ${unsuccessful}))`,
		);
	});

	it('never goes by SystemModstamp', () => {
		const all = { ...refresh, includeNeverEnriched: true, includeUnscored: true };
		expect(dueCondition(all, now, shippedFieldNames)?.condition).not.toContain('SystemModstamp');
	});

	it('names the fields it needs, as the org calls them', () => {
		const names = { ...shippedFieldNames, lastActivity: 'Mintigo_Sent__c' };
		expect(dueCondition({ kind: 'never_enriched' }, now, names)).toEqual({ condition: 'Mintigo_Sent__c = null', fields: ['Mintigo_Sent__c'] });
		const unscored = dueCondition({ ...refresh, includeUnscored: true }, now, names);
		expect(unscored?.fields).toEqual(['Mintigo_Sent__c', 'Enrichment_Outcome__c', 'Enrichment_Score__c']);
		expect(unscored?.condition).toContain('(Enrichment_Score__c = null AND Mintigo_Sent__c != null)');
	});

	it('asks nothing of a filter or of Ids', () => {
		expect(dueCondition({ kind: 'filter' }, now, shippedFieldNames)).toBeUndefined();
		expect(dueCondition({ kind: 'ids', ids: [] }, now, shippedFieldNames)).toBeUndefined();
	});

	it('refuses an age below zero', () => {
		expect(() => dueCondition({ ...refresh, retryAfterDays: -1 }, now, shippedFieldNames)).toThrow('The retry age is -1 days');
	});
});

describe('presetCondition', () => {
	it.each([
		['never_sent', 'Enrichment_Last_Activity__c = null'],
		['errored', "Enrichment_Outcome__c IN ('provider_failed','rejected','failed','conflict','invalid_input')"],
		['sent_without_match', "Enrichment_Outcome__c IN ('no_match','low_confidence')"],
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
