import { EnrichmentError } from '../../errors';
import { maxRuleValues } from './parse-rule';
import { maxRules, parseScorecard } from './parse-scorecard';
import { defaultRanks } from './scorecard';
import { scorecardPreset } from './scorecard-presets';

const rule = { name: 'r', field: 'Industry', operator: 'is_set', points: 5 };
const card = { name: 'fit', version: '1', rules: [rule] };

function faultsOf(json: unknown): string[] {
	try {
		parseScorecard(json);
	} catch (error) {
		if (error instanceof EnrichmentError && error.code === 'invalid_parameter') return error.details.faults as string[];
		throw error;
	}
	return [];
}

describe('parseScorecard', () => {
	it.each(['Lead', 'Contact', 'Account'])('reads back the preset of %s', (sObject) => {
		const preset = scorecardPreset(sObject);
		expect(parseScorecard(JSON.stringify(preset))).toEqual(preset);
		expect(parseScorecard(preset)).toEqual(preset);
	});

	it('starts at 0 with the usual ranks unless told otherwise', () => {
		expect(parseScorecard(card)).toEqual({ ...card, base: 0, ranks: defaultRanks });
	});

	it.each<[string, unknown, string]>([
		['text that is not JSON', '{', 'it is not a JSON object.'],
		['a list', [], 'it is not a JSON object.'],
		['a missing name', { ...card, name: ' ' }, 'name: must be a text.'],
		['a misspelled key', { ...card, rank: {} }, 'rank: is not known here.'],
		['half a point', { ...card, base: 0.5 }, 'base: must be a whole number.'],
		['no rules', { ...card, rules: [] }, 'rules: must be a list with at least one rule.'],
		['a rule that is none', { ...card, rules: [7] }, 'rules[0]: must be an object.'],
		['two rules of one name', { ...card, rules: [rule, rule] }, 'rules[1].name: "r" is there twice.'],
		[
			'points of zero',
			{ ...card, rules: [{ ...rule, points: 0 }] },
			'rules[0].points: must be a whole number other than 0.',
		],
		[
			'a formula for a field',
			{ ...card, rules: [{ ...rule, field: 'A + B' }] },
			'rules[0].field: "A + B" is not a field path.',
		],
		['a value too many', { ...card, rules: [{ ...rule, value: 1 }] }, 'rules[0].value: is_set takes none.'],
		[
			'a number as text',
			{ ...card, rules: [{ ...rule, operator: 'at_least', value: '5' }] },
			'rules[0].value: must be a number.',
		],
		[
			'an empty list',
			{ ...card, rules: [{ ...rule, operator: 'one_of', value: [] }] },
			'rules[0].value: must be a list of texts or numbers.',
		],
		[
			'a list of numbers',
			{ ...card, rules: [{ ...rule, operator: 'contains', value: [1] }] },
			'rules[0].value: must be a text or a list of texts.',
		],
		[
			'an object',
			{ ...card, rules: [{ ...rule, operator: 'equals', value: {} }] },
			'rules[0].value: must be a text, a number, true or false.',
		],
		[
			'a domain kind',
			{ ...card, rules: [{ ...rule, operator: 'matches_domain_kind', value: 'free' }] },
			'rules[0].value: must be "company" or "freemail".',
		],
		['a missing rank', { ...card, ranks: { A: 80, B: 60, C: 40 } }, 'ranks.D: must be a number from 0 to 100.'],
		['ranks that rise', { ...card, ranks: { A: 80, B: 90, C: 40, D: 20 } }, 'ranks.B: must be below ranks.A.'],
	])('refuses %s', (_, json, fault) => {
		expect(faultsOf(json)).toEqual([fault]);
	});

	it('reports all faults together', () => {
		const faults = faultsOf({ version: 1, base: 'x', rules: [{ ...rule, operator: 'like', points: 1.5 }], ranks: [] });
		expect(faults).toHaveLength(6);
		expect(() => parseScorecard({ rules: [] })).toThrow(/name: must be a text\..*rules: must be a list/);
	});

	it('takes as many rules as it says, and not one more', () => {
		const rules = Array.from({ length: maxRules + 1 }, (_, index) => ({ ...rule, name: `r${index}` }));
		expect(faultsOf({ ...card, rules: rules.slice(1) })).toEqual([]);
		expect(faultsOf({ ...card, rules })).toEqual([
			`rules: there are ${maxRules + 1}, and at most ${maxRules} are read.`,
		]);
	});

	it('refuses a hundred thousand rules without reading one of them', () => {
		const unread = new Proxy(rule, {
			get: () => {
				throw new Error('a rule was read');
			},
		});
		expect(faultsOf({ ...card, rules: Array.from({ length: 100_000 }, () => unread) })).toHaveLength(1);
	});

	it('refuses a rule with too many values', () => {
		const value = Array.from({ length: maxRuleValues + 1 }, (_, index) => `v${index}`);
		expect(faultsOf({ ...card, rules: [{ ...rule, operator: 'one_of', value }] })).toEqual([
			expect.stringContaining('at most'),
		]);
	});

	it('lists no more faults than a person reads', () => {
		const rules = Array.from({ length: maxRules }, () => 7);
		const faults = faultsOf({ ...card, rules });
		expect([faults.length, faults.at(-1)]).toEqual([51, 'And 950 more faults.']);
	});
});
