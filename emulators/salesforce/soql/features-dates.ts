import { fromPage, only, type SoqlFeature } from './feature';

const formats = fromPage('Date Formats and Date Literals');
const functions = fromPage('Date Functions');
const timeZones = fromPage('convertTimezone()');

const accounts = (where: string) => `SELECT Name FROM Account WHERE ${where} ORDER BY Name`;
const opportunities = (where: string) => `SELECT Name FROM Opportunity WHERE ${where} ORDER BY Name`;
const value = (call: string) => `SELECT ${call} v FROM Account WHERE Name = 'Acme' GROUP BY ${call}`;

/** Dates: constants, literals in the user's time zone, functions. It is 20 November 2026 in Los Angeles, the 21st in UTC. */
export const dateFeatures: readonly SoqlFeature[] = [
	formats.supported('Date', opportunities('CloseDate = 2026-04-01'), only('Name', 'Small')),
	formats.supported('Datetime in UTC', accounts('CreatedDate >= 2026-11-21T05:00:00Z'), only('Name', 'Acme')),
	formats.supported(
		'Datetime with an offset',
		accounts('CreatedDate = 2026-11-20T21:00:00-08:00'),
		only('Name', 'Acme'),
	),
	formats.supported('TODAY, in the time zone of the user', accounts('CreatedDate = TODAY'), only('Name', 'Acme')),
	formats.supported('YESTERDAY', 'SELECT LastName FROM Lead WHERE Day__c = YESTERDAY', only('LastName', 'New')),
	formats.supported('TOMORROW', 'SELECT COUNT() FROM Lead WHERE Day__c = TOMORROW', 0),
	formats.supported('LAST_WEEK', 'SELECT COUNT() FROM Lead WHERE Day__c = LAST_WEEK', 0),
	formats.supported('THIS_WEEK, from Sunday on', 'SELECT COUNT() FROM Lead WHERE Day__c = THIS_WEEK', 2),
	formats.supported('NEXT_WEEK', 'SELECT COUNT() FROM Lead WHERE Day__c < NEXT_WEEK', 2),
	formats.supported('LAST_MONTH', accounts('CreatedDate = LAST_MONTH'), only('Name', 'beta')),
	formats.supported('THIS_MONTH', accounts('CreatedDate = THIS_MONTH'), only('Name', 'Acme')),
	formats.supported('NEXT_MONTH', accounts('CreatedDate = NEXT_MONTH'), []),
	formats.supported('LAST_90_DAYS', accounts('CreatedDate = LAST_90_DAYS'), only('Name', 'Acme', 'beta')),
	formats.supported('NEXT_90_DAYS', opportunities('CloseDate = NEXT_90_DAYS'), []),
	formats.supported('LAST_N_DAYS:n, with today', 'SELECT COUNT() FROM Lead WHERE Day__c = LAST_N_DAYS:1', 2),
	formats.supported('NEXT_N_DAYS:n', opportunities('CloseDate = NEXT_N_DAYS:30'), []),
	formats.supported('N_DAYS_AGO:n', 'SELECT COUNT() FROM Lead WHERE Day__c = N_DAYS_AGO:1', 1),
	formats.supported('LAST_N_WEEKS:n, without this one', accounts('CreatedDate = LAST_N_WEEKS:3'), only('Name', 'beta')),
	formats.supported('LAST_N_MONTHS:n', accounts('CreatedDate = LAST_N_MONTHS:1'), only('Name', 'beta')),
	formats.supported('N_MONTHS_AGO:n', accounts('CreatedDate = N_MONTHS_AGO:1'), only('Name', 'beta')),
	formats.supported('THIS_QUARTER', accounts('CreatedDate = THIS_QUARTER'), only('Name', 'Acme', 'beta')),
	formats.supported('LAST_N_QUARTERS:n', opportunities('CloseDate = LAST_N_QUARTERS:2'), only('Name', 'Small')),
	formats.supported('LAST_YEAR', accounts('CreatedDate = LAST_YEAR'), only('Name', 'Cyan_1%')),
	formats.supported('LAST_N_YEARS:n', opportunities('CloseDate = LAST_N_YEARS:1'), only('Name', 'Late')),
	formats.supported('THIS_FISCAL_QUARTER', accounts('CreatedDate = THIS_FISCAL_QUARTER'), only('Name', 'Acme', 'beta')),
	formats.supported('LAST_FISCAL_YEAR', opportunities('CloseDate = LAST_FISCAL_YEAR'), only('Name', 'Late')),
	formats.supported('N_FISCAL_YEARS_AGO:n', opportunities('CloseDate = N_FISCAL_YEARS_AGO:1'), only('Name', 'Late')),
	formats.refused('Day that does not exist', opportunities('CloseDate = 2026-02-30')),
	formats.refused('Date for a datetime field', accounts('CreatedDate = 2026-11-21'), 'INVALID_FIELD'),
	formats.refused('Datetime for a date field', opportunities('CloseDate = 2026-11-21T00:00:00Z'), 'INVALID_FIELD'),
	formats.refused('Datetime without a zone', accounts('CreatedDate = 2026-11-21T00:00:00')),
	formats.refused('Date in quotes', opportunities("CloseDate = '2026-11-21'"), 'INVALID_FIELD'),
	formats.refused('Literal that does not exist', accounts('CreatedDate = LAST_N_HOURS:3')),
	functions.supported('CALENDAR_YEAR', value('CALENDAR_YEAR(CreatedDate)'), only('v', 2026)),
	functions.supported('CALENDAR_QUARTER', value('CALENDAR_QUARTER(CreatedDate)'), only('v', 4)),
	functions.supported('CALENDAR_MONTH', value('CALENDAR_MONTH(CreatedDate)'), only('v', 11)),
	functions.supported('FISCAL_YEAR', value('FISCAL_YEAR(CreatedDate)'), only('v', 2026)),
	functions.supported('FISCAL_QUARTER', value('FISCAL_QUARTER(CreatedDate)'), only('v', 4)),
	functions.supported('FISCAL_MONTH', value('FISCAL_MONTH(CreatedDate)'), only('v', 11)),
	functions.supported('DAY_IN_MONTH', value('DAY_IN_MONTH(CreatedDate)'), only('v', 21)),
	functions.supported('DAY_IN_WEEK, 1 for Sunday', value('DAY_IN_WEEK(CreatedDate)'), only('v', 7)),
	functions.supported('DAY_IN_YEAR', value('DAY_IN_YEAR(CreatedDate)'), only('v', 325)),
	functions.supported('DAY_ONLY', value('DAY_ONLY(CreatedDate)'), only('v', '2026-11-21')),
	functions.supported('HOUR_IN_DAY', value('HOUR_IN_DAY(CreatedDate)'), only('v', 5)),
	functions.supported('WEEK_IN_MONTH', value('WEEK_IN_MONTH(CreatedDate)'), only('v', 3)),
	functions.supported('WEEK_IN_YEAR', value('WEEK_IN_YEAR(CreatedDate)'), only('v', 47)),
	functions.supported('Date function in WHERE', accounts('CALENDAR_YEAR(CreatedDate) = 2025'), only('Name', 'Cyan_1%')),
	functions.supported(
		'DAY_ONLY against a date literal',
		accounts('DAY_ONLY(CreatedDate) = 2026-11-21'),
		only('Name', 'Acme'),
	),
	functions.refused('HOUR_IN_DAY of a date', opportunities('HOUR_IN_DAY(CloseDate) = 1')),
	functions.refused('Date function of a text', accounts('CALENDAR_YEAR(Name) = 2026')),
	functions.refused('Date function selected without GROUP BY', 'SELECT CALENDAR_YEAR(CreatedDate) FROM Account'),
	timeZones.supported(
		'convertTimezone in a date function',
		value('HOUR_IN_DAY(convertTimezone(CreatedDate))'),
		only('v', 21),
	),
	timeZones.supported(
		'… over a change of the clocks',
		accounts('HOUR_IN_DAY(convertTimezone(CreatedDate)) = 17'),
		only('Name', 'MÜLLER & Söhne'),
	),
	timeZones.supported('… in WHERE', accounts('DAY_ONLY(convertTimezone(CreatedDate)) = TODAY'), only('Name', 'Acme')),
	timeZones.refused('convertTimezone by itself', 'SELECT convertTimezone(CreatedDate) FROM Account'),
];
