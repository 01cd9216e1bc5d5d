import { ApiError } from '../api-error';
import { parseQuery } from './parser';

function refusal(soql: string): ApiError {
	try {
		parseQuery(soql);
	} catch (error) {
		return error as ApiError;
	}
	throw new Error(`not refused: ${soql}`);
}

describe('parseQuery', () => {
	it.each([
		'select id from lead',
		"SELECT Id, Account.Owner.Name FROM Contact c WHERE c.Email LIKE '%@acme.com' AND (NOT Name = null)",
		"SELECT Id FROM Lead WHERE (A__c = 1 AND B__c = 2) OR (C__c != 'x\\'y' AND D__c IN ('1', '2'))",
		'SELECT Id FROM Lead WHERE SystemModstamp >= 2026-11-21T16:29:17Z AND CreatedDate = LAST_N_DAYS:30',
		"SELECT COUNT() FROM Lead WHERE M__c INCLUDES ('A;B', 'C')",
		'SELECT Company, COUNT(Id) n FROM Lead GROUP BY Company HAVING COUNT(Id) > 1 ORDER BY COUNT(Id) DESC NULLS LAST LIMIT 10 OFFSET 5',
		'SELECT Name, (SELECT Id FROM Contacts WHERE Email != null LIMIT 5) FROM Account USING SCOPE everything',
		'SELECT Id FROM Lead WITH SECURITY_ENFORCED ORDER BY Id FOR VIEW',
		'SELECT FIELDS(ALL) FROM Lead LIMIT 200',
	])('accepts %s', (soql) => {
		expect(() => parseQuery(soql)).not.toThrow();
	});

	it.each([
		["SELECT Id FROM Lead WHERE Name = 'a' OR Name = 'b' AND Name = 'c'", 'AND', 52],
		['SELECT FROM Lead', 'FROM', 8],
		['SELECT Id FROM', '<EOF>', 15],
		['SELECT * FROM Lead', "char: '*'", 8],
		['SELECT Id FROM Lead WHERE Name IS NULL', 'IS', 32],
		['SELECT Id FROM Lead WHERE A BETWEEN 1', 'BETWEEN', 29],
		["SELECT Id FROM Lead WHERE Name = 'a\\qb'", '\\q', 34],
		['SELECT Id FROM Lead WHERE Name = "a"', "char: '\"'", 34],
		['SELECT Id FROM Lead LIMIT -1', '-1', 27],
		['SELECT Id FROM Lead ALL ROWS', 'ALL', 21],
		['SELECT Id FROM Lead WHERE CreatedDate > 2026-11-21T16:29:17 01:00', 'unexpected', 41],
		['SELECT TYPEOF Owner WHEN User THEN Id END FROM Lead', 'TYPEOF', 8],
		['SELECT COUNT(Id) FROM Lead GROUP BY ROLLUP(Company)', 'ROLLUP', 37],
	])('refuses %s at column', (soql, text, column) => {
		const { errorCode, message } = refusal(soql);
		expect(errorCode).toBe('MALFORMED_QUERY');
		expect(message).toContain(text);
		expect(message).toContain(`ERROR at Row:1:Column:${column}\n`);
	});

	it('counts rows and columns over line breaks', () => {
		expect(refusal('SELECT Id\nFROM Lead\n  WHERE ').message).toBe(
			"\n  WHERE \n        ^\nERROR at Row:3:Column:9\nunexpected token: '<EOF>'",
		);
	});

	it('refuses an offset beyond 2,000', () => {
		expect(refusal('SELECT Id FROM Lead OFFSET 2001').errorCode).toBe('NUMBER_OUTSIDE_VALID_RANGE');
	});
});
