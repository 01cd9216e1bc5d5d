import { fromPage, only, type SoqlFeature } from './feature';

const select = fromPage('SELECT');
const alias = fromPage('Alias Notation');
const relationships = fromPage('Using Relationship Queries');
const limitations = fromPage('Understanding Relationship Query Limitations');
const polymorphic = fromPage('Understanding Relationship Fields and Polymorphic Fields');
const typeOf = fromPage('TYPEOF');
const fields = fromPage('FIELDS()');

/** What stands between SELECT and FROM, and what FROM takes. */
export const selectFeatures: readonly SoqlFeature[] = [
	select.supported(
		'Names in any case, answered as the schema spells them',
		"select NAME from aCCOUNT where name = 'acme'",
		only('Name', 'Acme'),
	),
	select.refused('Field that does not exist', 'SELECT Foo FROM Account', 'INVALID_FIELD'),
	select.refused('Object that does not exist', 'SELECT Id FROM Foo', 'INVALID_TYPE'),
	select.refused('Field selected twice', 'SELECT Name, name FROM Account', 'INVALID_FIELD'),
	select.refused('Asterisk', 'SELECT * FROM Account'),
	select.refused('Alias of a plain field', 'SELECT Name n FROM Account'),
	fields.supported('FIELDS(CUSTOM)', "SELECT FIELDS(CUSTOM) FROM Lead WHERE LastName = 'Old' LIMIT 200", [
		{ Tags__c: 'A;B', Code__c: 'k1', Day__c: '2026-11-20' },
	]),
	fields.refused('FIELDS(ALL) without LIMIT 200', 'SELECT FIELDS(ALL) FROM Account'),
	fields.refused('FIELDS(CUSTOM) with a higher LIMIT', 'SELECT FIELDS(CUSTOM) FROM Lead LIMIT 201'),
	fields.refused(
		'Field besides FIELDS() that holds it too',
		'SELECT Id, FIELDS(STANDARD) FROM Account',
		'INVALID_FIELD',
	),
	alias.supported('Alias of the object', "SELECT a.Name FROM Account a WHERE a.Name = 'Acme'", only('Name', 'Acme')),
	alias.supported(
		'Alias of a parent',
		"SELECT c.LastName FROM Contact c, c.Account a WHERE a.Name = 'beta'",
		only('LastName', 'Three'),
	),
	alias.refused('Alias of a list of children', 'SELECT a.Id FROM Account a, a.Contacts c', 'INVALID_TYPE'),
	alias.refused('Reserved word as an alias', 'SELECT MAX(Name) last FROM Account'),
	relationships.supported(
		'Parent fields, null without a parent',
		"SELECT LastName, Account.Name FROM Contact WHERE LastName IN ('One', 'Four') ORDER BY LastName",
		[
			{ LastName: 'Four', Account: null },
			{ LastName: 'One', Account: { Name: 'Acme' } },
		],
	),
	relationships.supported(
		'Parents of parents',
		"SELECT Account.Parent.Name, ReportsTo.Account.Owner.Username FROM Contact WHERE LastName = 'Three'",
		[
			{
				Account: { Parent: { Name: 'Acme' } },
				ReportsTo: { Account: { Owner: { Username: 'integration@example.com' } } },
			},
		],
	),
	limitations.supported(
		'Five levels of parents',
		"SELECT Owner.Manager.Manager.Manager.Manager.Name FROM Account WHERE Name = 'Acme'",
		[{ Owner: { Manager: null } }],
	),
	limitations.refused(
		'Six levels of parents',
		'SELECT Owner.Manager.Manager.Manager.Manager.Manager.Name FROM Account',
	),
	relationships.refused('Parent that does not exist', 'SELECT Foo.Name FROM Contact', 'INVALID_FIELD'),
	relationships.supported(
		'Children',
		"SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName DESC LIMIT 1) FROM Account WHERE Name IN ('Acme', 'Cyan_1%') ORDER BY Name",
		[
			{ Name: 'Acme', Contacts: { totalSize: 1, done: true, records: [{ LastName: 'Two' }] } },
			{ Name: 'Cyan_1%', Contacts: null },
		],
	),
	relationships.supported(
		'WHERE and parents in a subquery',
		"SELECT (SELECT LastName, Account.Name FROM Account.Contacts WHERE Email != null) FROM Account WHERE Name = 'Acme'",
		[{ Contacts: { totalSize: 1, done: true, records: [{ LastName: 'One', Account: { Name: 'Acme' } }] } }],
	),
	relationships.supported(
		'Subqueries in subqueries',
		"SELECT (SELECT Name, (SELECT Name FROM ChildAccounts) FROM ChildAccounts) FROM Account WHERE Name = 'Acme'",
		[
			{
				ChildAccounts: {
					totalSize: 1,
					done: true,
					records: [{ Name: 'beta', ChildAccounts: { totalSize: 1, done: true, records: [{ Name: 'Cyan_1%' }] } }],
				},
			},
		],
	),
	relationships.refused('Children that do not exist', 'SELECT (SELECT Id FROM Foos) FROM Account', 'INVALID_TYPE'),
	relationships.refused('Aggregates in a subquery', 'SELECT (SELECT COUNT(Id) FROM Contacts) FROM Account'),
	relationships.refused('OFFSET in a subquery', 'SELECT (SELECT Id FROM Contacts LIMIT 1 OFFSET 1) FROM Account'),
	polymorphic.supported(
		'Fields of whatever a polymorphic relationship points to',
		'SELECT Subject, Who.Name, Who.Type, What.Name FROM Task ORDER BY Subject',
		[
			{ Subject: 'Call big', Who: null, What: { Name: 'Big' } },
			{ Subject: 'Call one', Who: { Name: 'One', Type: 'Contact' }, What: { Name: 'Acme' } },
			{ Subject: 'Call two', Who: { Name: 'Old', Type: 'Lead' }, What: null },
		],
	),
	polymorphic.supported(
		'Filter on the type behind it',
		"SELECT Subject FROM Task WHERE What.Type IN ('account')",
		only('Subject', 'Call one'),
	),
	polymorphic.supported(
		'Owner of a Lead',
		"SELECT Owner.Name FROM Lead WHERE Owner.Name = 'INTEGRATION USER' LIMIT 1",
		[{ Owner: { Name: 'Integration User' } }],
	),
	polymorphic.refused('Field that only one of the objects has', 'SELECT What.Amount FROM Task', 'INVALID_FIELD'),
	typeOf.supported(
		'TYPEOF with ELSE',
		'SELECT Subject, TYPEOF What WHEN Account THEN Industry WHEN Opportunity THEN Amount, StageName ELSE Name END FROM Task ORDER BY Subject',
		[
			{ Subject: 'Call big', What: { Amount: 30, StageName: 'Closed Won' } },
			{ Subject: 'Call one', What: { Industry: 'Energy' } },
			{ Subject: 'Call two', What: null },
		],
	),
	typeOf.refused('TYPEOF of an ordinary relationship', 'SELECT TYPEOF Account WHEN Account THEN Name END FROM Contact'),
	typeOf.refused(
		'TYPEOF besides the relationship itself',
		'SELECT What.Name, TYPEOF What WHEN Account THEN Phone END FROM Task',
	),
	typeOf.refused(
		'TYPEOF with an object that cannot be there',
		'SELECT TYPEOF What WHEN User THEN Name END FROM Task',
		'INVALID_TYPE',
	),
];
