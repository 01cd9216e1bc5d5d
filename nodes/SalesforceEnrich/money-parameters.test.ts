import { readMoney } from './money-parameters';

describe('readMoney', () => {
	it('keeps answers and spends nothing in a sandbox unless told otherwise', () => {
		const usual = {
			...{ ceilings: [], maySpend: true, reusesAnswers: true, keepDays: 90, keepMissDays: 30 },
			...{ longestWaitMs: 20_000, longestJobWaitMs: 60_000 },
		};
		expect(readMoney({})).toEqual(usual);
		expect(readMoney({}, true)).toEqual({ ...usual, maySpend: false });
		expect(readMoney({ keepAnswers: false, spendInSandbox: true }, true)).toEqual({
			...usual,
			...{ reusesAnswers: false, keepDays: 0, keepMissDays: 0 },
		});
	});

	it('waits for as many seconds as are given, none among them', () => {
		expect(readMoney({ longestWait: 0, longestJobWait: 5 })).toMatchObject({
			longestWaitMs: 0,
			longestJobWaitMs: 5_000,
		});
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
