/** Half-open in days: `from` belongs to it, `until` does not (both `YYYY-MM-DD`). */
export interface DayRange {
	readonly from: string;
	readonly until: string;
}

type Unit = 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR' | 'FISCAL_QUARTER' | 'FISCAL_YEAR';

const period = 'WEEK|MONTH|QUARTER|YEAR|FISCAL_QUARTER|FISCAL_YEAR';
const simpleLiterals = new RegExp(`^(LAST|THIS|NEXT)_(${period})$`);
const countedLiterals = new RegExp(`^(LAST|NEXT)_N_(DAY|${period})S:(\\d+)$`);
const agoShape = new RegExp(`^N_(DAY|${period})S_AGO:(\\d+)$`);

/** The days a date literal covers when today is `today`; `undefined` for an unknown literal. */
export function rangeOfDateLiteral(text: string, today: string, fiscalYearStartMonth = 1): DayRange | undefined {
	const literal = text.toUpperCase().replace(/^(LAST|NEXT)_90_DAYS$/, '$1_N_DAYS:90');
	const range = (unit: Unit, from: number, until: number) => {
		const start = startOf(unit, today, fiscalYearStartMonth);
		return { from: shift(unit, start, from), until: shift(unit, start, until) };
	};
	const near = { TODAY: 0, YESTERDAY: -1, TOMORROW: 1 }[literal];
	if (near !== undefined) return range('DAY', near, near + 1);

	const simple = simpleLiterals.exec(literal);
	if (simple) {
		const step = { LAST: -1, THIS: 0, NEXT: 1 }[simple[1]]!;
		return range(simple[2] as Unit, step, step + 1);
	}
	const counted = countedLiterals.exec(literal);
	if (counted) {
		const [unit, count] = [counted[2] as Unit, Number(counted[3])];
		// LAST_N_DAYS includes today; the other units end before the current one starts.
		if (counted[1] === 'LAST') return range(unit, -count, unit === 'DAY' ? 1 : 0);
		return range(unit, 1, count + 1);
	}
	const ago = agoShape.exec(literal);
	return ago ? range(ago[1] as Unit, -Number(ago[2]), 1 - Number(ago[2])) : undefined;
}

function startOf(unit: Unit, day: string, fiscalYearStartMonth: number): string {
	const [year, month] = day.split('-').map(Number);
	if (unit === 'DAY') return day;
	// Weeks start on Sunday, as in an org with the US locale.
	if (unit === 'WEEK') return addDays(day, -new Date(`${day}T00:00:00Z`).getUTCDay());
	const firstMonth = unit.startsWith('FISCAL') ? fiscalYearStartMonth : 1;
	const monthsIn = (month - firstMonth + 12) % months[unit];
	return isoDay(year, month - 1 - monthsIn, 1);
}

const earliest = Date.UTC(1000, 0, 1);
const latest = Date.UTC(9999, 11, 31);

const months = { MONTH: 1, QUARTER: 3, YEAR: 12, FISCAL_QUARTER: 3, FISCAL_YEAR: 12 } as const;

function shift(unit: Unit, day: string, count: number): string {
	if (unit === 'DAY' || unit === 'WEEK') return addDays(day, count * (unit === 'WEEK' ? 7 : 1));
	const [year, month] = day.split('-').map(Number);
	return isoDay(year, month - 1 + count * months[unit], 1);
}

function addDays(day: string, count: number): string {
	const [year, month, date] = day.split('-').map(Number);
	return isoDay(year, month - 1, date + count);
}

function isoDay(year: number, monthIndex: number, date: number): string {
	const time = Date.UTC(year, monthIndex, date);
	// Far literals (LAST_N_YEARS:9000) leave the years that four digits can write.
	return new Date(Math.min(Math.max(time, earliest), latest) || (monthIndex + date < 0 ? earliest : latest))
		.toISOString()
		.slice(0, 10);
}
