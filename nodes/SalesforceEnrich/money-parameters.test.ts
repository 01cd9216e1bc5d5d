import { readMoney } from './money-parameters';

describe('readMoney', () => {
	it('keeps answers, and spends nothing in a sandbox, unless told otherwise', () => {
		const usual = { ceilings: [], maySpend: true, reusesAnswers: true, keepDays: 90, keepMissDays: 14 };
		expect(readMoney({})).toEqual(usual);
		expect(readMoney({}, true)).toEqual({ ...usual, maySpend: false });
		expect(readMoney({ spendInSandbox: true }, true)).toEqual(usual);
		const nothingKept = { reusesAnswers: false, keepDays: 0, keepMissDays: 0 };
		expect(readMoney({ keepAnswers: false })).toEqual({ ...usual, ...nothingKept });
	});

	it('counts ceilings in thousandths of a credit, over all pools where none is named', () => {
		const rows = [
			{ scope: 'run', credits: 250.5, pool: '' },
			{ scope: 'day', credits: 20, pool: ' phone ' },
		];
		expect(readMoney({ ceilings: { rows } }).ceilings).toEqual([
			{ scope: 'run', most: 250_500 },
			{ scope: 'day', most: 20_000, pool: 'phone' },
		]);
	});
});
