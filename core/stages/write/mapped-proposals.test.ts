import type { OverwritePolicy } from '../../record/record-item';
import { aField, aLeadDescription } from '../../changes/plan/field-description.builders';
import { checkMapping, withMappedProposals, type MappingRules } from './mapped-proposals';

const rules: MappingRules = {
	policy: 'fill_blank',
	exceptions: [],
	provider: 'mapping',
	confidence: 1,
	observedAt: '2026-11-21',
};
const propose = (values: Record<string, unknown>, changes: Partial<MappingRules> = {}) =>
	withMappedProposals({ Id: '1' }, values, { ...rules, ...changes })._enrichment?.proposals;

describe('withMappedProposals', () => {
	it('proposes each value under the one policy, with the exceptions', () => {
		const exceptions = [
			{ field: 'Topics', multiSelect: 'add' as const },
			{ field: 'Title', policy: 'always' as OverwritePolicy },
		];
		const common = {
			provider: 'mapping',
			source: 'mapping',
			confidence: 1,
			observedAt: '2026-11-21',
			currency: 'record',
		};
		expect(propose({ Title: 'CTO', Topics: 'A', Size: 0, Key: false }, { policy: 'tracked', exceptions })).toEqual({
			Title: { ...common, value: 'CTO', policy: 'always' },
			Topics: { ...common, value: 'A', policy: 'tracked', multiSelect: 'add' },
			Size: { ...common, value: 0, policy: 'tracked' },
			Key: { ...common, value: false, policy: 'tracked' },
		});
	});

	it('proposes nothing for a gap in the input', () => {
		expect(propose({ Title: '', Phone: null, Fax: undefined })).toEqual({});
	});

	it('leaves the proposals of other stages as they are', () => {
		const item = { _enrichment: { proposals: { Industry: { ...rules, value: 'Energy' } } } };
		expect(Object.keys(withMappedProposals(item, { Title: 'CTO' }, rules)._enrichment?.proposals ?? {})).toEqual([
			'Industry',
			'Title',
		]);
	});
});

describe('checkMapping', () => {
	const description = aLeadDescription(
		aField('Text'),
		...['boolean', 'int', 'date', 'reference', 'multipicklist', 'picklist'].map((type) => aField(type, { type })),
	);
	const check = (field: string, ...values: unknown[]) =>
		checkMapping(
			description,
			values.map((value) => ({ _enrichment: { proposals: { [field]: { ...rules, value } } } })),
			[field],
		);

	it.each([
		['boolean', 'Likely to buy', 'Attempting to set boolean field value with string Likely to buy'],
		['boolean', 5, 'Attempting to set boolean field value with number 5'],
		['int', true, 'Attempting to set int field value with boolean true'],
		['date', false, 'Attempting to set date field value with boolean false'],
		['reference', 5, 'Attempting to set reference field value with number 5'],
		['Text', ['a'], 'Attempting to set string field value with array ["a"]'],
		['picklist', { a: 1 }, 'Attempting to set picklist field value with object {"a":1}'],
	])('refuses %s = %j', (field, value, message) => {
		expect(() => check(field, ...Array<unknown>(10).fill(value))).toThrow(
			expect.objectContaining({ code: 'invalid_parameter', message: expect.stringContaining(message) }),
		);
	});

	it.each([
		['boolean', 'TRUE'],
		['boolean', 0],
		['int', 'many'],
		['date', 'tomorrow'],
		['reference', 'Acme'],
		['Text', 5],
		['Text', true],
		['multipicklist', ['A']],
	])('leaves to each record whether %s = %j fits', (field, value) => {
		expect(() => check(field, value)).not.toThrow();
	});

	it('leaves it to the records when only some have the wrong kind, or there are few', () => {
		expect(() => check('boolean', ...Array<unknown>(20).fill('Likely to buy'), true)).not.toThrow();
		expect(() => check('boolean', 'Likely to buy')).not.toThrow();
		expect(() => check('boolean')).not.toThrow();
	});

	it('refuses a field that is not there', () => {
		expect(() => check('Nope__c', 'a')).toThrow(expect.objectContaining({ code: 'missing_field' }));
	});
});
