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
		'SELECT Id, TYPEOF Owner WHEN User THEN Email, Name WHEN Group THEN Name ELSE Type END FROM Lead',
		'SELECT Company, Rating, GROUPING(Company) FROM Lead GROUP BY CUBE(Company, Rating)',
		'SELECT c.Id, a.Name FROM Contact AS c, c.Account a',
		'SELECT Id FROM Lead FOR VIEW UPDATE TRACKING, VIEWSTAT',
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
		['SELECT TYPEOF Owner THEN Id END FROM Lead', 'THEN', 21],
		['SELECT TYPEOF Owner WHEN User THEN Id FROM Lead', 'FROM', 39],
		['SELECT Id FROM Lead WITH DATA CATEGORY a__c AT b__c', 'DATA', 26],
		["SELECT Id FROM Lead WHERE DISTANCE(a__c, b__c, 'mi') < 1", 'DISTANCE', 27],
		['SELECT Id FROM Lead FOR NOTHING', 'NOTHING', 25],
		['SELECT Id FROM Lead UPDATE NOTHING', 'NOTHING', 28],
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

	it('shows the neighbourhood of an error in a long line, not all of it', () => {
		const soql = `SELECT Id FROM Lead WHERE ${'Name = 1 OR '.repeat(20)}Name ? 1`;
		const [, shown, caret] = refusal(soql).message.split('\n');
		expect(shown.length).toBeLessThanOrEqual(70);
		expect(shown[caret.length - 1]).toBe('?');
	});

	it.each([
		[
			'a statement of more than 100,000 characters',
			`SELECT Id FROM Lead${' '.repeat(100_000)}`,
			'SOQL statements cannot be longer than 100000 characters.',
		],
		['a text of more than 4,000', `SELECT Id FROM Lead WHERE Name = '${'x'.repeat(4_001)}'`, '4000'],
	])('refuses %s', (_, soql, text) => {
		expect(refusal(soql)).toMatchObject({ errorCode: 'MALFORMED_QUERY', message: expect.stringContaining(text) });
	});

	it.each([
		['brackets', `SELECT Id FROM Lead WHERE ${'('.repeat(40_000)}`],
		['negations', `SELECT Id FROM Lead WHERE ${'NOT ('.repeat(15_000)}`],
		['subqueries', '(SELECT '.repeat(10_000).slice(1)],
		['functions', `SELECT ${'A('.repeat(40_000)}`],
	])('refuses %s nested without end', (_, soql) => {
		expect(refusal(soql).errorCode).toBe('QUERY_TOO_COMPLICATED');
	});

	it('takes any whole number for a limit', () => {
		expect(parseQuery('SELECT Id FROM Lead LIMIT 99999999999999999999').limit).toBe(2_147_483_647);
	});

	it('refuses an offset beyond 2,000', () => {
		expect(refusal('SELECT Id FROM Lead OFFSET 2001').errorCode).toBe('NUMBER_OUTSIDE_VALID_RANGE');
	});
});
