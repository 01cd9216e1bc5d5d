import { scoreRecords, unreadFields } from './score';
import { scorecardModel, scoreRecord } from './scorecard-model';
import { scorecardFromRows, type ScorecardRow } from './scorecard-rows';

const view = { now: new Date('2026-11-21T16:00:00Z') };

const rows: ScorecardRow[] = [
	{ field: 'NumberOfEmployees', operator: 'at_least', value: '200', points: 30, reason: 'Large enough for us' },
	{ field: 'Industry', operator: 'one_of', value: 'Retail, Energy', points: 20 },
	{ field: 'Title', operator: 'contains', value: 'vp, head of', points: 15 },
	{ field: 'Phone', operator: 'is_blank', points: -10 },
];

describe('scorecardFromRows', () => {
	it("makes rules whose reasons are a person's own words where there are any", () => {
		const score = scoreRecord(
			{ NumberOfEmployees: 250, Industry: 'energy', Title: 'Head of Sales', Phone: '1' },
			scorecardFromRows('fit', 10, rows),
			view,
		);
		expect(score).toMatchObject({ score: 75, rank: 'B' });
		expect(score.contributions).toEqual([
			{ rule: 'base', points: 10, reason: 'Where every record starts' },
			{ rule: 'Large enough for us', points: 30, reason: 'Large enough for us' },
			{ rule: 'Industry one of Retail, Energy', points: 20, reason: 'Industry "energy" is one of the wanted values' },
			{ rule: 'Title contains vp, head of', points: 15, reason: 'Title "Head of Sales" contains "vp" or "head of"' },
		]);
	});

	it('tells two rules of one name apart', () => {
		const twice = scorecardFromRows('fit', 0, [rows[3], rows[3]]);
		expect(twice.rules.map(({ name }) => name)).toEqual(['Phone is blank', 'Phone is blank (2)']);
	});

	it.each<[string, Partial<ScorecardRow>, string]>([
		['no field', { field: ' ' }, 'Rule 1: name the field'],
		['half a point', { points: 0.5 }, 'Rule 1: give it whole points'],
		['no points', { points: 0 }, 'Rule 1: give it whole points'],
		['a number with separators', { value: '1,200' }, 'Rule 1: give a number'],
		['no number', { value: '' }, 'Rule 1: give a number'],
		['an empty list', { operator: 'one_of', value: ' , ' }, 'Rule 1: say what'],
		['an unknown kind of domain', { operator: 'matches_domain_kind', value: 'firm' }, 'Rule 1: the value is company'],
	])('says by the number of the rule what is wrong: %s', (_what, change, said) => {
		expect(() => scorecardFromRows('fit', 0, [{ ...rows[0], ...change }])).toThrow(said);
	});

	it('asks for a rule', () => {
		expect(() => scorecardFromRows('fit', 0, [])).toThrow('There is no rule yet');
	});
});

describe('a rule on a field that was not read', () => {
	const model = scorecardModel(scorecardFromRows('fit', 10, rows), view);
	const request = { model, gate: false, now: new Date(0) };

	it('gives and takes no points, and is named', async () => {
		const items = [
			{ Id: '1', Title: 'VP Sales' },
			{ Id: '2', Title: null },
		];
		expect(unreadFields(items, model)).toEqual(['Industry', 'NumberOfEmployees', 'Phone']);
		const scored = await scoreRecords(items, request);
		expect(scored.map(({ _enrichment }) => _enrichment?.scores?.fit.score)).toEqual([25, 10]);
	});

	it('counts as read once any record carries it, a parent without a value too', async () => {
		const items = [{ Phone: '1', Title: '', NumberOfEmployees: 1, Industry: 'x' }, {}];
		expect(unreadFields(items, model)).toEqual([]);
		const scored = await scoreRecords(items, request);
		expect(scored.map(({ _enrichment }) => _enrichment?.scores?.fit.score)).toEqual([10, 0]);
		const ofAccount = scorecardModel(
			scorecardFromRows('fit', 0, [{ field: 'Account.Name', operator: 'is_blank', points: 5 }]),
			view,
		);
		expect(unreadFields([{ Account: null }], ofAccount)).toEqual([]);
	});
});
