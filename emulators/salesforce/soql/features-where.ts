import { fromPage, only, type SoqlFeature } from './feature';

const conditions = fromPage('Condition Expression Syntax (WHERE Clause)');
const fieldExpressions = fromPage('fieldExpression Syntax');
const comparisons = fromPage('Comparison Operators');
const escapes = fromPage('Quoted String Escape Sequences');
const multiPicklists = fromPage('Querying Multi-Select Picklists');
const semiJoins = fromPage('Semi-Joins with IN and Anti-Joins with NOT IN');
const limits = fromPage('SOQL Object Limits and Limitations');

const accounts = (where: string) => `SELECT Name FROM Account WHERE ${where} ORDER BY Name`;
const leads = (where: string) => `SELECT LastName FROM Lead WHERE ${where} ORDER BY LastName`;

/** What WHERE takes, dates apart. */
export const whereFeatures: readonly SoqlFeature[] = [
	comparisons.supported('Equal without regard to case', accounts("Name = 'ACME'"), only('Name', 'Acme')),
	comparisons.supported(
		'… in letters beyond ASCII',
		accounts("Name = 'müller & SÖHNE'"),
		only('Name', 'MÜLLER & Söhne'),
	),
	comparisons.supported(
		'Equal with regard to case in a unique case-sensitive field',
		leads("Code__c IN ('K1', 'K2')"),
		only('LastName', 'New'),
	),
	comparisons.supported(
		'Not equal keeps records without a value',
		accounts("Industry != 'Energy'"),
		only('Name', 'beta', 'Cyan_1%'),
	),
	comparisons.supported(
		'Less and greater',
		accounts('AnnualRevenue > 50 AND AnnualRevenue <= 100'),
		only('Name', 'Acme', 'beta'),
	),
	comparisons.supported('Null', accounts('Industry = null'), only('Name', 'beta')),
	comparisons.supported('An empty string is null', accounts("Industry = ''"), only('Name', 'beta')),
	comparisons.supported(
		'Ids of 15 and 18 characters are equal',
		accounts("Id = '0015e0000000001'"),
		only('Name', 'Acme'),
	),
	comparisons.supported('LIKE', accounts("Name LIKE 'a%' OR Name LIKE '_eta'"), only('Name', 'Acme', 'beta')),
	comparisons.supported('LIKE in letters beyond ASCII', accounts("Name LIKE '%ö_ne'"), only('Name', 'MÜLLER & Söhne')),
	comparisons.supported('LIKE with escaped wildcards', accounts("Name LIKE '%\\_1\\%'"), only('Name', 'Cyan_1%')),
	comparisons.supported('IN with null', accounts("Industry IN ('agriculture', null)"), only('Name', 'beta', 'Cyan_1%')),
	comparisons.supported(
		'NOT IN keeps records without a value',
		accounts("Industry NOT IN ('Energy')"),
		only('Name', 'beta', 'Cyan_1%'),
	),
	comparisons.supported('Filter on a parent', accounts("Parent.Parent.Name = 'Acme'"), only('Name', 'Cyan_1%')),
	comparisons.supported('toLabel in WHERE', accounts("toLabel(Rating) = 'hot'"), only('Name', 'Acme')),
	comparisons.refused('LIKE on a number', accounts("AnnualRevenue LIKE '1%'"), 'INVALID_QUERY_FILTER_OPERATOR'),
	comparisons.refused('Greater on a checkbox', leads('DoNotCall > false'), 'INVALID_QUERY_FILTER_OPERATOR'),
	comparisons.refused('IS NULL', accounts('Industry IS NULL')),
	comparisons.refused('BETWEEN', accounts('AnnualRevenue BETWEEN 1 AND 2')),
	comparisons.refused('Malformed Id', accounts("Id = 'abc'"), 'INVALID_QUERY_FILTER_OPERATOR'),
	fieldExpressions.supported('Checkbox', leads('DoNotCall = TRUE'), only('LastName', 'New')),
	fieldExpressions.refused('Number in quotes', accounts("AnnualRevenue = '100'"), 'INVALID_FIELD'),
	fieldExpressions.refused('Text without quotes', accounts('Name = 100'), 'INVALID_FIELD'),
	fieldExpressions.refused('Checkbox in quotes', leads("DoNotCall = 'true'"), 'INVALID_FIELD'),
	fieldExpressions.refused('Double quotes', accounts('Name = "Acme"')),
	fieldExpressions.refused('Filter on a long text area', accounts("Description = 'x'"), 'INVALID_FIELD'),
	fieldExpressions.refused('Filter on a compound field', accounts('BillingAddress != null'), 'INVALID_FIELD'),
	fieldExpressions.refused('Aggregate in WHERE', accounts('COUNT(Id) > 1')),
	conditions.supported(
		'AND within OR, in brackets',
		accounts("(Name = 'Acme' AND Rating = 'Hot') OR Name = 'beta'"),
		only('Name', 'Acme', 'beta'),
	),
	conditions.refused('NOT without brackets after AND', accounts("Name = 'a' AND NOT Name LIKE 'b%'")),
	conditions.supported('NOT', accounts("(NOT Industry = 'Energy') AND (NOT Name LIKE 'b%')"), only('Name', 'Cyan_1%')),
	conditions.refused('AND and OR without brackets', accounts("Name = 'a' OR Name = 'b' AND Name = 'c'")),
	escapes.supported(
		'Quote, backslash and line break',
		leads("Company = 'O\\'Neil \\\\ Co\\nLine'"),
		only('LastName', 'New'),
	),
	escapes.supported('Unicode', leads("LastName = '\\u004Fld'"), only('LastName', 'Old')),
	escapes.refused('Any other backslash', leads("LastName = 'a\\qb'")),
	escapes.refused('Wildcard escaped outside LIKE', leads("LastName = 'a\\_b'")),
	multiPicklists.supported(
		'INCLUDES, ; for and',
		leads("Tags__c INCLUDES ('b;A', 'C')"),
		only('LastName', 'New', 'Old'),
	),
	multiPicklists.supported('EXCLUDES', leads("Tags__c EXCLUDES ('A')"), only('LastName', 'New')),
	multiPicklists.refused(
		'INCLUDES on another field',
		leads("LastName INCLUDES ('A')"),
		'INVALID_QUERY_FILTER_OPERATOR',
	),
	semiJoins.supported(
		'Semi-join',
		accounts('Id IN (SELECT AccountId FROM Contact WHERE Email != null)'),
		only('Name', 'Acme'),
	),
	semiJoins.supported(
		'Anti-join',
		accounts('Id NOT IN (SELECT AccountId FROM Contact)'),
		only('Name', 'Cyan_1%', 'MÜLLER & Söhne'),
	),
	semiJoins.supported(
		'Two of them',
		accounts(
			'Id IN (SELECT AccountId FROM Contact) AND Id NOT IN (SELECT AccountId FROM Opportunity WHERE Amount > 25)',
		),
		only('Name', 'beta'),
	),
	semiJoins.supported(
		'Reference on the left',
		"SELECT LastName FROM Contact WHERE AccountId IN (SELECT Id FROM Account WHERE Name = 'beta')",
		only('LastName', 'Three'),
	),
	semiJoins.refused(
		'Three of them',
		accounts(
			['Contact', 'Opportunity', 'Contact'].map((name) => `Id IN (SELECT AccountId FROM ${name})`).join(' AND '),
		),
	),
	semiJoins.refused('Semi-join under OR', accounts("Name = 'a' OR Id IN (SELECT AccountId FROM Contact)")),
	semiJoins.refused('Semi-join under NOT', accounts('NOT Id IN (SELECT AccountId FROM Contact)')),
	semiJoins.refused(
		'Semi-join in a semi-join',
		accounts('Id IN (SELECT AccountId FROM Contact WHERE Id IN (SELECT WhoId FROM Task))'),
	),
	semiJoins.refused(
		'Semi-join in a subquery',
		'SELECT (SELECT Id FROM Contacts WHERE Id IN (SELECT WhoId FROM Task)) FROM Account',
	),
	semiJoins.refused('Same object inside and out', accounts('Id IN (SELECT ParentId FROM Account)')),
	semiJoins.refused('Text on the left', accounts('Name IN (SELECT AccountId FROM Contact)')),
	semiJoins.refused('Text inside', accounts('Id IN (SELECT LastName FROM Contact)')),
	semiJoins.refused('Ids of another object', accounts('Id IN (SELECT ReportsToId FROM Contact)')),
	semiJoins.refused('Parent field inside', accounts('Id IN (SELECT Account.ParentId FROM Contact)')),
	semiJoins.refused('LIMIT inside', accounts('Id IN (SELECT AccountId FROM Contact LIMIT 1)')),
	limits.refused('Statement of more than 100,000 characters', accounts(`Name = 'a'${' '.repeat(100_000)}`)),
	limits.refused('Text of more than 4,000 characters', accounts(`Name = '${'x'.repeat(4_001)}'`)),
];
