import { set } from 'lodash';
import { aRuleSet } from './rule-set.builders';
import { findPart, openRuleSet, parseRuleSet, partAt, ruleSetJsonSchema } from './parse-rule-set';
import { writeRulesSchema } from './rule-set';
import { selectionRulesSchema } from './selection-rules';

describe('openRuleSet', () => {
	it.each([
		['no JSON', '{"ruleSet": 1,', 'is not JSON'],
		['nothing', '', 'There is no rule set'],
		['a list', [], 'the whole should be'],
		['another format', { ...aRuleSet(), ruleSet: 2 }, 'ruleSet should be one of 1'],
		['a name that does not belong', { ...aRuleSet(), mapings: {} }, 'mapings is no name that belongs here'],
		['too much', `{"name":"${'x'.repeat(2 * 1024 * 1024)}"}`, 'larger than 2 MB'],
	])('refuses %s', (_, source, message) => {
		expect(() => openRuleSet(source, 'parameter')).toThrow(
			expect.objectContaining({ code: 'invalid_parameter', message: expect.stringContaining(message) }),
		);
	});

	it('quotes nothing of a file that is not JSON', () => {
		expect(() => openRuleSet('root:x:0:0:secret', 'file /etc/passwd')).toThrow(
			expect.objectContaining({ message: expect.not.stringContaining('secret'), cause: undefined }),
		);
	});
});

describe('partAt', () => {
	const wrong = {
		...aRuleSet(),
		objects: {
			Lead: { selection: { filters: [{ field: 'Industry', operator: 'isLike' }] }, write: { policy: 'always' } },
		},
	};

	it('refuses a wrong part where it is taken, naming the place', () => {
		const ruleSet = openRuleSet(wrong, 'file rules.json');
		expect(() => partAt(ruleSet, ['objects', 'Lead', 'selection'], selectionRulesSchema)).toThrow(
			/file rules\.json\) cannot be used: objects\.Lead\.selection\.filters\[0\]\.operator should be one of equals/,
		);
	});

	it('gives the other parts of such a document', () => {
		const ruleSet = openRuleSet(wrong, 'file');
		expect(partAt(ruleSet, ['objects', 'Lead', 'write'], writeRulesSchema)).toEqual({ policy: 'always' });
	});

	it('names what is there in place of a part that is not', () => {
		const ruleSet = openRuleSet(aRuleSet(), 'file');
		expect(() => partAt(ruleSet, ['objects', 'Contact', 'write'], writeRulesSchema)).toThrow(
			expect.objectContaining({ message: expect.stringContaining('has no objects.Contact.write') }),
		);
		expect(() => partAt(ruleSet, ['objects', 'Contact'], writeRulesSchema)).toThrow(/objects has Lead/);
	});

	it('finds nothing under names that every object has', () => {
		const ruleSet = openRuleSet(aRuleSet(), 'file');
		expect(findPart(ruleSet, ['objects', 'constructor'], writeRulesSchema)).toBeUndefined();
		expect(findPart(ruleSet, ['objects', '__proto__'], writeRulesSchema)).toBeUndefined();
	});
});

describe('parseRuleSet', () => {
	it('names all places that are wrong, those of a scorecard too', () => {
		const document = aRuleSet();
		const broken = structuredClone(document);
		set(broken, 'technicalFields.score', 'no name');
		set(broken, 'objects.Lead.scores.fit.scorecard.rules[0].points', 0.5);
		expect(() => parseRuleSet(broken, 'parameter')).toThrow(
			/technicalFields\.score should be an API name.*objects\.Lead\.scores\.fit\.scorecard has a fault: rules\[0\]\.points/s,
		);
	});

	it('gives a document back as it is', () => {
		expect(parseRuleSet(JSON.stringify(aRuleSet()), 'parameter')).toEqual(aRuleSet());
	});
});

describe('ruleSetJsonSchema', () => {
	it('is a draft 7 schema that has every part of an object', () => {
		const schema = ruleSetJsonSchema() as { $schema: string; definitions: Record<string, { properties?: object }> };
		expect(schema.$schema).toContain('draft-07');
		expect(Object.keys(schema.definitions.objectRules.properties ?? {})).toEqual([
			'selection',
			'enrich',
			'scores',
			'duplicates',
			'write',
		]);
	});
});
