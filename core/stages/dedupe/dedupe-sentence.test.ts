import { dedupeSentence } from './dedupe-sentence';

describe('dedupeSentence', () => {
	it.each([
		[[0, 0, 2, 2, 2, 5], 1, '5 duplicates in 2 groups among 6 records; 1 had nothing to compare'],
		[[0, 0], 0, '2 duplicates in 1 group among 2 records'],
		[Array.from({ length: 2_000 }, (_, index) => index), 0, 'No duplicates among 2,000 records'],
		[[0], 1, 'No duplicates among 1 record; 1 had nothing to compare'],
	])('counts records and groups %#', (keptBy, incomparable, sentence) => {
		expect(dedupeSentence({ keptBy, incomparable })).toBe(sentence);
	});
});
