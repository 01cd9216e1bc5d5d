import { ageInDays } from './age';
import { parseScorecard } from './parse-scorecard';
import { applyRule, reasonFor } from './rule-applies';
import { scoreRecords } from './score';
import { scorecardModel, scoreRecord } from './scorecard-model';
import { defaultRanks, type FieldRule, type Scorecard } from './scorecard';

const now = new Date('2026-11-21T16:00:00Z');
const view = { now };

function aRule(change: Partial<FieldRule> = {}): FieldRule {
	return { name: 'rule', field: 'Seen__c', operator: 'is_set', points: 20, ...change };
}

function aCard(rules: FieldRule[], change: Partial<Scorecard> = {}): Scorecard {
	return { name: 'fit', version: '1', base: 0, rules, ranks: defaultRanks, ...change };
}

describe('ageInDays', () => {
	it.each<[unknown, number]>([
		['2026-11-21', 0],
		['2026-11-20', 1],
		['2026-10-22', 30],
		['2026-11-20T16:00:00.000+0000', 1],
		['2026-11-21T04:00:00Z', 0.5],
		['2026-11-20T18:00:00+02:00', 1],
		[new Date('2026-11-19T16:00:00Z'), 2],
		// Tomorrow has begun in Auckland; the day after has begun nowhere.
		['2026-11-22', 0],
		['2026-11-22T00:00:00Z', -1 / 3],
	])('of %s is %s', (value, days) => {
		expect(ageInDays(value, now)).toBeCloseTo(days, 9);
	});

	it('is negative in the future, and no number of what is no date', () => {
		expect(ageInDays('2026-11-23', now)).toBeLessThan(-1);
		expect(ageInDays('2026-11-22', new Date('2026-11-21T09:59:00Z'))).toBeLessThan(0);
		expect(ageInDays('soon', now)).toBeNaN();
		expect(ageInDays(null, now)).toBeNaN();
	});
});

describe('a rule with decay', () => {
	it.each<[string, unknown, number | undefined]>([
		['today', '2026-11-21', 20],
		['after half a half-life', '2026-11-06', 14],
		['after one half-life', '2026-10-22', 10],
		['after two', '2026-09-22', 5],
		['when less than half a point is left', '2026-01-01', undefined],
		['of a blank date', null, undefined],
		['of no date', 'last spring', undefined],
		['of a date in the future', '2027-11-21', undefined],
	])('gives its points by age: %s', (_, seen, points) => {
		const given = applyRule(aRule({ decay: { halfLifeDays: 30 } }), { Seen__c: seen }, view);
		expect(given?.points).toBe(points);
	});

	it('takes points back by age too, and says how many are left', () => {
		const rule = aRule({ points: -20, decay: { halfLifeDays: 30 }, reason: 'Complained' });
		expect(applyRule(rule, { Seen__c: '2026-10-22' }, view)).toEqual({
			points: -10,
			reason: 'Complained (30 days ago: -10 of -20 points)',
		});
	});

	it('counts the age of another field where the rule names one, by its label', () => {
		const rule = aRule({
			field: 'LeadSource',
			operator: 'equals',
			value: 'Webinar',
			decay: { halfLifeDays: 10, from: 'CreatedDate' },
		});
		const labels = new Map([['CreatedDate', 'Created Date']]);
		const record = { LeadSource: 'webinar', CreatedDate: '2026-11-11T16:00:00.000+0000' };
		expect(applyRule(rule, record, { now, labels })).toEqual({
			points: 10,
			reason: 'LeadSource "webinar" is one of the wanted values (Created Date 10 days ago: 10 of 20 points)',
		});
		expect(applyRule(rule, { ...record, CreatedDate: null }, view)).toBeUndefined();
	});
});

describe('reasonFor', () => {
	it.each<[Partial<FieldRule>, unknown, boolean]>([
		[{ operator: 'within_days', value: 30 }, '2026-10-22', true],
		[{ operator: 'within_days', value: 30 }, '2026-10-21', false],
		[{ operator: 'within_days', value: 30 }, '2026-12-24', false],
		[{ operator: 'within_days', value: 30 }, 'x', false],
		[{ operator: 'older_than_days', value: 30 }, '2026-10-22', false],
		[{ operator: 'older_than_days', value: 30 }, '2026-10-21', true],
		[{ operator: 'in_next_days', value: 30 }, '2026-12-20', true],
		[{ operator: 'in_next_days', value: 30 }, '2026-12-24', false],
		[{ operator: 'in_next_days', value: 30 }, '2026-11-20', false],
		[{ operator: 'before', value: '2026-01-01' }, '2025-12-31T23:59:59.000+0000', true],
		[{ operator: 'before', value: '2026-01-01' }, '2026-01-01', false],
		[{ operator: 'since', value: '2026-01-01' }, '2026-01-01', true],
		[{ operator: 'not_equals', value: 'Energy' }, 'energy', false],
		[{ operator: 'not_equals', value: 'Energy' }, 'Retail', true],
		[{ operator: 'not_equals', value: 'Energy' }, ' ', false],
		[{ operator: 'none_of', value: ['Energy', 'Retail'] }, 'Mining', true],
		[{ operator: 'not_contains', value: 'intern' }, 'Internal Sales', true],
		[{ operator: 'starts_with', value: ['VP', 'Head'] }, 'head of sales', true],
		[{ operator: 'ends_with', value: '.edu' }, 'ann@mit.EDU', true],
		[{ operator: 'includes_any', value: ['Blue', 'Red'] }, 'Green;red', true],
		[{ operator: 'includes_all', value: ['Blue', 'Red'] }, 'Green;red', false],
		[{ operator: 'at_most', value: 5 }, 5, true],
		[{ operator: 'above', value: 5 }, 5, false],
		[{ operator: 'between', value: [5, 7] }, '7', true],
		[{ operator: 'between', value: [5, 7] }, 7.1, false],
	])('%j of %j: %s', (change, value, isMet) => {
		expect(reasonFor(aRule(change), { Seen__c: value }, view) !== undefined).toBe(isMet);
	});
});

describe('limits of groups', () => {
	const rules = [
		aRule({ name: 'a', group: 'Visits' }),
		aRule({ name: 'b', group: 'Visits', points: 25 }),
		aRule({ name: 'c', points: 3 }),
		aRule({ name: 'd', group: 'Losses', points: -30 }),
	];

	it('cut what the rules of a group give or take together, with a line for each cut', () => {
		const card = aCard(rules, { base: 50, groups: { Visits: { most: 30 }, Losses: { least: -10 } } });
		const { score, contributions } = scoreRecord({ Seen__c: 1 }, card, view);
		expect(score).toBe(73);
		expect(contributions.slice(-2)).toEqual([
			{ rule: 'limit', points: -15, reason: 'Visits gives at most 30 points' },
			{ rule: 'limit', points: 20, reason: 'Losses takes at most 10 points' },
		]);
	});

	it('add up exactly whatever the ages, groups and limits', () => {
		const card = aCard(
			rules.map((rule, at) => ({ ...rule, decay: { halfLifeDays: 7 + at * 13 } })),
			{ base: 7, groups: { Visits: { most: 30 }, Losses: { least: -10 } } },
		);
		for (let day = 0; day < 400; day += 1) {
			const seen = new Date(now.getTime() - day * 77_777_777).toISOString();
			const { score, contributions } = scoreRecord({ Seen__c: seen }, card, view);
			expect(contributions.reduce((sum, { points }) => sum + points, 0)).toBe(score);
			expect(Number.isInteger(score)).toBe(true);
		}
	});

	it('refuse a group that no rule has, and limits the wrong way round', () => {
		const card = {
			name: 'x',
			version: '1',
			rules: [{ ...rules[0] }],
			groups: { Visits: { most: -1 }, Vists: { least: 5 } },
		};
		expect(() => parseScorecard(card)).toThrow(
			/groups\.Visits\.most: must be a whole number from 0 on\. groups\.Vists: no rule has this group\. groups\.Vists\.least/,
		);
	});
});

describe('the gate', () => {
	const card = aCard([aRule({ decay: { halfLifeDays: 30 } })]);
	const scoredAt = async (item: Record<string, unknown>, at: string) => {
		const moment = new Date(at);
		return (await scoreRecords([item], { model: scorecardModel(card, { now: moment }), gate: true, now: moment }))[0];
	};

	it('keeps a score until its age gives other points', async () => {
		const record = { Id: '00Q000000000001AAA', Seen__c: '2026-11-21' };
		const first = await scoredAt(record, '2026-11-21T16:00:00Z');
		const written = { ...record, Enrichment_Score__c: 20, Enrichment_Model_Hash__c: first._enrichment!.modelHash };
		const sameDay = await scoredAt(written, '2026-11-21T23:00:00Z');
		expect(sameDay._enrichment).toMatchObject({
			proposals: {},
			scores: { fit: { contributions: [{ rule: 'kept' }] } },
		});
		const later = await scoredAt(written, '2026-12-21T16:00:00Z');
		expect(later._enrichment?.proposals?.Enrichment_Score__c.value).toBe(10);
	});
});
