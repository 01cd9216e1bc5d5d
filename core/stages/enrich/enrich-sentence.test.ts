import { type LookUpCost, type LookUpResult, lookUpSentence, type LookUpWord } from './enrich-sentence';

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
			[
				...times(2, 'provider_failed', { reason: 'It is down.' }),
				...times(1, 'provider_failed', { reason: 'It left it out.' }),
			],
			'3 in: 3 failed (It is down 2, It left it out 1)',
		],
		[
			[
				...times(2, 'over_ceiling'),
				...times(1, 'opted_out'),
				...times(3, 'pending'),
				...times(1, 'unknown_charged'),
				...times(4, 'rate_limited'),
				...times(5, 'out_of_credits'),
				...times(6, 'auth'),
			],
			'22 in: 1 opted out, 5 without credits left, 6 with a key that is refused, 2 over a ceiling of credits, 4 put off by the limit of requests, 3 waiting for an answer, 1 perhaps paid for without an answer',
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

	it.each<[LookUpCost, string]>([
		[
			{ calls: 12, charged: { credits: 130_500, email: 2_000 }, kept: 1 },
			'12 calls, 130.5 credits, 2 email credits, 1 answer from memory at no cost',
		],
		[{ calls: 1, charged: { credits: 0 }, kept: 0 }, '1 call'],
	])('says what it has cost', (cost, words) => {
		expect(lookUpSentence(times(1, 'matched'), cost)).toBe(`1 in: 1 matched; ${words}`);
	});

	it('says nothing of a cost where nobody was asked', () => {
		expect(lookUpSentence(times(1, 'unchanged'), { calls: 0, charged: {}, kept: 0 })).not.toContain('call');
	});
});
