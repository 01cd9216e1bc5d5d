import { checkedRawWhere } from './raw-where';

describe('checkedRawWhere', () => {
	it.each([
		"Industry = 'Energy' AND AnnualRevenue > 1000000",
		"Name LIKE 'O\\'Neill %' OR Name = '); ORDER BY Id LIMIT 1 --'",
		'CreatedDate >= 2026-11-01T00:00:00Z AND CreatedDate = LAST_N_DAYS:30 AND Score__c < -1.5',
		"Id IN (SELECT AccountId FROM Contact WHERE Email != null)",
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
		expect(() => checkedRawWhere(condition)).toThrow(expect.objectContaining({ code: 'invalid_parameter', message: expect.stringContaining(why) }));
	});
});
