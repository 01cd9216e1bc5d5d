import { fromPage, only, type SoqlFeature } from './feature';

const aggregates = fromPage('Aggregate Functions');
const groupBy = fromPage('GROUP BY');
const rollup = fromPage('GROUP BY ROLLUP');
const cube = fromPage('GROUP BY CUBE');
const having = fromPage('HAVING');

/** Aggregates and groups. */
export const groupFeatures: readonly SoqlFeature[] = [
	aggregates.supported('COUNT()', "SELECT COUNT() FROM Account WHERE Industry = 'Energy'", 2),
	aggregates.supported(
		'COUNT, COUNT_DISTINCT, SUM, AVG, MIN, MAX',
		'SELECT COUNT(Id), COUNT_DISTINCT(LeadSource) sources, SUM(Amount), AVG(Amount), MIN(CloseDate), MAX(Amount) FROM Opportunity',
		[{ expr0: 3, sources: 2, expr1: 60, expr2: 20, expr3: '2025-11-20', expr4: 30 }],
	),
	aggregates.supported(
		'MIN and MAX of a picklist, by the order of its values',
		'SELECT MIN(Rating) low, MAX(Rating) high FROM Account',
		[{ low: 'Hot', high: 'Cold' }],
	),
	aggregates.supported('Aggregates over nothing', "SELECT COUNT(Id), SUM(Amount) FROM Opportunity WHERE Name = 'x'", [
		{ expr0: 0, expr1: null },
	]),
	aggregates.refused('SUM of a text', 'SELECT SUM(Name) FROM Account'),
	aggregates.refused('Aggregate of a checkbox', 'SELECT MAX(DoNotCall) FROM Lead'),
	aggregates.refused('Field besides an aggregate', 'SELECT Name, COUNT(Id) FROM Account'),
	aggregates.refused('LIMIT without GROUP BY', 'SELECT COUNT(Id) FROM Account LIMIT 1'),
	groupBy.supported(
		'GROUP BY with aliases',
		'SELECT LeadSource source, SUM(Amount) total FROM Opportunity GROUP BY LeadSource ORDER BY LeadSource',
		[
			{ source: 'Web', total: 50 },
			{ source: 'Other', total: 10 },
		],
	),
	groupBy.supported(
		'GROUP BY a parent field, ORDER BY an aggregate',
		'SELECT Account.Name, COUNT(Id) FROM Opportunity GROUP BY Account.Name ORDER BY COUNT(Id) DESC',
		[
			{ Name: 'Acme', expr0: 2 },
			{ Name: 'beta', expr0: 1 },
		],
	),
	groupBy.supported(
		'GROUP BY a date function',
		'SELECT CALENDAR_YEAR(CloseDate) y, COUNT(Id) n FROM Opportunity GROUP BY CALENDAR_YEAR(CloseDate) ORDER BY CALENDAR_YEAR(CloseDate)',
		[
			{ y: 2025, n: 1 },
			{ y: 2026, n: 2 },
		],
	),
	groupBy.supported(
		'LIMIT and OFFSET of groups',
		'SELECT Name FROM Opportunity GROUP BY Name ORDER BY Name LIMIT 1 OFFSET 1',
		only('Name', 'Late'),
	),
	groupBy.refused('GROUP BY a datetime', 'SELECT CreatedDate, COUNT(Id) FROM Account GROUP BY CreatedDate'),
	groupBy.refused('GROUP BY a currency', 'SELECT Amount, COUNT(Id) FROM Opportunity GROUP BY Amount'),
	groupBy.refused('ORDER BY what is not grouped', 'SELECT Name FROM Opportunity GROUP BY Name ORDER BY StageName'),
	groupBy.refused('Alias used twice', 'SELECT COUNT(Id) n, SUM(Amount) n FROM Opportunity'),
	having.supported(
		'HAVING',
		'SELECT LeadSource FROM Opportunity GROUP BY LeadSource HAVING COUNT(Id) > 1 AND SUM(Amount) > 20',
		only('LeadSource', 'Web'),
	),
	having.refused('HAVING without GROUP BY', 'SELECT Name FROM Account HAVING COUNT(Id) > 1'),
	having.refused(
		'HAVING what is not grouped',
		"SELECT LeadSource FROM Opportunity GROUP BY LeadSource HAVING Name = 'x'",
	),
	rollup.supported(
		'GROUP BY ROLLUP with GROUPING',
		'SELECT LeadSource, GROUPING(LeadSource) isTotal, SUM(Amount) total FROM Opportunity GROUP BY ROLLUP(LeadSource) ORDER BY SUM(Amount)',
		[
			{ LeadSource: 'Other', isTotal: 0, total: 10 },
			{ LeadSource: 'Web', isTotal: 0, total: 50 },
			{ LeadSource: null, isTotal: 1, total: 60 },
		],
	),
	cube.supported(
		'GROUP BY CUBE',
		"SELECT LeadSource, StageName, COUNT(Id) n FROM Opportunity WHERE Name = 'Big' GROUP BY CUBE(LeadSource, StageName) ORDER BY LeadSource, StageName",
		[
			{ LeadSource: null, StageName: null, n: 1 },
			{ LeadSource: null, StageName: 'Closed Won', n: 1 },
			{ LeadSource: 'Web', StageName: null, n: 1 },
			{ LeadSource: 'Web', StageName: 'Closed Won', n: 1 },
		],
	),
	rollup.refused(
		'ROLLUP of four fields',
		'SELECT COUNT(Id) FROM Account GROUP BY ROLLUP(Name, Industry, Rating, Type)',
	),
	rollup.refused('GROUPING without ROLLUP', 'SELECT GROUPING(Name) FROM Account GROUP BY Name'),
];
