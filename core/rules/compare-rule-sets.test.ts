import { get, set } from 'lodash';
import { changeSentence, compareRuleSets } from './compare-rule-sets';
import { digestOf } from './list-rules';
import type { RuleSet } from './rule-set';
import { aRuleSet } from './rule-set.builders';

function sentences(changes: Record<string, unknown>): string[] {
	const after = structuredClone(aRuleSet());
	for (const [path, value] of Object.entries(changes)) set(after.objects.Lead, path, value);
	return compareRuleSets(aRuleSet(), after).map(changeSentence);
}

describe('compareRuleSets', () => {
	it('has nothing to say of the same rules, whatever the order of their keys', () => {
		const { name, ruleSet, ...rest } = aRuleSet();
		expect(compareRuleSets(aRuleSet(), { ...rest, name, ruleSet })).toEqual([]);
	});

	it.each<[string, Record<string, unknown>, string[]]>([
		[
			'a policy',
			{ 'enrich.referenceData.mapping[0].policy': 'always' },
			['Lead mapping (referenceData): Industry: policy Fill Blank → policy Always'],
		],
		[
			'a source and a confidence',
			{
				'enrich.referenceData.mapping[0].source': 'sector',
				'enrich.referenceData.mapping[0].minConfidence': 0.9,
			},
			[
				'Lead mapping (referenceData): Industry: from industry, minimum confidence 0.7 → from sector, minimum confidence 0.9',
			],
		],
		[
			'a filter',
			{ 'selection.filters[0].value': ['Energy'] },
			['Lead filter 1: Industry is one of Energy, Banking → Industry is one of Energy'],
		],
		[
			'an exclusion that goes and another one',
			{ 'selection.exclusions': [{ field: 'IsConverted', operator: 'equals', value: true }] },
			['Lead exclusion: new, IsConverted is yes', 'Lead exclusion: goes, was Status is Closed - Not Converted'],
		],
		[
			'points of a rule',
			{ 'scores.fit.scorecard.rules[0].points': 5 },
			['Lead score fit: Phone: points 75 → points 5'],
		],
		[
			'points that fade, and a limit of a group',
			{
				'scores.fit.scorecard.rules[0].decay': { halfLifeDays: 30, from: 'CreatedDate' },
				'scores.fit.scorecard.rules[0].group': 'Reach',
				'scores.fit.scorecard.groups': { Reach: { most: 40 } },
			},
			[
				'Lead score fit, limits of group: Reach: new, most 40',
				'Lead score fit: Phone: half-life (none), group (none) → half-life 30 days from CreatedDate, group Reach',
			],
		],
		[
			'a rule on related records',
			{
				'scores.fit.scorecard.rules[0]': {
					name: 'Phone',
					related: {
						object: 'Task',
						lastDays: 90,
						where: [{ field: 'Status', operator: 'one_of', value: ['Completed', 'Open'] }],
					},
					operator: 'at_least',
					value: 3,
					points: 75,
				},
			},
			[
				'Lead score fit: Phone: condition Phone is not empty → condition Task, number is at least 3, in the last 90 days, whose Status is one of Completed, Open',
			],
		],
		[
			'a grid in place of a scorecard, cell by cell',
			{
				'scores.fit': {
					grid: {
						name: 'both',
						version: '1',
						rows: { High: 50, Low: 0 },
						cells: { High1: { says: 'Call', rank: 'A' } },
					},
					gridField: 'Grade__c',
				},
			},
			[
				'Lead score fit: grid field: new, Grade__c',
				'Lead score fit: name: fit → both',
				'Lead score fit, lowest fit of band: High: new, 50',
				'Lead score fit, lowest fit of band: Low: new, 0',
				'Lead score fit, cell High1: new, says Call, rank A',
				'Lead score fit: base: goes, was 10',
				'Lead score fit: Phone: goes, was condition Phone is not empty, points 75',
			],
		],
		[
			'an exception',
			{ 'write.exceptions': [] },
			['Lead write: exception for Description: goes, was policy Always, multi-select set'],
		],
	])('tells %s in an admin’s words', (_, change, expected) => {
		expect(sentences(change)).toEqual(expected);
	});

	it('calls every rule of a first set new', () => {
		const changes = compareRuleSets(undefined, aRuleSet());
		expect(changes.length).toBeGreaterThan(15);
		expect(new Set(changes.map(({ change }) => change))).toEqual(new Set(['added']));
	});

	it('misses no detail of a document: whatever is changed is told', () => {
		const silent = leaves(aRuleSet()).filter((path) => {
			const after = structuredClone(aRuleSet());
			changeAt(after, path);
			return compareRuleSets(aRuleSet(), after).length === 0;
		});
		// The version of the format is no rule.
		expect(silent).toEqual([['ruleSet']]);
	});
});

describe('digestOf', () => {
	it('is the same for another order of keys, and another one for another value', () => {
		expect(digestOf({ a: 1, b: [1, 2] })).toBe(digestOf({ b: [1, 2], a: 1 }));
		expect(digestOf({ a: 1, b: [1, 2] })).not.toBe(digestOf({ a: 1, b: [2, 1] }));
	});
});

type Path = Array<string | number>;

function leaves(value: unknown, path: Path = []): Path[] {
	if (typeof value !== 'object' || value === null) return [path];
	return Object.entries(value).flatMap(([key, each]) =>
		leaves(each, [...path, Array.isArray(value) ? Number(key) : key]),
	);
}

function changeAt(document: RuleSet, path: Path): void {
	const value: unknown = get(document, path);
	set(
		document,
		path,
		typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : `${String(value)}X`,
	);
}
