const year = (sql: string) => `CAST(substr(${sql}, 1, 4) AS INTEGER)`;
const month = (sql: string) => `CAST(substr(${sql}, 6, 2) AS INTEGER)`;
const day = (sql: string) => `CAST(substr(${sql}, 9, 2) AS INTEGER)`;
const dayInYear = (sql: string) => `CAST(strftime('%j', ${sql}) AS INTEGER)`;
const weekOf = (days: string) => `((${days} + 6) / 7)`;
const quarterOf = (months: string) => `((${months} + 2) / 3)`;

/** A part of a date or datetime in SQL; `start` is the month in which the fiscal year starts. */
type DatePart = (sql: string, start: number) => string;

const fiscalMonth: DatePart = (sql, start) => `((${month(sql)} + ${12 - start}) % 12 + 1)`;

/** Salesforce's date functions over stored text: in UTC, unless their argument was brought to another zone before. */
export const dateFunctions: Readonly<Record<string, DatePart>> = {
	CALENDAR_YEAR: year,
	CALENDAR_QUARTER: (sql) => quarterOf(month(sql)),
	CALENDAR_MONTH: month,
	DAY_IN_MONTH: day,
	DAY_IN_WEEK: (sql) => `(CAST(strftime('%w', ${sql}) AS INTEGER) + 1)`,
	DAY_IN_YEAR: dayInYear,
	DAY_ONLY: (sql) => `substr(${sql}, 1, 10)`,
	HOUR_IN_DAY: (sql) => `CAST(substr(${sql}, 12, 2) AS INTEGER)`,
	// The first week is the first seven days, whatever their weekdays.
	WEEK_IN_MONTH: (sql) => weekOf(day(sql)),
	WEEK_IN_YEAR: (sql) => weekOf(dayInYear(sql)),
	FISCAL_MONTH: fiscalMonth,
	FISCAL_QUARTER: (sql, start) => quarterOf(fiscalMonth(sql, start)),
	// A fiscal year carries the name of the calendar year in which it ends.
	FISCAL_YEAR: (sql, start) => (start === 1 ? year(sql) : `(${year(sql)} + (${month(sql)} >= ${start}))`),
};

/** The functions that only a datetime has an answer for. */
export const datetimeOnly: ReadonlySet<string> = new Set(['DAY_ONLY', 'HOUR_IN_DAY']);
