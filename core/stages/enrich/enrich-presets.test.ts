import { mappingPreset, matchInputPreset } from './enrich-presets';

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
