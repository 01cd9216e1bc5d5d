import { attributeFacts } from './attributes';
import { mappingPreset, matchInputPreset, ownFieldsPreset } from './enrich-presets';

describe.each(['Lead', 'Contact', 'Account'])('presets of %s', (sObject) => {
	it('match on a company name at least', () => {
		expect(matchInputPreset(sObject).company).toMatch(/Name$|^Company$/);
	});

	it('fill blanks only, each field once', () => {
		const mappings = mappingPreset(sObject);
		expect(new Set(mappings.map((mapping) => mapping.policy))).toEqual(new Set(['fill_blank']));
		expect(new Set(mappings.map((mapping) => mapping.target)).size).toBe(mappings.length);
	});

	it('write to fields of the record itself', () => {
		expect(mappingPreset(sObject).filter((mapping) => mapping.target.includes('.'))).toEqual([]);
	});
});

describe('mappingPreset', () => {
	it.each(['Case', 'constructor'])('has none for %s and names the objects that have', (sObject) => {
		expect(() => mappingPreset(sObject)).toThrow(
			expect.objectContaining({ code: 'invalid_parameter', remedy: expect.stringContaining('Lead, Contact, Account') }),
		);
	});
});

describe('ownFieldsPreset', () => {
	it.each([
		['Lead', 'company', 30],
		['Lead', 'person', 42],
		['Contact', 'company', 2],
		['Contact', 'person', 14],
		['Account', 'company', 30],
	] as const)(
		'gives %s for what is known of a %s each attribute of the vocabulary a field of its own',
		(sObject, finds, count) => {
			const mappings = ownFieldsPreset(sObject, finds);
			expect(mappings.filter(({ source }) => attributeFacts(finds, source) === undefined)).toEqual([]);
			expect(new Set(mappings.map(({ target }) => target)).size).toBe(count);
			expect(mappings).toHaveLength(count);
		},
	);

	it.each([
		['Account', 'person', 'Account is no person'],
		['Case', 'company', 'no preset for enriching Case'],
	] as const)('has none of %s for a %s', (sObject, finds, why) => {
		expect(() => ownFieldsPreset(sObject, finds)).toThrow(why);
	});
});
