import type { JournalRow } from '../../core/store/contract/journal';
import type { ToldLookUp } from '../../core/store/contract/ledger';
import { figuresOf, formatFigures, formatFillRates } from '../../demo/provider-figures';

const lookUp = (change: Partial<ToldLookUp>): ToldLookUp => ({
	provider: 'lusha-companies',
	runId: 'run 1',
	inputHash: 'hash',
	outcome: 'matched',
	asked: ['City', 'Phone'],
	filled: ['City'],
	charged: { credits: 1_040 },
	at: new Date('2026-09-01T09:00:00Z'),
	...change,
});

const row = (provider: string, status = 'written') => ({ provider, status }) as JournalRow;

const store = {
	async *readLookUps() {
		yield [lookUp({}), lookUp({ outcome: 'no_match', filled: [], charged: { credits: 40 } })];
		yield [lookUp({ runId: 'another run' }), lookUp({ provider: 'website', charged: {} })];
	},
	async *readJournal() {
		yield [row('lusha-companies'), row('lusha-companies', 'rejected'), row('reference-data'), row('reference-data')];
	},
};

const figures = () => figuresOf(store, 'org', 'run 1', ['reference-data', 'website', 'lusha-companies']);

describe('what a provider did in a run', () => {
	it('is counted from this run alone, credits in whole ones', async () => {
		expect(await figures()).toMatchObject([
			{ provider: 'reference-data', asked: 0, matched: 0, credits: 0, written: 2 },
			{ provider: 'website', asked: 1, matched: 1, credits: 0, written: 0 },
			{ provider: 'lusha-companies', asked: 2, matched: 1, credits: 1.08, written: 1 },
		]);
	});

	it('is told per field as a share of the questions that were open', async () => {
		expect(formatFillRates(await figures())).toBe('  website: City 100 % of 1\n  lusha-companies: City 50 % of 2');
	});

	it('stands beside its forecast, and what is in no ledger has dashes', async () => {
		const forecast = { provider: 'lusha-companies', asked: 3, matches: 2, calls: 1 };
		const lines = formatFigures(
			await figures(),
			[{ ...forecast, credits_expected: 2, credits_at_most: 3 } as Parameters<typeof formatFigures>[1][number]],
			() => 4,
		).split('\n');
		const cells = lines.map((line) => line.trim().split(/\s{2,}/));
		expect(cells[1]).toEqual(['reference-data', ...Array(9).fill('-'), '2']);
		expect(cells[3]).toEqual(['lusha-companies', '2', '3', '1', '2', '4', '1', '1', '2', '3', '1']);
	});
});
