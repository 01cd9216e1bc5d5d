import { parseScorecard } from '../../core/stages/score/parse-scorecard';
import { scoreRecord } from '../../core/stages/score/scorecard-model';
import { defaultRanks, scoreOperators } from '../../core/stages/score/scorecard';
import { codeBlocks, readDoc, tableRows } from './doc-text';

const view = { now: new Date('2026-11-21T16:00:00Z') };

describe('the guide to scorecards', () => {
	const guide = readDoc('docs/guides/scorecards.md');
	const blocks = codeBlocks(guide, 'json').map((json) => JSON.parse(json));
	const [card] = blocks;
	const record = blocks.find((block) => 'Email' in block);
	const result = blocks.find((block) => 'contributions' in block);

	it('shows a scorecard that can be used', () => {
		expect(parseScorecard(card)).toMatchObject({ name: 'mid-market-fit' });
	});

	it('explains every operator', () => {
		expect(tableRows(guide, 'operator').map(([operator]) => operator)).toEqual([...scoreOperators]);
	});

	it('says the defaults', () => {
		const { base, ranks } = parseScorecard({ name: card.name, version: card.version, rules: card.rules });
		const defaults = Object.fromEntries(tableRows(guide, 'Key').map(([key, , value]) => [key, value]));
		expect([JSON.parse(defaults.base), JSON.parse(defaults.ranks)]).toEqual([base, ranks]);
		expect(ranks).toEqual(defaultRanks);
	});

	it('shows the score that its record gets, with contributions that add up', () => {
		expect(scoreRecord(record, parseScorecard(card), view)).toEqual(result);
		const points: number[] = result.contributions.map((line: { points: number }) => line.points);
		expect(points.reduce((sum, each) => sum + each)).toBe(result.score);
	});

	it('knows no F when D is 0', () => {
		const withoutF = parseScorecard({ ...card, ranks: { ...card.ranks, D: 0 } });
		expect(scoreRecord({}, withoutF, view)).toMatchObject({ score: 10, rank: 'D' });
	});

	it.each(tableRows(guide, 'Instead of'))('refuses %s and takes %s', (wrong, right) => {
		expect(() => parseScorecard(changed(wrong))).toThrow('cannot be used');
		expect(() => parseScorecard(changed(right))).not.toThrow();
	});

	/** The example with one key of it, or of its rule with a number as its value, replaced. */
	function changed(snippet: string): unknown {
		const change = JSON.parse(`{${snippet}}`);
		if ('ranks' in change) return { ...card, ...change };
		const rule = card.rules.find((each: { operator: string }) => each.operator === 'at_least');
		return { ...card, rules: [{ ...rule, ...change }] };
	}
});
