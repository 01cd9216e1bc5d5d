import { overwriteSentence } from './overwrite-sentence';

describe('overwriteSentence', () => {
	it.each([
		['nothing is mapped', [], 'always', [], 'No field is mapped yet'],
		['all follow one policy', ['A', 'B'], 'always', [], '2 of 2 mapped fields may replace what is there: Always'],
		[
			'none may',
			['A', 'B'],
			'fill_blank',
			[],
			'None of 2 mapped fields may replace what is there: they fill blanks only',
		],
		['the only one may not', ['A'], 'fill_blank', [], 'The mapped field fills blanks only'],
		[
			'an exception may',
			['A', 'B', 'C'],
			'fill_blank',
			[{ field: 'A', policy: 'always' }],
			'1 of 3 mapped fields may replace what is there: Always; 2 fill blanks only',
		],
		[
			'an exception may not',
			['A', 'B'],
			'tracked',
			[{ field: 'A', policy: 'fill_blank' }],
			'1 of 2 mapped fields may replace what is there: Tracked; 1 fills blanks only',
		],
		[
			'policies differ',
			['A', 'B', 'C'],
			'always',
			[{ field: 'A', policy: 'if_newer' }],
			'3 of 3 mapped fields may replace what is there: If Newer (1), Always (2)',
		],
		[
			'an exception is for a field that is not mapped',
			['A'],
			'fill_blank',
			[{ field: 'Z', policy: 'always' }],
			'The mapped field fills blanks only',
		],
		[
			'a field is only cleared',
			['A'],
			'fill_blank',
			[{ field: 'Z', policy: 'clear' }],
			'1 of 2 mapped fields may replace what is there: Clear If Blank; 1 fills blanks only',
		],
		[
			'an exception keeps the policy of all',
			['A'],
			'always',
			[{ field: 'A' }],
			'1 of 1 mapped field may replace what is there: Always',
		],
	] as const)('counts where %s', (_when, mapped, policy, exceptions, expected) => {
		expect(overwriteSentence(mapped, policy, exceptions)).toBe(expected);
	});
});
