import { fromPage, only, type SoqlFeature } from './feature';

const orderBy = fromPage('ORDER BY');
const limit = fromPage('LIMIT');
const offset = fromPage('OFFSET');
const scope = fromPage('USING SCOPE');
const security = fromPage('WITH filteringExpression');
const forView = fromPage('FOR VIEW');
const forReference = fromPage('FOR REFERENCE');
const forUpdate = fromPage('FOR UPDATE');
const update = fromPage('UPDATE');
const toLabel = fromPage('toLabel()');
const format = fromPage('FORMAT()');
const currency = fromPage('convertCurrency()');
const location = fromPage('Location-Based SOQL Queries');
const allRows = fromPage('SOQL SELECT Syntax');

const one = "FROM Account WHERE Name = 'Acme'";

/** The clauses behind WHERE and GROUP BY, and the functions that dress values. */
export const clauseFeatures: readonly SoqlFeature[] = [
	orderBy.supported(
		'Nulls first by default',
		'SELECT Name FROM Account ORDER BY AnnualRevenue, Name',
		only('Name', 'Cyan_1%', 'MÜLLER & Söhne', 'beta', 'Acme'),
	),
	orderBy.supported(
		'… also descending',
		'SELECT Name FROM Account ORDER BY AnnualRevenue DESC, Name',
		only('Name', 'Cyan_1%', 'MÜLLER & Söhne', 'Acme', 'beta'),
	),
	orderBy.supported(
		'NULLS LAST',
		'SELECT Name FROM Account ORDER BY AnnualRevenue NULLS LAST, Name',
		only('Name', 'beta', 'Acme', 'Cyan_1%', 'MÜLLER & Söhne'),
	),
	orderBy.supported(
		'Picklists by the order of their values',
		'SELECT Name FROM Account WHERE Rating != null ORDER BY Rating',
		only('Name', 'Acme', 'Cyan_1%', 'beta'),
	),
	orderBy.supported(
		'By a parent field',
		'SELECT LastName FROM Contact ORDER BY Account.Name NULLS LAST, LastName',
		only('LastName', 'One', 'Two', 'Three', 'Four'),
	),
	orderBy.refused('By a long text area', 'SELECT Name FROM Account ORDER BY Description'),
	orderBy.refused('By a multi-select picklist', 'SELECT Name FROM Lead ORDER BY Tags__c'),
	limit.supported('LIMIT', 'SELECT Name FROM Account ORDER BY Name LIMIT 1', only('Name', 'Acme')),
	limit.supported('LIMIT of COUNT()', 'SELECT COUNT() FROM Account LIMIT 3', 3),
	limit.refused('Negative LIMIT', 'SELECT Name FROM Account LIMIT -1'),
	offset.supported('OFFSET', 'SELECT Name FROM Account ORDER BY Name LIMIT 1 OFFSET 1', only('Name', 'beta')),
	offset.refused('OFFSET beyond 2,000', 'SELECT Name FROM Account OFFSET 2001', 'NUMBER_OUTSIDE_VALID_RANGE'),
	scope.supported('USING SCOPE everything', 'SELECT COUNT() FROM Account USING SCOPE everything', 4),
	scope.supported('USING SCOPE mine', 'SELECT COUNT() FROM Account USING SCOPE mine', 4),
	scope.refused('Other scopes', 'SELECT COUNT() FROM Account USING SCOPE team'),
	security.supported('WITH SECURITY_ENFORCED', `SELECT Name ${one} WITH SECURITY_ENFORCED`, only('Name', 'Acme')),
	security.supported('WITH USER_MODE', `SELECT Name ${one} WITH USER_MODE`, only('Name', 'Acme')),
	security.refused('WITH DATA CATEGORY', `SELECT Name ${one} WITH DATA CATEGORY Geography__c AT usa__c`),
	forView.supported('FOR VIEW', `SELECT Name ${one} FOR VIEW`, only('Name', 'Acme')),
	forReference.supported('FOR REFERENCE', `SELECT Name ${one} FOR REFERENCE`, only('Name', 'Acme')),
	forUpdate.supported('FOR UPDATE', `SELECT Name ${one} FOR UPDATE`, only('Name', 'Acme')),
	forUpdate.refused('FOR UPDATE with ORDER BY', `SELECT Name ${one} ORDER BY Name FOR UPDATE`),
	update.supported('UPDATE TRACKING', `SELECT Name ${one} UPDATE TRACKING`, only('Name', 'Acme')),
	allRows.refused('ALL ROWS, which is Apex', `SELECT Name ${one} ALL ROWS`),
	allRows.refused('SET OPTIONS', `SELECT Name ${one} SET OPTIONS (a = b)`),
	toLabel.supported('toLabel', `SELECT toLabel(Rating), toLabel(Industry) branch ${one}`, [
		{ Rating: 'Hot', branch: 'Energy' },
	]),
	toLabel.refused('toLabel of a text', `SELECT toLabel(Name) ${one}`),
	toLabel.refused('ORDER BY toLabel', 'SELECT Name FROM Account ORDER BY toLabel(Rating)'),
	format.refused('FORMAT', `SELECT FORMAT(AnnualRevenue) ${one}`),
	currency.refused('convertCurrency', `SELECT convertCurrency(AnnualRevenue) ${one}`),
	location.refused(
		'DISTANCE',
		"SELECT Name FROM Account WHERE DISTANCE(Place__c, GEOLOCATION(37.7, -122.4), 'mi') < 20",
	),
	location.refused('GEOLOCATION', 'SELECT Name FROM Account ORDER BY GEOLOCATION(37.7, -122.4)'),
];
