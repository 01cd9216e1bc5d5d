import { tableOf } from '../stages/score/predictive/data/table';
import { paceOf } from '../stages/score/predictive/pace';
import { trainModel } from '../stages/score/predictive/train/train-model';
import { ruleNeeds } from './rule-needs';
import { aRuleSet } from './rule-set.builders';

describe('ruleNeeds', () => {
	it('names the fields of related objects that a scorecard counts by, and dates that points fade from', () => {
		const set = aRuleSet();
		const rules = [
			{
				name: 'a',
				field: 'LeadSource',
				operator: 'none_of',
				value: ['Web'],
				points: 5,
				decay: { halfLifeDays: 9, from: 'Seen__c' },
			},
			{
				name: 'b',
				related: {
					object: 'Task',
					by: 'WhoId',
					lastDays: 9,
					date: 'ActivityDate',
					where: [{ field: 'Status', operator: 'equals', value: 'Completed' }],
				},
				operator: 'each',
				points: 5,
			},
		];
		set.objects.Lead.scores = {
			both: { grid: { name: 'g', version: '1', fit: { name: 'f', version: '1', rules } }, gridField: 'Grade__c' },
		};
		const needs = ruleNeeds(set).filter(({ path }) => path.includes('.scores.'));
		expect(needs.map(({ object, field, use, values }) => [object, field, use, values])).toEqual([
			['Lead', 'LeadSource', 'read', ['Web']],
			['Lead', 'Seen__c', 'read', undefined],
			['Task', 'Id', 'read', undefined],
			['Task', 'WhoId', 'read', undefined],
			['Task', 'ActivityDate', 'read', undefined],
			['Task', 'Status', 'read', ['Completed']],
			['Lead', 'Grade__c', 'write', undefined],
		]);
		expect(needs[5].path).toBe('objects.Lead.scores.both.grid.fit.rules[1].related.where[0]');
	});

	it('names what a model of accounts reads where the object has it', async () => {
		const rows = Array.from({ length: 1_200 }, (_, index) => ({
			BillingCountry: index % 3 === 0 ? 'Norway' : 'Spain',
			Won: index % 3 === 0 ? index % 2 === 0 : index % 5 === 0,
		}));
		const request = { name: 'm', version: '1', kind: 'scorecard', basis: 'account', seed: 1, outcome: 'Won' } as const;
		const { model } = await trainModel(await tableOf(rows), { ...request, now: new Date('2026-01-01') }, paceOf());
		const set = aRuleSet();
		set.objects.Lead.scores = { m: { models: [{ document: { ...model }, scoreField: 'Chance__c' }] } };
		const needs = ruleNeeds(set).filter(({ path }) => path.includes('.scores.'));
		expect(needs.map(({ field, use }) => [field, use])).toEqual([
			['Country', 'read'],
			['Chance__c', 'write'],
		]);
	});
});
