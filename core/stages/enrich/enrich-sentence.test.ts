import { type LookUpResult, lookUpSentence, type LookUpWord } from './enrich-sentence';

function times(count: number, word: LookUpWord, rest: Partial<LookUpResult> = {}): LookUpResult[] {
	return Array.from({ length: count }, () => ({ word, suggested: [], ...rest }));
}

describe('lookUpSentence', () => {
	it.each<[LookUpResult[], string]>([
		[[...times(1_491, 'matched'), ...times(376, 'no_match')], '1,867 in: 1,491 matched, 376 unknown'],
		[times(1, 'matched', { suggested: ['Phone'] }), '1 in: 1 matched; 1 value suggested: Phone 1'],
		[
			[...times(2, 'matched', { suggested: ['City', 'Phone'] }), ...times(1, 'matched', { suggested: ['Phone'] })],
			'3 in: 3 matched; 5 values suggested: Phone 3, City 2',
		],
		[
			[...times(1, 'unchanged'), ...times(2, 'filled'), ...times(3, 'unusable'), ...times(4, 'low_confidence')],
			'10 in: 4 matched, but not surely enough, 1 unchanged since the last look-up, 2 with every mapped field filled already, 3 with nothing to match on',
		],
		[
			[...times(2, 'failed', { reason: 'It is down.' }), ...times(1, 'failed', { reason: 'It left it out.' })],
			'3 in: 3 failed (It is down 2, It left it out 1)',
		],
		[[], '0 in'],
	])('says what became of the records %#', (results, sentence) => {
		expect(lookUpSentence(results)).toBe(sentence);
	});

	it('counts the fields that it does not name', () => {
		const suggested = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
		expect(lookUpSentence(times(1, 'matched', { suggested }))).toContain(
			'7 values suggested: A 1, B 1, C 1, D 1, E 1, others 2',
		);
	});
});
