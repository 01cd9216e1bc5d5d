import { readMoney } from './money-parameters';

describe('readMoney', () => {
	it('keeps answers and spends nothing in a sandbox unless told otherwise', () => {
		expect(readMoney({})).toEqual({ ceilings: [], spendsInSandbox: false, keepDays: { match: 90, noMatch: 14 } });
		expect(readMoney({ keepAnswers: false, spendInSandbox: true })).toEqual({ ceilings: [], spendsInSandbox: true });
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
