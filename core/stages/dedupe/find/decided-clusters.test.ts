import { decidedClusters } from './decided-clusters';
import { decidedPairs } from './decided-pairs';

const day = (dayOfMonth: number) => new Date(Date.UTC(2026, 8, dayOfMonth));
const ids = ['A', 'B', 'C', 'D'];
const say = (one: string, other: string, verdict: 'same' | 'different', decidedAt = day(1)) => ({
	ids: [one, other] as const,
	verdict,
	decidedAt,
});
const weights: Readonly<Record<string, number>> = { '0 1': 9, '1 2': 4, '0 2': 2 };
const weigh = (one: number, other: number) => weights[`${Math.min(one, other)} ${Math.max(one, other)}`] ?? -9;

async function decide(clusters: readonly number[], ...decisions: Array<ReturnType<typeof say>>) {
	const result = await decidedClusters(Int32Array.from(clusters), decidedPairs(ids, decisions), weigh);
	return [...result];
}

describe('decidedClusters', () => {
	it('leaves clusters alone that nobody decided about', async () => {
		expect(await decide([0, 0, 0, 3])).toEqual([0, 0, 0, 3]);
	});

	it('joins what a person called the same', async () => {
		expect(await decide([0, 0, 2, 3], say('B', 'D', 'same'))).toEqual([0, 0, 2, 0]);
	});

	it('never has records together that a person told apart, not even by a third one, which goes where it belongs more', async () => {
		expect(await decide([0, 0, 0, 3], say('A', 'C', 'different'))).toEqual([0, 0, 2, 3]);
		expect(await decide([0, 0, 0, 3], say('A', 'B', 'different'))).toEqual([0, 1, 1, 3]);
	});

	it('keeps what is the same together where it has to split', async () => {
		expect(await decide([0, 0, 0, 3], say('A', 'B', 'different'), say('A', 'C', 'same'))).toEqual([0, 1, 0, 3]);
	});

	it('takes the latest word where words contradict each other by way of a third record', async () => {
		const apart = say('A', 'C', 'different');
		expect(await decide([0, 1, 2, 3], say('A', 'B', 'same', day(2)), say('B', 'C', 'same', day(3)), apart)).toEqual([
			0, 1, 1, 3,
		]);
	});
});

describe('decidedPairs', () => {
	it('ties an item to the one before with the same Id, and knows its verdicts by either', () => {
		const decided = decidedPairs(['A', 'B', 'A'], [say('B', 'A', 'different')]);
		expect(decided.same).toEqual([[0, 2]]);
		expect([decided.verdictOf(2, 1), decided.verdictOf(0, 2)]).toEqual(['different', undefined]);
	});

	it('ignores decisions on records that are not there', () => {
		expect(decidedPairs(['A'], [say('A', 'Z', 'same')])).toMatchObject({ same: [], different: [] });
	});
});
