import { checkedRawWhere } from './raw-where';

describe('checkedRawWhere', () => {
	it.each([
		"Industry = 'Energy' AND AnnualRevenue > 1000000",
		"Name LIKE 'O\\'Neill %' OR Name = '); ORDER BY Id LIMIT 1 --'",
		'CreatedDate >= 2026-11-01T00:00:00Z AND CreatedDate = LAST_N_DAYS:30 AND Score__c < -1.5',
		'Id IN (SELECT AccountId FROM Contact WHERE Email != null)',
		"(NOT Interests__c INCLUDES ('a;b','c'))",
		"Order.Name = 'x' AND Limit__c = true",
	])('takes %s, in brackets', (condition) => {
		expect(checkedRawWhere(condition)).toBe(`(${condition})`);
	});

	it('takes the word WHERE along', () => {
		expect(checkedRawWhere(' where Name != null ')).toBe('(Name != null)');
	});

	it.each([
		['', 'empty'],
		["Name = 'x", 'a quote is never closed at position 8'],
		["Name = 'x\\'", 'a quote is never closed'],
		['(Name = null', 'the bracket at position 1 is never closed'],
		["Name = null) OR (Name != 'x'", 'closes nothing at position 12'],
		['Name = null -- AND Industry = null', 'a comment at position 13'],
		['Name = null /* x */', 'a comment'],
		['Name = null ORDER BY Name', 'the clause ORDER'],
		['Name = null limit 5', 'the clause LIMIT'],
		['Name = null OFFSET 5', 'the clause OFFSET'],
		['Name = null GROUP BY Name', 'the clause GROUP'],
		['Name = null ALL ROWS', 'the clause ALL'],
		['Name = null FOR UPDATE', 'the clause FOR'],
		['Name = null WITH SECURITY_ENFORCED', 'the clause WITH'],
		['Name = null AND (SELECT Id FROM Contacts) != null', 'a SELECT outside of IN'],
		['Name = "x"', 'has no place'],
		['Name = null; DELETE', 'has no place'],
	])('refuses %j', (condition, why) => {
		expect(() => checkedRawWhere(condition)).toThrow(
			expect.objectContaining({ code: 'invalid_parameter', message: expect.stringContaining(why) }),
		);
	});

	it.each([
		["'a\\\\'", true],
		["'a\\'", false],
		["'a\\\\\\'", false],
		["'", false],
		["'a\\", false],
		["''", true],
	])('tells whether %s is closed', (literal, isClosed) => {
		const check = () => checkedRawWhere(`Name = ${literal}`);
		if (isClosed) expect(check()).toBe(`(Name = ${literal})`);
		else expect(check).toThrow('a quote is never closed');
	});

	describe('the work on a long condition', () => {
		/** Steps of the pattern, each of which starts a match; between two of them no character is read twice. */
		function charactersIn(condition: string): { matches: number; characters: number } {
			const spy = jest.spyOn(String.prototype, 'matchAll');
			try {
				checkedRawWhere(condition);
			} catch {
				// A refusal has read the text as well.
			}
			const [pattern] = spy.mock.calls[0] as unknown as [RegExp];
			spy.mockRestore();
			const texts = [...condition.matchAll(pattern)].map(([text]) => text);
			return { matches: texts.length, characters: texts.join('').length };
		}

		it.each(["'", "''", "\\'", "'\\'", '(', '-', '/', '"', "'\\", 'NOT '])(
			'reads each character of many %s once',
			(part) => {
				for (const times of [1_000, 2_000]) {
					const text = part.repeat(times);
					const { matches, characters } = charactersIn(text);
					expect(characters).toBe(text.replaceAll(' ', '').length);
					expect(matches).toBeLessThanOrEqual(text.length);
				}
			},
		);

		it('takes an open string for one token, wherever it begins', () => {
			for (const text of [`x = '${"\\'".repeat(20_000)}`, `x = '${"\\'".repeat(20_000)}\\`])
				expect(charactersIn(text).matches).toBe(3);
		});
	});

	it('refuses fifty thousand quotes and more with a message that can be read', () => {
		const tooLong = 'a'.repeat(50_001);
		for (const text of ["'".repeat(50_001), tooLong]) {
			expect(() => checkedRawWhere(text)).toThrow(
				expect.objectContaining({ message: expect.stringMatching(/^.{1,400}$/s) }),
			);
		}
		expect(() => checkedRawWhere(tooLong)).toThrow('at most 50000 are taken');
		expect(() => checkedRawWhere("'".repeat(49_999))).toThrow('a quote is never closed at position 49999');
	});
});
